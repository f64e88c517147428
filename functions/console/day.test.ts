import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Caller } from '../../local/testing/bank.ts';
import { brokenRules } from '../../local/testing/books.ts';
import type { TestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, aJournal, post } from '../../local/testing/journals.ts';
import { refusalOf } from '../../local/testing/refusal.ts';
import { booksOf } from '../../local/testing/console-context.ts';
import type { ConsoleContext } from './context.ts';
import { runConsole } from './main.ts';

const bank = useBank({}, '2026-12-21');
const database = (): TestDatabase => bank().database;
let administrator: Caller;
const output: string[] = [];
const advanced: string[] = [];

const context: ConsoleContext = {
  openBooks: booksOf(() => database().operator),
  out: (text) => output.push(text),
  progress: () => ({ advance: (_count, note) => advanced.push(note), finish: () => undefined }),
};

/** What a command prints as JSON. */
async function json<T>(...args: readonly string[]): Promise<T> {
  output.length = 0;
  expect(await runConsole(context, [...args, '--json'])).toBe(0);
  return JSON.parse(output.join('')) as T;
}

async function balances(asOf: string): Promise<Map<string, bigint>> {
  const { rows } = await database().app.query<{ code: string; minor: string }>(
    `SELECT ledger_account AS code, (debit_minor::bigint - credit_minor::bigint)::text AS minor FROM bank.trial_balance($1)`,
    [asOf],
  );
  return new Map(rows.map(({ code, minor }) => [code, BigInt(minor)]));
}

const house = (debit: string, credit: string, minor: bigint): ReturnType<typeof aJournal> =>
  aJournal([
    { account: debit, minor },
    { account: credit, minor: -minor },
  ]);

beforeAll(async () => {
  administrator = await bank().signIn('administrator');
  const { alice } = bank().cast;
  const { app } = database();
  await post(
    app,
    aCashDeposit(alice.accountId, 90_000n),
    house('1040', '4060', 7_000n),
    house('7090', '1040', 2_500n),
  );
  await post(app, house('3050', '2380', 1_000n));
});

interface Rolled {
  readonly ended: readonly { date: string; debitMinor: string; creditMinor: string }[];
  readonly businessDate: string;
}
describe('console day roll', () => {
  it('ends each business day up to the date, the trial balance even on every one', async () => {
    const { ended, businessDate } = await json<Rolled>('day', 'roll', '--to', '2026-12-31');
    const days = ['21', '22', '23', '24', '28', '29', '30', '31'].map((day) => `2026-12-${day}`);
    expect(ended.map(({ date }) => date)).toEqual(days);
    expect(ended.filter(({ debitMinor, creditMinor }) => debitMinor !== creditMinor)).toEqual([]);
    expect(businessDate).toBe('2027-01-04');
    expect(advanced).toEqual(days);
  });

  it('refuses a day the books have left, and a date that is none', async () => {
    expect(await runConsole(context, ['day', 'roll', '--to', '2026-12-31'])).toBe(1);
    expect(await runConsole(context, ['day', 'roll', '--to', 'soon'])).toBe(2);
  });

  it('tells people what each day did', async () => {
    output.length = 0;
    expect(await runConsole(context, ['day', 'roll', '--to', '2027-01-04'])).toBe(0);
    expect(output.join('\n')).toContain('2027-01-04  trial balance even');
    expect(output.join('\n')).toContain('The books stand at 2027-01-05.');
  });
});

describe('console close, together with an administrator', () => {
  async function carryOut(action: string, period: string): Promise<unknown> {
    const [asked] = await json<{ id: string }[]>('close', 'request', action, period, '--reason', 'test');
    const decision = { decision: 'approved' };
    return (await administrator.post(`/api/v1/period-changes/${asked?.id ?? ''}/decision`, decision)).body;
  }

  it('closes the year: income and expense to zero, retained earnings up by what was earned less dividends', async () => {
    await carryOut('soft-close', '2026-12');
    expect(await carryOut('close-year', '2026')).toMatchObject({ decision: 'approved' });
    const after = await balances('2026-12-31');
    expect([after.get('4060'), after.get('7090'), after.get('3050')]).toEqual([0n, 0n, 0n]);
    expect(after.get('3040')).toBe(-(7_000n - 2_500n - 1_000n));
    expect(await brokenRules(database().owner)).toEqual([]);
  });

  it('leaves the closed year to nobody', async () => {
    await database().app.query('SELECT bank.seal_block(1000)');
    await carryOut('hard-close', '2026-12');
    const late = aJournal(
      [
        { account: '7090', minor: 1n },
        { account: '1040', minor: -1n },
      ],
      { businessDate: '2026-12-31' },
    );
    expect(await refusalOf(post(database().app, late))).toMatchObject({ sqlState: 'LB009' });
  });
});
