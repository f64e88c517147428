import { beforeAll, describe, expect, it } from '@jest/globals';
import { aCustomer, anAccount } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, aJournal, post } from '../../local/testing/journals.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
type Span = readonly [from: string, to: string];
const span: Span = ['2026-01-01', '2026-03-31'];

const pair = (debit: string, credit: string, minor: bigint): { account: string; minor: bigint }[] => [
  { account: debit, minor },
  { account: credit, minor: -minor },
];
const roll = (to: string): Promise<unknown> =>
  database().operator.query('SELECT bank.roll_business_date($1)', [to]);
let overdrawn: string;
let chargeOff: string;

/** A year's end and a quarter with one of everything that reports ask about. */
beforeAll(async () => {
  const { operator, app } = database();
  await operator.query("SELECT bank.open_books('2025-12-30')");
  const customer = await aCustomer(operator, 'The Depositors', '00009999');
  const open = (ledgerAccount: string): Promise<string> =>
    anAccount(operator, customer, { ledgerAccount, floorMinor: null });
  overdrawn = await open('2010');
  const times = [await open('2050'), await open('2050'), await open('2050'), await open('2050')] as const;
  await post(
    app,
    aJournal(pair('1040', '3020', 900_000_000n)),
    aJournal(pair('1040', '4060', 5_000n)),
    aJournal(pair('5210', '1499', 60_000n)),
    aJournal(pair('1460', '1040', 80_000_000n)),
    aCashDeposit(times[0], 9_999_999n),
    aCashDeposit(times[1], 10_000_000n),
    aCashDeposit(times[2], 25_000_000n),
    aCashDeposit(times[3], 25_000_001n),
    aJournal(pair('1040', '2200', 500_000n), { metadata: { maturesOn: '2027-03-31' } }),
    aJournal(pair('1040', '2200', 700_000n), { metadata: { maturesOn: '2028-01-01' } }),
    aJournal(pair('1040', '2200', 900_000n), { metadata: { maturesOn: '2031-03-31' } }),
    aJournal(pair('1040', '2210', 110_000n), { metadata: { maturesOn: '2031-04-01' } }),
    aJournal(pair('1040', '2210', 130_000n), { metadata: { maturesOn: 'soon' } }),
    aJournal(pair('1225', '1040', 4_000_000n)),
    aJournal(pair('1225', '1040', 1_000_000n), { metadata: { security: 'agency' } }),
    aJournal(pair('1205', '1040', 300_000n), { metadata: { security: 'other' } }),
    aJournal(pair(overdrawn, '1040', 20_000n)),
  );
  await roll('2025-12-31');
  await post(
    app,
    aJournal([...pair('4060', '3040', 5_000n), ...pair('3040', '5210', 60_000n)], { type: 'CLOSING' }),
  );
  await roll('2026-01-11');
  await post(app, aCashDeposit(overdrawn, 50_000n));
  await roll('2026-02-20');
  const off = aJournal(pair('1499', '1460', 7_000n), { template: 'L07' });
  const wrong = aJournal(pair('1499', '1460', 2_000n), { template: 'L07' });
  chargeOff = wrong.id;
  await post(
    app,
    aJournal(pair(overdrawn, '1040', 100_000n)),
    aJournal(pair('4060', '1040', 900n)),
    off,
    wrong,
    aJournal(pair('1040', '1499', 1_500n), { template: 'L08' }),
    aJournal(pair('5210', '1499', 4_000n)),
    // What opens books: an allowance and real estate that were there before, against the capital.
    aJournal([...pair('1460', '1499', 900n), ...pair('1540', '3030', 5_000n), ...pair('3030', '1460', 900n)]),
    aJournal([...pair('1540', '1460', 30_000n), ...pair('1499', '1460', 1_000n)]),
    aJournal(pair('4075', '1225', 120n)),
    aJournal(pair('1040', '1225', 50_000n)),
    aJournal(pair('2200', '1040', 200_000n), { metadata: { maturesOn: '2028-01-01' } }),
    aJournal(pair('1225', '1040', 2_000n), { metadata: { security: 'agency' } }),
  );
  await roll('2026-02-21');
  await post(app, aJournal(pair('1460', '1499', 2_000n), { type: 'REVERSAL', reversesId: chargeOff }));
  await roll('2026-04-01');
});

