import { beforeAll, describe, expect, it } from '@jest/globals';
import { randomOf } from '../../local/seed/random.ts';
import { useBank, type Caller } from '../../local/testing/bank.ts';
import { anAccount } from '../../local/testing/cast.ts';
import { endDaysUntil } from '../../local/testing/deposits.ts';
import { acc, problem } from '../../local/testing/front-door.ts';
import { aCashDeposit, aTransfer, post } from '../../local/testing/journals.ts';
import {
  fileAt,
  ofCsv,
  ofJson,
  ofOfx,
  statementPlace as placeOf,
  type ReadStatement,
} from '../../local/testing/statement-files.ts';

const bank = useBank({}, '2025-11-28');
let alice: Caller;
let checking: string;

beforeAll(async () => {
  alice = await bank().signIn('alice');
  const { database, cast } = bank();
  checking = await anAccount(database.operator, cast.alice.customerId, { balanceMinor: 100_000n });
  await endDaysUntil(database.app, '2026-01-06');
});

describe('whose statements they are', () => {
  it.each(['teller', 'accountant', 'auditor', 'administrator'])(
    'is nobody’s business but theirs, and %s may see accounts',
    async (name) => {
      const caller = await bank().signIn(name);
      const { status } = await fileAt(bank(), caller, { path: `${placeOf(checking, '2025-12')}?format=csv` });
      expect(status).toBe(200);
    },
  );

  it('are not there for another customer, like those of an account that is not', async () => {
    const bob = await bank().signIn('bob');
    const nobodys = placeOf('00000000-0000-4000-8000-000000000000', '2025-12');
    for (const place of [placeOf(checking, '2025-12'), nobodys, placeOf(checking, '1999-01')])
      expect(problem(await bob.get(`${place}?format=pdf`))).toEqual({ status: 404, code: 'not-found' });
    const list = await bob.get(`/api/v1/accounts/${acc(checking)}/statements`);
    expect(problem(list)).toEqual({ status: 404, code: 'not-found' });
  });

  it('are asked for by somebody who signed in', async () => {
    const { status } = await bank().anonymous.get(placeOf(checking, '2025-12'));
    expect(status).toBe(401);
  });

  it.each([
    '..%2f..%2fetc%2fpasswd',
    '2025-12%2f..%2f..',
    '2025-13',
    '2025-12.pdf',
    '25-12',
    '2025-12%00',
    '0000-01',
  ])('the month %s is none', async (month) => {
    const path = `/api/v1/accounts/${acc(checking)}/statements/${month}`;
    expect(problem(await alice.get(path))).toEqual({ status: 404, code: 'not-found' });
  });

  it.each(['..%2f..%2fsession', 'acc_..', 'acc_00000000-0000-4000-8000-00000000000%2f'])(
    'the account %s is none',
    async (id) => {
      expect(problem(await alice.get(`/api/v1/accounts/${id}/statements/2025-12`))).toEqual({
        status: 404,
        code: 'not-found',
      });
    },
  );

  it.each(['2026-01', '2026-02', '2025-10'])(
    'there is none of %s: under way, to come, before the account',
    async (month) => {
      expect(problem(await alice.get(placeOf(checking, month)))).toEqual({
        status: 404,
        code: 'document-not-found',
      });
    },
  );
});

describe('a random month', () => {
  const seed = 20_260_129;
  let accounts: string[] = [];
  beforeAll(async () => {
    const { database, cast } = bank();
    const random = randomOf(`statements/${seed}`);
    accounts = await Promise.all(
      [1, 2, 3].map(() => anAccount(database.operator, cast.alice.customerId, { floorMinor: null })),
    );
    for (const day of ['2026-01-12', '2026-01-20', '2026-01-30', '2026-02-02', '2026-02-11', '2026-02-27']) {
      await endDaysUntil(database.app, day);
      const moves = Array.from({ length: random.below(40) }, () => {
        const [from, to] = [random.pick(accounts), random.pick(accounts)];
        const minor = random.between(1n, 9_999_999n);
        return from === to ? aCashDeposit(to, minor) : aTransfer(from, to, minor);
      });
      if (moves.length > 0) await post(database.app, ...moves);
    }
    await endDaysUntil(database.app, '2026-03-02');
  });

  const readers: Readonly<Record<string, (text: string) => ReadStatement>> = {
    csv: ofCsv,
    ofx: ofOfx,
    json: ofJson,
  };
  const months = ['2026-01', '2026-02'];

  it.each(Object.keys(readers))('adds up as %s to what the ledger has, to the cent', async (format) => {
    let seen = 0;
    for (const account of accounts)
      for (const month of months) {
        const { text } = await fileAt(bank(), alice, { path: `${placeOf(account, month)}?format=${format}` });
        const statement = readers[format]?.(text);
        const ledger = await ledgerOf(account, month);
        const { opening, ...rest } = ledger;
        expect(statement).toMatchObject(format === 'ofx' ? rest : { opening, ...rest });
        seen += ledger.entries.length;
      }
    expect(seen).toBeGreaterThan(60);
  });

  /** The same out of the entries themselves. */
  async function ledgerOf(
    account: string,
    month: string,
  ): Promise<{ opening: bigint; closing: bigint; entries: object[] }> {
    const { rows } = await bank().database.owner.query<{ id: string; date: string; minor: string }>(
      `SELECT j.id || ':' || e.line_no AS id, e.business_date::text AS date, (-e.amount_minor)::text AS minor
       FROM books.entry e JOIN books.journal j ON j.sequence = e.journal_sequence
       WHERE e.account_id = $1 AND to_char(e.business_date, 'YYYY-MM') = $2 ORDER BY e.account_version`,
      [account, month],
    );
    const balance = await bank().database.owner.query<{ opening: string; closing: string }>(
      `SELECT coalesce(-sum(amount_minor) FILTER (WHERE to_char(business_date, 'YYYY-MM') < $2), 0)::text AS opening,
         coalesce(-sum(amount_minor) FILTER (WHERE to_char(business_date, 'YYYY-MM') <= $2), 0)::text AS closing
       FROM books.entry WHERE account_id = $1`,
      [account, month],
    );
    const { opening = '', closing = '' } = balance.rows[0] ?? {};
    const entries = rows.map(({ id, date, minor }) => ({ id, date, minor: BigInt(minor) }));
    return { opening: BigInt(opening), closing: BigInt(closing), entries };
  }
});

describe('a month of more entries than paper takes', () => {
  it('is there in the formats of programs, and says so where it is not', async () => {
    const { database, cast } = bank();
    const busy = await anAccount(database.operator, cast.alice.customerId);
    const many = 5_001;
    const deposits = Array.from({ length: many }, () => aCashDeposit(busy, 5n));
    for (let from = 0; from < many; from += 1_000)
      await post(database.app, ...deposits.slice(from, from + 1_000));
    await database.operator.query("SELECT bank.roll_business_date('2026-04-01')");
    const at = (format: string): string => `${placeOf(busy, '2026-03')}?format=${format}`;
    const csv = ofCsv((await fileAt(bank(), alice, { path: at('csv') })).text);
    expect([csv.entries.length, csv.closing]).toEqual([many, BigInt(many) * 5n]);
    expect(new Set(csv.entries.map(({ id }) => id)).size).toBe(many);
    expect(problem(await alice.get(at('pdf')))).toEqual({ status: 406, code: 'not-acceptable' });
  });
});
