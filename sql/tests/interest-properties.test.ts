import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { businessDaysBetween } from '../../functions/domain/business-days.ts';
import { nextDay } from '../../functions/domain/calendar-date.ts';
import { dayNumerator, type RateTier, type TierMethod } from '../../functions/domain/interest/accrual.ts';
import { brokenRules } from '../../local/testing/books.ts';
import { aCustomer } from '../../local/testing/cast.ts';
import {
  createTestDatabase,
  dropTestDatabase,
  useTestDatabase,
  type TestDatabase,
} from '../../local/testing/database.ts';
import { aDeposit, aProduct, balanceOf, endDay, numeratorOf } from '../../local/testing/deposits.ts';
import { aJournal, post } from '../../local/testing/journals.ts';

const database = useTestDatabase();
const from = '2026-05-20';
const until = '2026-06-12';
const days = businessDaysBetween(from, until);

const products: readonly (readonly [code: string, method: TierMethod, tiers: readonly RateTier[]])[] = [
  ['flat', 'whole-balance', [{ fromMinor: 0n, ratePpm: 40_000n }]],
  [
    'whole',
    'whole-balance',
    [
      { fromMinor: 0n, ratePpm: 1_000n },
      { fromMinor: 50_000n, ratePpm: 20_000n },
      { fromMinor: 200_000n, ratePpm: 33_333n },
    ],
  ],
  [
    'sliced',
    'slices',
    [
      { fromMinor: 0n, ratePpm: 5_000n },
      { fromMinor: 70_000n, ratePpm: 12_345n },
      { fromMinor: 150_000n, ratePpm: 8_000n },
    ],
  ],
];

