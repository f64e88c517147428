import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { brokenRules } from '../../local/testing/books.ts';
import { openBank } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, aJournal, post, type JournalDraft } from '../../local/testing/journals.ts';
import { call } from '../../local/testing/ledger-calls.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let alice: string;

/** Income and expense of one day. */
const income = (minor: bigint): JournalDraft =>
  aJournal([
    { account: '1040', minor },
    { account: '4060', minor: -minor },
  ]);
const expense = (minor: bigint, more: Record<string, unknown> = {}): JournalDraft =>
  aJournal(
    [
      { account: '7090', minor },
      { account: '1040', minor: -minor },
    ],
    more,
  );
const adjusting = (minor: bigint, on: string): JournalDraft =>
  expense(minor, { type: 'ADJUSTING', adjustsOn: on });

interface Change {
  readonly id: string;
  readonly checklist: readonly { check: string; ok: boolean; detail: string }[];
  readonly effect: readonly { gl: string; minor: string }[];
  readonly sha256: string;
  readonly decision: string | null;
  readonly journalId: string | null;
}

const request = (action: string, month: string, more: object = {}): Promise<Change> =>
  call(database().app, 'bank.request_period_change', {
    id: randomUUID(),
    action,
    month,
    reason: 'Because of the test',
    actor: 'maker',
    ...more,
  }) as Promise<Change>;

const decide = (change: string, more: object = {}): Promise<Change> =>
  call(database().app, 'bank.decide_period_change', {
    change,
    decision: 'approved',
    actor: 'checker',
    ...more,
  }) as Promise<Change>;

async function carryOut(action: string, month: string): Promise<Change> {
  return decide((await request(action, month)).id);
}

async function stateOf(month: string): Promise<string | undefined> {
  const { rows } = await database().app.query<{ state: string }>(
    'SELECT state FROM bank.period WHERE month = $1',
    [`${month}-01`],
  );
  return rows[0]?.state;
}

async function balanceOf(code: string, asOf: string): Promise<bigint> {
  const { rows } = await database().app.query<{ minor: string }>(
    'SELECT (debit_minor::bigint - credit_minor::bigint)::text AS minor FROM bank.trial_balance($1) WHERE ledger_account = $2',
    [asOf, code],
  );
  return BigInt(rows[0]?.minor ?? 0);
}

const roll = (to: string): Promise<unknown> =>
  database().operator.query('SELECT bank.roll_business_date($1)', [to]);

const seal = async (): Promise<void> => {
  await database().app.query('SELECT bank.seal_block(10000)');
};

beforeAll(async () => {
  alice = (await openBank(database().operator, '2025-11-28')).alice.accountId;
  const { app } = database();
  await post(app, aCashDeposit(alice, 100_000n), income(9_000n));
  await roll('2025-12-31');
  await post(app, income(1_000n), expense(400n));
  await post(
    app,
    aJournal([
      { account: '3050', minor: 250n },
      { account: '2380', minor: -250n },
    ]),
  );
});

describe('Closing a month', () => {
  it('waits until the month is over', async () => {
    const change = await request('soft-close', '2025-12');
    expect(change.checklist.find(({ check }) => check === 'month-is-over')).toMatchObject({ ok: false });
    expect(await refusalOf(decide(change.id))).toMatchObject({ sqlState: 'LB027' });
    expect(await stateOf('2025-12')).toBe('OPEN');
    await roll('2026-01-02');
  });

  it('waits for the months before it', async () => {
    const { id, checklist } = await request('soft-close', '2025-12');
    expect(checklist.filter(({ ok }) => !ok)).toEqual([
      { check: 'earlier-months', ok: false, detail: 'still to be closed: 2025-11' },
    ]);
    expect(await refusalOf(decide(id))).toMatchObject({
      sqlState: 'LB027',
      detail: { check: 'earlier-months' },
    });
  });

  it('is for two: whoever asked may not approve, whatever way is tried', async () => {
    const { id } = await request('soft-close', '2025-11');
    expect(await refusalOf(decide(id, { actor: 'maker' }))).toMatchObject({ sqlState: 'LB025' });
    const byHand = database().owner.query(
      `INSERT INTO books.period_decision (change_id, decision, note, decided_by, decided_on)
       VALUES ($1, 'approved', '', 'maker', '2026-01-02')`,
      [id],
    );
    expect(await refusalOf(byHand)).toMatchObject({ sqlState: 'LB025' });
    expect(await stateOf('2025-11')).toBe('OPEN');
    expect(await decide(id)).toMatchObject({ decision: 'approved' });
    expect(await stateOf('2025-11')).toBe('SOFT_CLOSED');
  });

  it('answers a decision that comes twice, and refuses another one', async () => {
    const { id } = await request('soft-close', '2025-12');
    expect(await decide(id, { decision: 'rejected', note: 'Not today' })).toMatchObject({
      decision: 'rejected',
    });
    expect(await decide(id, { decision: 'rejected' })).toMatchObject({
      decision: 'rejected',
      note: 'Not today',
    });
    expect(await refusalOf(decide(id))).toMatchObject({ sqlState: 'LB026' });
    expect(await stateOf('2025-12')).toBe('OPEN');
  });

  it('decides on the trial balance that was shown, or not at all', async () => {
    const { id } = await request('soft-close', '2025-12');
    await post(database().app, adjusting(5n, '2025-12-31'));
    expect(await refusalOf(decide(id))).toMatchObject({ sqlState: 'LB026' });
    expect(await stateOf('2025-12')).toBe('OPEN');
  });

  it('asks once for each id', async () => {
    const id = randomUUID();
    const [first, again] = [
      await request('soft-close', '2025-12', { id }),
      await request('hard-close', '2025-11', { id }),
    ];
    expect(again).toEqual(first);
  });

  it('needs a reason to reopen', async () => {
    expect(await refusalOf(request('reopen', '2025-11', { reason: ' ' }))).toMatchObject({
      sqlState: 'LB012',
    });
  });

  it('of a month nobody knows is refused', async () => {
    expect(await refusalOf(request('soft-close', '2031-01'))).toMatchObject({ sqlState: 'LB009' });
    expect(await refusalOf(decide(randomUUID()))).toMatchObject({ sqlState: 'LB028' });
  });
});