type Row = Record<string, string>;
async function rowsOf(name: string, [from, to]: Span = span): Promise<Row[]> {
  const { rows } = await database().app.query<Row>(`SELECT * FROM bank.${name}($1, $2)`, [from, to]);
  return rows;
}

async function facts(dates = span): Promise<Record<string, string>> {
  const rows = await rowsOf('report_facts', dates);
  return Object.fromEntries(rows.map(({ basis, name, minor }) => [`${basis} ${name}`, minor ?? '']));
}

/** The same figures from the entries alone, a row for every account and calendar day. */
async function ledgerFromEntries(): Promise<Row[]> {
  const { rows } = await database().owner.query<Row>(
    `WITH line AS (
       SELECT e.business_date, e.amount_minor, l.code, l.class,
         j.type = 'CLOSING' AND e.business_date >= '2026-01-01' AS closing,
         l.class IN ('Income', 'Expense') AND e.business_date < '2026-01-01' AS earlier
       FROM books.entry e JOIN books.journal j ON j.sequence = e.journal_sequence
       JOIN books.ledger_account l ON l.code = e.ledger_account
     ), counted AS (
       SELECT CASE WHEN earlier THEN '3040' ELSE code END AS code, business_date, amount_minor FROM line WHERE NOT closing
     ), day AS (
       SELECT code, day::date, (SELECT coalesce(sum(amount_minor), 0) FROM counted c
         WHERE c.code = codes.code AND c.business_date <= day) AS minor
       FROM (SELECT DISTINCT code FROM counted) codes, generate_series($1::date, $2::date, '1 day') day
     )
     SELECT code, sum(minor)::text AS daily_minor,
       (SELECT coalesce(sum(amount_minor), 0) FROM counted c WHERE c.code = day.code AND business_date < $1)::text AS opening_minor,
       (SELECT coalesce(sum(greatest(amount_minor, 0)), 0) FROM counted c
        WHERE c.code = day.code AND business_date BETWEEN $1 AND $2)::text AS debit_minor
     FROM day GROUP BY code ORDER BY code`,
    [...span],
  );
  return rows;
}

describe('the ledger of a report', () => {
  it('is what the entries come to, day by day', async () => {
    const ours = await rowsOf('report_ledger');
    const shown = ours.map(({ code, daily_minor, opening_minor, debit_minor }) => ({
      ...{ code, daily_minor, opening_minor, debit_minor },
    }));
    expect(shown).toEqual(await ledgerFromEntries());
    expect(ours.length).toBeGreaterThan(12);
  });

  it('begins the year with nothing on nominal accounts, closed or not, and keeps what they left', async () => {
    const ours = await rowsOf('report_ledger');
    const of = (code: string): Row | undefined => ours.find((each) => each['code'] === code);
    expect(of('4060')).toMatchObject({ december_minor: '0', opening_minor: '0', debit_minor: '900' });
    expect(of('3040')).toMatchObject({ december_minor: '55000', opening_minor: '55000' });
  });

  it('shows the income of a year whose books are closed', async () => {
    const ours = await rowsOf('report_ledger', ['2025-10-01', '2025-12-31']);
    expect(ours.find(({ code }) => code === '4060')).toMatchObject({
      credit_minor: '5000',
      debit_minor: '0',
    });
    expect(ours.find(({ code }) => code === '3040')).toBeUndefined();
  });

  it('is refused before its dates are reached', async () => {
    const refusal = await refusalOf(
      database().app.query("SELECT * FROM bank.report_ledger('2026-07-01', '2026-09-30')"),
    );
    expect(refusal.sqlState).toBe('LB013');
  });
});

