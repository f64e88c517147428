import { beforeAll, describe, expect, it } from '@jest/globals';
import { anAccount, openBank, type Cast } from '../../local/testing/cast.ts';
import { createTestDatabase, dropTestDatabase, useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, aJournal, post } from '../../local/testing/journals.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let cast: Cast;

const pair = (debit: string, credit: string, minor: bigint): { account: string; minor: bigint }[] => [
  { account: debit, minor },
  { account: credit, minor: -minor },
];

/** Two years in ten journals: the first is closed, the second has an overdrawn deposit. */
beforeAll(async () => {
  const { app } = database();
  cast = await openBank(database().operator, '2024-11-15');
  const fee = (minor: bigint): ReturnType<typeof aJournal> =>
    aJournal(pair(cast.alice.accountId, '6020', minor));
  await post(
    app,
    aJournal([
      { account: '1040', minor: 1_000_000n },
      { account: '3020', minor: -100_000n },
      { account: '3030', minor: -900_000n },
    ]),
    aCashDeposit(cast.alice.accountId, 50_000n),
    fee(1_000n),
    aJournal(pair('9010', '9099', 777n)),
  );
  await database().operator.query("SELECT bank.roll_business_date('2024-12-31')");
  await post(app, aJournal(pair('7010', '1040', 400n)));
  await post(
    app,
    aJournal(
      [
        { account: '6020', minor: 1_000n },
        { account: '7010', minor: -400n },
        { account: '3040', minor: -600n },
      ],
      { type: 'CLOSING' },
    ),
  );
  await database().operator.query("SELECT bank.roll_business_date('2025-01-31')");
  const overdrawn = await anAccount(database().operator, cast.bob.customerId, {
    ledgerAccount: '2020',
    floorMinor: null,
  });
  await post(app, aJournal(pair('1040', '4060', 70n)), aJournal(pair(overdrawn, '1040', 300n)));
  await database().operator.query("SELECT bank.roll_business_date('2025-02-10')");
  await post(app, aCashDeposit(overdrawn, 1_000n), fee(5n));
});

interface Line {
  readonly line_no: number;
  readonly depth: number;
  readonly label: string;
  readonly amount_minor: string;
  readonly is_total: boolean;
}

async function statement(name: string, from: string | null, to: string | null): Promise<Line[]> {
  const { rows } = await database().app.query<Line>('SELECT * FROM bank.statement($1, $2, $3)', [
    name,
    from,
    to,
  ]);
  return rows;
}

/** Label and amount of the lines that are not zero. */
const amounts = (lines: Line[]): Record<string, string> =>
  Object.fromEntries(
    lines.filter((line) => line.amount_minor !== '0').map((line) => [line.label, line.amount_minor]),
  );

async function trialBalance(asOf: string): Promise<Record<string, string>> {
  const { rows } = await database().app.query<{
    ledger_account: string;
    debit_minor: string;
    credit_minor: string;
  }>('SELECT * FROM bank.trial_balance($1)', [asOf]);
  const total = rows.reduce((sum, row) => sum + BigInt(row.debit_minor) - BigInt(row.credit_minor), 0n);
  expect(total).toBe(0n);
  return Object.fromEntries(
    rows.map((row) => [
      row.ledger_account,
      row.debit_minor === '0' ? `-${row.credit_minor}` : row.debit_minor,
    ]),
  );
}

describe('The balance sheet', () => {
  it('rolls the ledger accounts up through their lines to two equal totals', async () => {
    expect(amounts(await statement('balance-sheet', null, '2024-12-30'))).toEqual({
      'Cash and due from banks': '50000',
      'Interest-bearing balances': '1000000',
      'Total assets': '1050000',
      'Deposits, noninterest-bearing': '49000',
      'Total deposits': '49000',
      'Total liabilities': '49000',
      'Common stock': '100000',
      Surplus: '900000',
      'Retained earnings': '1000',
      'Total equity': '1001000',
      'Total liabilities and equity': '1050000',
    });
  });

  it('shows overdrawn deposits as loans, never as negative deposits', async () => {
    expect(amounts(await statement('balance-sheet', null, '2025-01-31'))).toMatchObject({
      'Loans held for investment': '300',
      'Total loans, net': '300',
      'Total deposits': '49000',
      'Retained earnings': '670',
      'Total assets': '1049670',
      'Total liabilities and equity': '1049670',
    });
  });

  it('of a past date does not change when later entries come', async () => {
    const lines = amounts(await statement('balance-sheet', null, '2025-02-10'));
    expect(lines).not.toHaveProperty('Loans held for investment');
    expect(lines).toMatchObject({
      'Deposits, interest-bearing': '700',
      'Deposits, noninterest-bearing': '48995',
      'Total assets': '1050370',
      'Total liabilities and equity': '1050370',
    });
  });

  it('balances at every date', async () => {
    for (const date of ['2024-01-01', '2024-11-15', '2024-12-31', '2025-01-15', '2025-01-31', '2025-02-10']) {
      const totals = (await statement('balance-sheet', null, date)).filter(({ depth }) => depth === 0);
      expect(totals).toHaveLength(2);
      expect(totals[0]?.amount_minor).toBe(totals[1]?.amount_minor);
    }
  });

  it('prints every line in order, totals behind what they total', async () => {
    const lines = await statement('balance-sheet', null, '2025-02-10');
    expect(lines.map(({ line_no }) => line_no)).toEqual(lines.map((_, index) => index + 1));
    const labels = lines.map(({ label }) => label);
    expect(labels.slice(0, 6)).toEqual([
      'Cash and due from banks',
      'Interest-bearing balances',
      'Securities held to maturity, net',
      'Securities available for sale',
      'Equity securities',
      'Total securities',
    ]);
    expect(lines.at(-1)).toMatchObject({ label: 'Total liabilities and equity', depth: 0, is_total: true });
    expect(lines[0]).toMatchObject({ depth: 1, is_total: false });
  });
});