describe('An adjusting journal', () => {
  it('counts in the month it adjusts, and is booked today', async () => {
    const before = await balanceOf('7090', '2025-12-31');
    const [posted] = await post(database().app, adjusting(70n, '2025-12-31'));
    expect(posted).toMatchObject({ businessDate: '2026-01-02', valueDate: '2025-12-31' });
    expect(await balanceOf('7090', '2025-12-31')).toBe(before + 70n);
    await roll('2026-01-05');
    expect(await balanceOf('7090', '2025-12-31')).toBe(before + 70n);
    // Of this year it is none.
    expect(await balanceOf('7090', '2026-01-05')).toBe(0n);
    expect(await brokenRules(database().owner)).toEqual([]);
  });

  it.each<[string, () => JournalDraft, string]>([
    ['is of no standard type', () => expense(1n, { adjustsOn: '2025-12-31' }), 'LB024'],
    ['lies on a day the books had', () => adjusting(1n, '2025-12-30'), 'LB024'],
    ['lies in an earlier month', () => adjusting(1n, '2026-01-02'), 'LB024'],
    [
      'leaves customers alone',
      () => aCashDeposit(alice, 1n, { type: 'ADJUSTING', adjustsOn: '2025-12-31' }),
      'LB024',
    ],
    ['is dated by a date', () => adjusting(1n, 'yesterday'), 'LB012'],
  ])('%s', async (_what, draft, sqlState) => {
    expect(await refusalOf(post(database().app, draft()))).toMatchObject({ sqlState });
  });
});

describe('Closing a year', () => {
  it('moves income, expense and dividends to retained earnings, once', async () => {
    await carryOut('soft-close', '2025-12');
    const net = -(await balanceOf('4060', '2025-12-31')) - (await balanceOf('7090', '2025-12-31'));
    const shown = await request('close-year', '2025-12');
    expect(shown.effect.map(({ gl }) => gl)).toEqual(['4060', '7090', '3040', '3050', '3040']);
    const { journalId } = await decide(shown.id);
    expect(journalId).not.toBeNull();
    for (const code of ['4060', '7090', '3050']) expect(await balanceOf(code, '2025-12-31')).toBe(0n);
    expect(await balanceOf('3040', '2025-12-31')).toBe(-(net - 250n));
    const twice = await request('close-year', '2025-12');
    expect(await refusalOf(decide(twice.id))).toMatchObject({
      sqlState: 'LB027',
      detail: { check: 'year-not-closed' },
    });
    expect(await brokenRules(database().owner)).toEqual([]);
  });

  it('leaves the income of the closed year in its income statement', async () => {
    const { rows } = await database().app.query<{ amount_minor: string }>(
      "SELECT amount_minor FROM bank.statement('income-statement', '2025-01-01', '2025-12-31') WHERE depth = 0",
    );
    expect(rows.at(-1)?.amount_minor).toBe(String(10_000n - 400n - 75n));
  });

  it('can be taken back by two with a reason, and done again', async () => {
    await carryOut('reopen-year', '2025-12');
    expect(await balanceOf('4060', '2025-12-31')).toBe(-10_000n);
    await post(database().app, adjusting(25n, '2025-12-31'));
    await carryOut('close-year', '2025-12');
    expect(await balanceOf('4060', '2025-12-31')).toBe(0n);
    expect(await balanceOf('7090', '2025-12-31')).toBe(0n);
    expect(await balanceOf('3040', '2025-12-31')).toBe(-(10_000n - 400n - 75n - 25n - 250n));
    await roll('2026-01-06');
    expect(await brokenRules(database().owner)).toEqual([]);
  });

  it('waits for the seals before a month is closed for good', async () => {
    const { id } = await request('hard-close', '2025-11');
    expect(await refusalOf(decide(id))).toMatchObject({ sqlState: 'LB027', detail: { check: 'sealed' } });
    await seal();
    await carryOut('hard-close', '2025-11');
    await carryOut('hard-close', '2025-12');
    expect(await stateOf('2025-12')).toBe('HARD_CLOSED');
  });

  it('makes the database refuse whatever is dated in it', async () => {
    const { app } = database();
    const late = expense(1n, { businessDate: '2025-12-31' });
    expect(await refusalOf(post(app, late))).toMatchObject({
      sqlState: 'LB009',
      detail: { businessDate: '2025-12-31' },
    });
    expect(await refusalOf(post(app, adjusting(1n, '2025-12-31')))).toMatchObject({ sqlState: 'LB009' });
  });

  it('is not undone month by month', async () => {
    const { id } = await request('reopen', '2025-12');
    expect(await refusalOf(decide(id))).toMatchObject({
      sqlState: 'LB027',
      detail: { check: 'year-not-closed' },
    });
  });

  it('keeps requests and decisions for good', async () => {
    for (const table of ['period_change', 'period_decision'])
      expect((await refusalOf(database().owner.query(`DELETE FROM books.${table}`))).sqlState).toBe('LB010');
  });
});