describe('overdrafts of a report', () => {
  it('are loans at both ends and on every day between, and the days without count nothing', async () => {
    // 20,000 owed for the ten days before 11 January, then 30,000 on deposit for forty, then 70,000 owed for forty.
    expect(await rowsOf('report_overdrafts')).toEqual([
      {
        ...{ code: '2010', december_minor: '20000', opening_minor: '20000', closing_minor: '70000' },
        daily_minor: String(10 * 20_000 + 40 * 70_000),
      },
    ]);
  });
});

describe('facts of a report', () => {
  it('tell time deposits by size, at the close and on average', async () => {
    expect(await facts()).toMatchObject({
      'balance time-100k-to-250k': '35000000',
      'balance time-over-250k': '25000001',
      'average time-over-250k': String(25_000_001n * 90n),
    });
  });

  it('tell borrowings by what is left of them, less what was repaid; what names no date is due', async () => {
    expect(await facts()).toMatchObject({
      'balance advances-1-to-3-years': '500000',
      'balance advances-3-to-5-years': '900000',
      'balance borrowings-over-5-years': '110000',
    });
    expect(await facts(['2025-10-01', '2025-12-31'])).toMatchObject({
      'balance advances-1-to-3-years': '1200000',
      'balance advances-over-5-years': '900000',
    });
  });

  it('tell securities that are no mortgage bonds, on average', async () => {
    expect(await facts()).toMatchObject({
      'average agency-securities': String(1_000_000n * 90n + 2_000n * 40n),
      'average other-securities': String(300_000n * 90n),
    });
  });

  it('tell charge-offs and recoveries by what moved the allowance, without what was taken back', async () => {
    expect(await facts()).toMatchObject({
      'year charge-offs': '8000',
      'period charge-offs': '8000',
      'year recoveries': '1500',
      'period loans-to-real-estate': '30000',
      'period premium-amortized': '120',
    });
    expect(await facts(['2025-10-01', '2025-12-31'])).not.toHaveProperty('year charge-offs');
  });
});

describe('definitions of reports in the books', () => {
  const line = {
    schedule: 'RC',
    code: 'RCON0081',
    valid_from: '1990-01-01',
    kind: 'ledger',
    basis: 'balance',
    side: 'D',
  };
  const load = (changes: object): Promise<unknown> =>
    database().owner.query('SELECT books.load_report_lines($1::jsonb)', [
      JSON.stringify([
        {
          ...line,
          valid_to: '',
          item: '1.a',
          caption: 'Cash',
          expression: '1010 1012 1020 1030',
          ...changes,
        },
      ]),
    ]);

  it('keep what they are made of while they hold, and can be ended', async () => {
    await expect(load({ expression: '1010' })).rejects.toThrow(
      'The report line RCON0081 of RC from 1990-01-01 holds already: give the new one a date of its own.',
    );
    await load({ valid_to: '2026-06-30' });
    await load({ valid_from: '2026-07-01', expression: '1010' });
    const { rows } = await database().app.query<Row>(
      "SELECT valid_from::text, valid_to::text FROM bank.report_line WHERE code = 'RCON0081' ORDER BY 1",
    );
    expect(rows).toEqual([
      { valid_from: '1990-01-01', valid_to: '2026-06-30' },
      { valid_from: '2026-07-01', valid_to: null },
    ]);
  });

  it('keep rules as they are, too', async () => {
    const rule = {
      rule: 'E01',
      valid_from: '1990-01-01',
      valid_to: '',
      kind: 'footing',
      edit: '',
      description: 'RC 4.d foots',
    };
    const sides = {
      left_side: 'RCONB529',
      operator: 'le',
      right_side: 'RCONB528',
      tolerance: '0',
      own_tolerance: '0',
    };
    await expect(
      database().owner.query('SELECT books.load_report_rules($1::jsonb)', [
        JSON.stringify([{ ...rule, ...sides }]),
      ]),
    ).rejects.toThrow('The validity rule E01 from 1990-01-01 holds already');
  });

  it('are deleted by nobody', async () => {
    for (const table of ['report_line', 'report_rule'])
      expect((await refusalOf(database().owner.query(`DELETE FROM books.${table}`))).sqlState).toBe('LB010');
  });
});
