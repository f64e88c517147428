import { beforeAll, describe, expect, it } from '@jest/globals';
import { vectorsOf } from '../../functions/domain/testing/vectors.ts';
import { parseDecimal } from '../../functions/domain/money.ts';
import { interestUnit } from '../../functions/domain/interest/accrual.ts';
import { decimalText } from '../../functions/domain/interest/rational.ts';
import { brokenRules } from '../../local/testing/books.ts';
import { aCustomer } from '../../local/testing/cast.ts';
import { createTestDatabase, dropTestDatabase, useTestDatabase } from '../../local/testing/database.ts';
import {
  aDeposit,
  aProduct,
  balanceOf,
  endDay,
  endDaysUntil,
  numeratorOf,
} from '../../local/testing/deposits.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';

const database = useTestDatabase();
let customer: string;

beforeAll(async () => {
  const { owner, operator } = database();
  await operator.query("SELECT bank.open_books('2026-01-02')");
  customer = await aCustomer(operator, 'Vera Vector', '00000001');
  await aProduct(owner, 'v06', [[0, 12_500]]);
  await aProduct(owner, 'v07', [[0, 36_500]]);
});

const vector = vectorsOf('deposit-interest');
const expectedOf = (id: string): unknown => vector(id).expected;
const dollars = (minor: bigint): string => decimalText({ numerator: minor, denominator: 100n }, 2);
const disagreement = async (): Promise<unknown> =>
  (await database().operator.query("SELECT bank.verify_books('interest') AS found")).rows[0]?.found;

describe('interest, by the vectors', () => {
  it('V06: credited each month, the fraction of a cent carried forward', async () => {
    const { app, owner, operator } = database();
    const account = await aDeposit(operator, customer, 'v06');
    // The first is a holiday: what counts from it earns from it.
    await post(app, aCashDeposit(account, 123_456n, { valueDate: '2026-01-01' }));
    const rows: unknown[] = [];
    for (const [month, days, next] of [
      ['2026-01', 31, '2026-02-02'],
      ['2026-02', 28, '2026-03-02'],
      ['2026-03', 31, '2026-04-01'],
    ] as const) {
      const before = await balanceOf(owner, account);
      await endDaysUntil(app, next);
      const after = await balanceOf(owner, account);
      // Days of the new month that were accrued already are not part of the carry.
      const { rows: ahead } = await owner.query<{ numerator: string }>(
        'SELECT coalesce(sum(numerator), 0)::text AS numerator FROM books.interest_day WHERE account_id = $1 AND day >= $2',
        [account, `${next.slice(0, 7)}-01`],
      );
      const carry = (await numeratorOf(owner, account)) - BigInt(ahead[0]?.numerator ?? '0');
      const carried = decimalText({ numerator: carry, denominator: interestUnit * 100n }, 10);
      rows.push([month, days, dollars(after - before), carried, dollars(after)]);
    }
    expect({
      columns: ['month', 'days', 'credited', 'carry_after', 'balance_after'],
      rows,
    }).toEqual(expectedOf('V06'));
    expect(await disagreement()).toBeNull();
  });

  it('V07: a deposit that counts from ten days back adjusts interest in the open period', async () => {
    const { app, owner, operator } = database();
    const account = await aDeposit(operator, customer, 'v07');
    await endDaysUntil(app, '2026-05-11');
    const { rows: before } = await owner.query<{ posted: string }>(
      "SELECT coalesce(sum(posted_minor), 0)::text AS posted FROM books.interest_ledger WHERE product = 'v07'",
    );
    await post(app, aCashDeposit(account, 100_000n, { valueDate: '2026-05-01' }));
    await endDay(app, 'maturities');
    await endDay(app, 'accrual');
    const { rows } = await owner.query<{ minor: string }>(
      `SELECT sum(e.amount_minor)::text AS minor FROM books.journal j JOIN books.entry e ON e.journal_sequence = j.sequence
       WHERE j.template = 'D04' AND j.business_date = '2026-05-11' AND e.ledger_account = '5020'`,
    );
    expect(before).toEqual([{ posted: '0' }]);
    expect({ adjustment: dollars(BigInt(rows[0]?.minor ?? '0')) }).toEqual(expectedOf('V07'));
    await endDay(app);
    expect(await disagreement()).toBeNull();
    expect(await brokenRules(owner)).toEqual([]);
  });

  it('V09: the ledger is posted by the rounded sum, so never off by more than half a cent', async () => {
    const other = await createTestDatabase();
    try {
      await other.operator.query("SELECT bank.open_books('2026-06-01')");
      const owner = await aCustomer(other.operator, 'Vera Vector', '00000001');
      const tiers = [
        [0, 10_000],
        [20_000, 15_000],
        [30_000, 20_000],
      ] as const;
      await aProduct(other.owner, 'v09', tiers);
      for (const balance of ['100.00', '250.00', '333.33'])
        await post(
          other.app,
          aCashDeposit(await aDeposit(other.operator, owner, 'v09'), parseDecimal(balance)),
        );
      const rows: unknown[] = [];
      let before = 0n;
      for (const day of [1, 2, 3, 4, 5]) {
        // The fifth day is a Friday, whose end would accrue the weekend as well.
        await other.owner.query(
          'SELECT books.accrue_interest(d.business_date, d.business_date) FROM books.business_date d',
        );
        const { rows: found } = await other.owner.query<{ numerator: string }>(
          'SELECT sum(numerator)::text AS numerator FROM books.interest_day',
        );
        const posted = -(await balanceOf(other.owner, '2300'));
        const cumulative = {
          numerator: BigInt(found[0]?.numerator ?? '0'),
          denominator: interestUnit * 100n,
        };
        rows.push([day, decimalText(cumulative, 8), dollars(posted - before), dollars(posted)]);
        before = posted;
        await endDay(other.app);
      }
      expect({
        columns: ['day', 'cumulative_unrounded', 'posted_today', 'posted_total'],
        rows,
      }).toEqual(expectedOf('V09'));
    } finally {
      await dropTestDatabase(other);
    }
  });
});
