import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { openBank } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { call } from '../../local/testing/ledger-calls.ts';
import { refusalOf } from '../../local/testing/refusal.ts';
import { consolePassword } from '../../local/testing/server-address.ts';

/** Somebody who has the login of the console, and any program to use it with. */
let operator: Pool;
// Before the database goes, which ends whatever is still connected.
afterAll(() => operator.end());
const database = useTestDatabase();

beforeAll(async () => {
  operator = new Pool({
    ...database().appConnection,
    ...{ user: 'bank_console', password: consolePassword, options: '-c role=bank_operator', max: 1 },
  });
  await openBank(database().operator);
  await database().operator.query("SELECT bank.roll_business_date('2026-02-02')");
});

const period = (actor: string): object => ({
  ...{ id: randomUUID(), action: 'soft-close', month: '2026-01', reason: '', actor },
});
const ask = (by: Pool, request: object): Promise<unknown> => call(by, 'bank.request_period_change', request);
const decide = (change: unknown, actor: string): Promise<unknown> =>
  call(operator, 'bank.decide_period_change', { change, decision: 'approved', note: '', actor });

const journal = (actor: string, actorName = actor): object => ({
  ...{ id: randomUUID(), key: randomUUID(), requestHash: 'hash', kind: 'journal', subject: '7090, 1040' },
  ...{ reason: 'The roof leaks', actor, actorName },
  payload: {
    ...{ type: 'STANDARD', template: 'X99', description: 'A new roof' },
    entries: [
      { gl: '7090', minor: '2500000', currency: 'USD' },
      { gl: '1040', minor: '-2500000', currency: 'USD' },
    ],
  },
});
const askForJournal = (by: Pool, request: object): Promise<{ id: string }> =>
  call(by, 'bank.request_approval', request) as Promise<{ id: string }>;

const borrowed = {
  sqlState: 'LB025',
  message: 'Whoever signs in as the console asks and decides as console, and under no other name.',
};

describe('Whoever has the login of the console', () => {
  it('asks and decides as console about a period, and under nobody’s name', async () => {
    expect(await refusalOf(ask(operator, period('arno')))).toMatchObject(borrowed);
    const own = (await ask(operator, period('console'))) as { id: string };
    expect(await refusalOf(decide(own.id, 'ada'))).toMatchObject(borrowed);
    expect(await refusalOf(decide(own.id, 'console'))).toMatchObject({ sqlState: 'LB025' });
    const other = (await ask(database().app, period('arno'))) as { id: string };
    expect(await refusalOf(decide(other.id, 'ada'))).toMatchObject(borrowed);
    expect(await decide(other.id, 'console')).toMatchObject({ decision: 'approved', decidedBy: 'console' });
  });

  it('neither asks nor approves under a name that is another’s what two people approve', async () => {
    expect(await refusalOf(askForJournal(operator, journal('arno')))).toMatchObject(borrowed);
    expect(await refusalOf(askForJournal(operator, journal('console', 'arno')))).toMatchObject(borrowed);
    const { id } = await askForJournal(operator, journal('console'));
    for (const actor of ['ada', 'console']) {
      const decision = { approval: id, decision: 'approved', note: '', actor, actorName: actor };
      const decided = refusalOf(call(operator, 'bank.decide_approval', decision));
      expect(await decided).toMatchObject({ sqlState: 'LB025' });
    }
  });

  it('shows nobody else’s name for what it decides', async () => {
    const { id } = await askForJournal(database().app, journal('arno'));
    const decision = { approval: id, decision: 'approved', note: '', actor: 'console' };
    const borrowing = call(operator, 'bank.decide_approval', { ...decision, actorName: 'ada' });
    expect(await refusalOf(borrowing)).toMatchObject(borrowed);
    expect(await call(operator, 'bank.decide_approval', { ...decision, actorName: 'console' })).toMatchObject(
      {
        ...{ state: 'approved', decidedBy: 'console' },
      },
    );
  });
});