describe('The income statement', () => {
  it('of a closed year still shows its income', async () => {
    expect(amounts(await statement('income-statement', '2024-01-01', '2024-12-31'))).toEqual({
      'Noninterest income': '1000',
      'Noninterest expense': '400',
      'Income before income taxes': '600',
      'Income from continuing operations': '600',
      'Net income': '600',
    });
  });

  it('covers the days it is asked for, both included', async () => {
    expect(amounts(await statement('income-statement', '2025-01-31', '2025-02-09'))).toMatchObject({
      'Interest income': '70',
      'Net interest income': '70',
      'Net interest income after provision': '70',
      'Net income': '70',
    });
    expect(amounts(await statement('income-statement', '2025-02-01', '2025-02-10'))).toMatchObject({
      'Net income': '5',
    });
  });
});

describe('Figures to date', () => {
  it('are those of a period under way, up to the business date', async () => {
    for (const name of ['balance-sheet', 'income-statement']) {
      expect(await statement(name, '2025-01-01', '2025-12-31')).toEqual(
        await statement(name, '2025-01-01', '2025-02-10'),
      );
      expect(await statement(name, '2025-02-10', '2030-01-01')).toEqual(
        await statement(name, '2025-02-10', '2025-02-10'),
      );
    }
  });

  it.each(['2025-02-11', '9999-12-31', 'infinity', null])('do not exist for %s', async (date) => {
    const asked = database().app.query('SELECT * FROM bank.trial_balance($1)', [date]);
    expect((await refusalOf(asked)).sqlState).toBe('LB013');
    for (const name of ['balance-sheet', 'income-statement']) {
      expect((await refusalOf(statement(name, date, date))).sqlState).toBe('LB013');
    }
  });

  it('do not exist while the books are not open', async () => {
    const unopened = await createTestDatabase();
    try {
      const asked = unopened.app.query("SELECT * FROM bank.trial_balance('2025-01-01')");
      expect((await refusalOf(asked)).sqlState).toBe('LB013');
    } finally {
      await dropTestDatabase(unopened);
    }
  });
});

describe('The trial balance', () => {
  it('before the year was closed holds its income', async () => {
    expect(await trialBalance('2024-12-30')).toMatchObject({
      '6020': '-1000',
      '2010': '-49000',
      '9010': '777',
      '9099': '-777',
    });
  });

  it('after closing has moved it to retained earnings', async () => {
    expect(await trialBalance('2024-12-31')).toMatchObject({ '6020': '-0', '7010': '-0', '3040': '-600' });
  });

  it('counts nominal accounts from the first of January', async () => {
    const lines = await trialBalance('2025-02-10');
    expect(lines).toMatchObject({ '3040': '-600', '4060': '-70', '6020': '-5' });
    expect(lines).not.toHaveProperty('7010');
  });

  it('carries an earlier year that was never closed into retained earnings', async () => {
    await database().operator.query("SELECT bank.roll_business_date('2026-01-02')");
    expect(await trialBalance('2026-01-02')).toMatchObject({ '3040': '-675' });
    expect(amounts(await statement('balance-sheet', null, '2026-01-02'))).toMatchObject({
      'Retained earnings': '675',
    });
  });
});

it('A statement nobody knows is refused', async () => {
  expect((await refusalOf(statement('cash-flow', null, '2025-01-01'))).sqlState).toBe('LB012');
});
