import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError } from 'pg';
import { errorCodeOfSqlState } from '../../../functions/domain/errors.ts';
import type { Answer } from '../bank.ts';
import { acc, journalBody, transferBody, usd } from '../front-door.ts';
import { whole, type Scene } from './scene.ts';

/** Headers of a request, where a test says which. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** A command that wants something of a scene, as its caller sends it. */
export interface Rival {
  readonly name: string;
  readonly attempt: (scene: Scene, headers?: Headers) => Promise<Answer>;
}

const rival = (name: string, attempt: Rival['attempt']): Rival => ({ name, attempt });
const withHeaders = (headers: Headers | undefined): { headers?: Headers } => (headers ? { headers } : {});

export const transfer = rival('a transfer', ({ desk, account, payee }, headers) =>
  desk.alice.post('/api/v1/transfers', transferBody(account, payee, whole), withHeaders(headers)),
);
export const confirmation = rival(
  'a confirmed preview',
  ({ desk, account, payee, previewToken }, headers) => {
    const body = { ...transferBody(account, payee, whole), previewToken };
    return desk.alice.post('/api/v1/transfers', body, withHeaders(headers));
  },
);
export const cashOut = rival('cash paid out', ({ desk, account }, headers) =>
  desk.teller.post(
    '/api/v1/cash-withdrawals',
    { accountId: acc(account), amount: usd(whole) },
    withHeaders(headers),
  ),
);
export const cashIn = rival('cash paid in', ({ desk, account }, headers) =>
  desk.teller.post(
    '/api/v1/cash-deposits',
    { accountId: acc(account), amount: usd(1) },
    withHeaders(headers),
  ),
);
export const journal = rival('a journal', ({ desk, account, payee }, headers) =>
  desk.accountant.post('/api/v1/journals', journalBody(account, payee, whole), withHeaders(headers)),
);
export const reversal = rival('a reversal', ({ desk, fundingId }, headers) =>
  desk.accountant.post(`/api/v1/journals/${fundingId}/reversals`, {}, withHeaders(headers)),
);
const batch = (mode: string): Rival =>
  rival(`an ${mode} batch`, ({ desk, account, payee }, headers) => {
    const parts = mode === 'atomic' ? [4_000n, 6_000n] : [whole];
    const journals = parts.map((minor) => journalBody(account, payee, minor));
    return desk.accountant.post('/api/v1/journals:batch', { mode, journals }, withHeaders(headers));
  });
export const atomicBatch = batch('atomic');
export const independentBatch = batch('independent');
export const hold = rival('a hold', ({ desk, account }, headers) => {
  const body = { accountId: acc(account), amount: usd(whole), description: 'Hotel' };
  return desk.teller.post('/api/v1/holds', body, withHeaders(headers));
});
export const capture = rival('a capture', ({ desk, holdId, payee }, headers) =>
  desk.teller.post(
    `/api/v1/holds/${holdId}/captures`,
    { to: { accountId: acc(payee) } },
    withHeaders(headers),
  ),
);
export const release = rival('a release', ({ desk, holdId }, headers) =>
  desk.teller.post(`/api/v1/holds/${holdId}/releases`, {}, withHeaders(headers)),
);

/** A command of the operator, who works in SQL, answered as the API would. */
const inSql = (name: string, run: (scene: Scene) => Promise<unknown>): Rival =>
  rival(name, async (scene) => {
    try {
      await run(scene);
      return { status: 200, headers: {}, cookies: [], body: {} };
    } catch (error) {
      const sqlState = error instanceof DatabaseError ? (error.code ?? '') : '';
      const code = errorCodeOfSqlState(sqlState);
      return { status: code ? 409 : 500, headers: {}, cookies: [], body: { code: code ?? sqlState } };
    }
  });

export const close = inSql('the close of the account', ({ bank, account }) =>
  bank.database.operator.query('SELECT bank.close_account($1)', [account]),
);
export const rollTo = (date: string): Rival =>
  inSql('the day roll', ({ bank }) =>
    bank.database.operator.query('SELECT bank.roll_business_date($1)', [date]),
  );
export const closeMonth = (month: string): Rival =>
  inSql('the close of the period', ({ bank }) =>
    bank.database.owner.query("SELECT books.set_period_state($1, 'SOFT_CLOSED')", [month]),
  );

/** The same a little later, behind those who have come to the gate by then. */
export const late = ({ name, attempt }: Rival): Rival => ({
  name,
  attempt: async (scene, headers) => {
    await sleep(50);
    return attempt(scene, headers);
  },
});

/** Each takes, moves or holds all there is, so that one of them at most may succeed. */
export const spenders: readonly Rival[] = [
  transfer,
  confirmation,
  cashOut,
  journal,
  reversal,
  atomicBatch,
  independentBatch,
  hold,
];