/** An item: what it moves, the business day it counts from, and how many business days later the bank hears of it. */
interface Item {
  readonly minor: bigint;
  readonly day: number;
  readonly delay: number;
}
const plans = fc.sample(
  fc.array(
    fc.record({
      minor: fc.bigInt(-90_000n, 150_000n).filter((minor) => minor !== 0n),
      day: fc.nat(days.length - 1),
      delay: fc.nat(9),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  { numRuns: 24, seed: 20_260_520 },
);

interface Pair {
  readonly product: number;
  readonly inTime: string;
  readonly late: string;
  readonly items: readonly Item[];
}
const pairs: Pair[] = [];
const differences: unknown[] = [];

beforeAll(async () => {
  const { owner, operator } = database();
  await operator.query('SELECT bank.open_books($1)', [from]);
  const customer = await aCustomer(operator, 'Pat Property', '00000001');
  // Nothing is credited in between: what is compared is the interest of days, not interest on interest.
  for (const [code, method, tiers] of products) {
    const rates = tiers.map(({ fromMinor, ratePpm }) => [Number(fromMinor), Number(ratePpm)] as const);
    await aProduct(owner, code, rates, { method, creditMonths: [] });
  }
  for (const [index, items] of plans.entries()) {
    const product = index % products.length;
    const open = async (): Promise<string> => {
      const account = await aDeposit(operator, customer, products[product]?.[0] ?? '');
      const limits = { account, floorMinor: null, overdraftMinor: '0', velocity: [] };
      await operator.query('SELECT bank.set_account_limits($1::jsonb)', [JSON.stringify(limits)]);
      return account;
    };
    pairs.push({ product, inTime: await open(), late: await open(), items });
  }
  for (const [today] of days.entries()) await liveThrough(today);
}, 120_000);

const anItem = (account: string, { minor, day }: Item): ReturnType<typeof aJournal> =>
  aJournal(
    [
      { account: '1040', minor },
      { account, minor: -minor },
    ],
    { valueDate: days[day] },
  );

/** The same items reach one account of each pair on their day and the other one late, some after the day was accrued. */
async function liveThrough(today: number): Promise<void> {
  const { app, owner } = database();
  const afterwards: ReturnType<typeof aJournal>[] = [];
  for (const { inTime, late, items } of pairs)
    for (const item of items) {
      if (item.day === today) await post(app, anItem(inTime, item));
      if (Math.min(item.day + item.delay, days.length - 1) !== today) continue;
      if (item.delay % 2 === 0) await post(app, anItem(late, item));
      else afterwards.push(anItem(late, item));
    }
  await endDay(app, 'accrual');
  for (const journal of afterwards) await post(app, journal);
  await endDay(app);
  const { rows } = await owner.query(
    `SELECT l.product, l.expense_account FROM books.interest_ledger l JOIN (
       SELECT a.product, sum(p.numerator) AS numerator FROM books.interest_position p JOIN books.account a ON a.id = p.account_id
       GROUP BY 1) s USING (product)
     WHERE abs(s.numerator - l.posted_minor * books.interest_unit()) * 2 > books.interest_unit()`,
  );
  differences.push(...rows);
}

/** Interest from the balance of each calendar day, as the rules of the bank reckon it. */
function expectedOf({ product, items }: Pair): bigint {
  const [, method, tiers] = products[product] ?? products[0] ?? (['', 'slices', []] as const);
  let numerator = 0n;
  for (let day = from; day <= '2026-06-14'; day = nextDay(day)) {
    const balance = items.reduce((sum, item) => ((days[item.day] ?? '') <= day ? sum + item.minor : sum), 0n);
    numerator += dayNumerator(balance, method, tiers);
  }
  return numerator;
}

describe('Interest of items in any order', () => {
  it('is that of each day’s balance, as the rules of the domain reckon it', async () => {
    for (const pair of pairs) expect(await numeratorOf(database().owner, pair.inTime)).toBe(expectedOf(pair));
  });

  it('is the same when the bank hears of them late', async () => {
    for (const pair of pairs) {
      const [inTime, late] = [
        await numeratorOf(database().owner, pair.inTime),
        await numeratorOf(database().owner, pair.late),
      ];
      expect(late).toBe(inTime);
    }
  });

  it('stands in the ledger within half a cent, product by product, at every close', async () => {
    expect(differences).toEqual([]);
    const { rows } = await database().operator.query("SELECT bank.verify_books('interest') AS found");
    expect(rows).toEqual([{ found: null }]);
    expect(await brokenRules(database().owner)).toEqual([]);
    const { rows: stands } = await database().app.query(
      "SELECT DISTINCT difference_minor FROM bank.reconciliation WHERE kind = 'interest'",
    );
    expect(stands).toEqual([{ difference_minor: '0' }]);
  });

  it('is put on record one day at a time, for good', async () => {
    const { rows } = await database().owner.query(
      'SELECT account_id, day FROM books.interest_day GROUP BY 1, 2, account_version HAVING count(*) > 1',
    );
    expect(rows).toEqual([]);
  });
});

describe('The steps of a month’s end, however they are run', () => {
  let once: TestDatabase;
  let often: TestDatabase;

  async function prepare(): Promise<TestDatabase> {
    const books = await createTestDatabase();
    await books.operator.query("SELECT bank.open_books('2026-09-28')");
    const customer = await aCustomer(books.operator, 'Ida Idempotent', '00000001');
    await books.operator.query("SELECT bank.set_backup_withholding($1, true, 'tests')", [customer]);
    const opened: string[] = [];
    for (const product of ['checking', 'interest-checking', 'savings', 'money-market'])
      for (const minor of [30_000n, 1_234_567n, 40_000_000n]) {
        const account = await aDeposit(books.operator, customer, product);
        opened.push(account);
        await post(books.app, anItem(account, { minor, day: 0, delay: 0 }));
      }
    await books.operator.query('SELECT bank.open_certificate($1::jsonb)', [
      JSON.stringify({
        number: '8000000001',
        customer,
        product: 'certificate-6',
        minor: '500000',
        from: opened[1],
      }),
    ]);
    return books;
  }

  /** Everything but ids and clocks. */
  async function fingerprint({ owner }: TestDatabase): Promise<unknown[]> {
    const { rows } = await owner.query(
      `SELECT 'day' AS kind, a.number, d.day::text, d.balance_minor::text, d.numerator::text AS amount, d.booked_on::text AS what
         FROM books.interest_day d JOIN books.account a ON a.id = d.account_id
       UNION ALL SELECT 'position', a.number, p.accrued_through::text, p.account_version::text, p.numerator::text, ''
         FROM books.interest_position p JOIN books.account a ON a.id = p.account_id
       UNION ALL SELECT 'credit', a.number, c.value_on::text, c.minor::text, c.withheld_minor::text, c.kind
         FROM books.interest_credit c JOIN books.account a ON a.id = c.account_id
       UNION ALL SELECT 'fee', a.number, f.period_start::text, f.outcome, f.amount_minor::text, f.rule || f.figure
         FROM books.fee_decision f JOIN books.account a ON a.id = f.account_id
       UNION ALL SELECT 'entry', a.number, e.value_date::text, e.amount_minor::text, e.balance_after_minor::text, j.template
         FROM books.entry e JOIN books.account a ON a.id = e.account_id JOIN books.journal j ON j.sequence = e.journal_sequence
       ORDER BY 1, 2, 3, 4, 5, 6`,
    );
    return rows;
  }

  /** Each step: killed once before it commits, then run by two at once, then again. */
  async function endDayBadly({ app }: TestDatabase): Promise<void> {
    const { rows } = await app.query<{ today: string; steps: string[] }>(
      'SELECT business_date::text AS today, bank.day_steps() AS steps FROM bank.business_date',
    );
    const { today = '', steps = [] } = rows[0] ?? {};
    for (const step of steps) {
      const client = await app.connect();
      await client.query('BEGIN');
      await client.query('SELECT bank.run_day_step($1, $2)', [today, step]);
      await client.query('ROLLBACK');
      client.release();
      const run = (): Promise<unknown> => app.query('SELECT bank.run_day_step($1, $2)', [today, step]);
      await Promise.all([run(), run()]);
      await run();
    }
  }

  beforeAll(async () => {
    [once, often] = [await prepare(), await prepare()];
    for (const _day of businessDaysBetween('2026-09-28', '2026-10-02')) {
      await endDay(once.app);
      await endDayBadly(often);
    }
  }, 120_000);
  afterAll(async () => {
    await dropTestDatabase(once);
    await dropTestDatabase(often);
  });

  it('give the same books', async () => {
    const [expected, found] = [await fingerprint(once), await fingerprint(often)];
    expect(expected.length).toBeGreaterThan(100);
    expect(found).toEqual(expected);
  });

  it('credit interest from the first of the next month, less 24 % where the number is not certified', async () => {
    const { rows } = await once.owner.query<{ minor: string; withheld: string }>(
      `SELECT minor::text, withheld_minor::text AS withheld FROM books.interest_credit
       WHERE kind = 'credited' AND value_on = '2026-10-01' ORDER BY interest_credit.minor`,
    );
    expect(rows.length).toBeGreaterThan(5);
    for (const { minor, withheld } of rows)
      expect(BigInt(withheld)).toBe((BigInt(minor) * 24n * 2n + 100n) / 200n);
    const total = rows.reduce((sum, { withheld }) => sum + BigInt(withheld), 0n);
    expect(await balanceOf(once.owner, '2360')).toBe(-total);
  });

  it('conserve what was accrued: what rounding took or gave is carried', async () => {
    for (const books of [once, often]) {
      const { rows } = await books.operator.query("SELECT bank.verify_books('interest') AS found");
      expect(rows).toEqual([{ found: null }]);
      expect(await brokenRules(books.owner)).toEqual([]);
    }
  });
});
