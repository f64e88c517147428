import { beforeAll, describe, expect, it } from '@jest/globals';
import { earlyWithdrawalPenalty } from '../../functions/domain/interest/accrual.ts';
import { brokenRules, wholeBooks } from '../../local/testing/books.ts';
import { anAccount, aCustomer } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aProduct, balanceOf, endDay, endDaysUntil } from '../../local/testing/deposits.ts';
import { aTransfer, post } from '../../local/testing/journals.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let customer: string;
let stranger: string;
let checking: string;
let numbers = 8_000_000_000;

beforeAll(async () => {
  const { owner, operator } = database();
  // A Tuesday; a month later is a Saturday, so that certificates mature on Monday the 16th of March.
  await operator.query("SELECT bank.open_books('2026-02-10')");
  customer = await aCustomer(operator, 'Cora Certain', '00000001');
  stranger = await aCustomer(operator, 'Stan Strange', '00000002');
  checking = await anAccount(operator, customer, { balanceMinor: 200_000_000n });
  const terms = { term_months: 1, grace_days: 10, penalty_days: 90, minimum_opening_minor: 100_000 };
  const certificate = {
    kind: 'certificate',
    ledgerAccount: '2050',
    expense: '5030',
    creditMonths: [],
  } as const;
  await aProduct(owner, 'month', [[0, 45_000]], { ...certificate, terms, largeExpense: '5035' });
  await aProduct(owner, 'short-penalty', [[0, 45_000]], {
    ...certificate,
    terms: { ...terms, penalty_days: 3 },
  });
});

async function open(
  product: string,
  minor: bigint,
  particulars: Record<string, unknown> = {},
): Promise<string> {
  numbers += 1;
  const wish = { number: String(numbers), customer, product, minor: minor.toString(), from: checking };
  const { rows } = await database().operator.query<{ id: string }>(
    "SELECT bank.open_certificate($1::jsonb) ->> 'id' AS id",
    [JSON.stringify({ ...wish, ...particulars })],
  );
  return rows[0]?.id ?? '';
}

async function withdraw(wish: Record<string, unknown>): Promise<Record<string, string>> {
  const { rows } = await database().operator.query<{ answer: Record<string, string> }>(
    'SELECT bank.withdraw_certificate($1::jsonb) AS answer',
    [JSON.stringify({ to: checking, ...wish })],
  );
  return rows[0]?.answer ?? {};
}

async function termsOf(account: string): Promise<unknown[]> {
  const { rows } = await database().owner.query(
    `SELECT starts_on::text, matures_on::text, rate_ppm FROM books.certificate_term WHERE account_id = $1 ORDER BY 1`,
    [account],
  );
  return rows;
}

const disagreement = async (): Promise<unknown> =>
  (await database().operator.query("SELECT bank.verify_books('interest') AS found")).rows[0]?.found;

describe('A certificate', () => {
  let renewing: string;
  let leaving: string;

  it('takes its money from another account, at the rate of the day, until a business day', async () => {
    renewing = await open('month', 1_000_000n);
    leaving = await open('month', 30_000_000n, { atMaturity: 'pay-out', payoutAccount: checking });
    expect(await balanceOf(database().owner, renewing)).toBe(1_000_000n);
    expect(await termsOf(renewing)).toEqual([
      { starts_on: '2026-02-10', matures_on: '2026-03-10', rate_ppm: 45_000 },
    ]);
  });

  it('is opened once under its number', async () => {
    const wish = { number: String(numbers), customer, product: 'month', minor: '30000000', from: checking };
    const before = await wholeBooks(database().owner);
    const { rows } = await database().operator.query<{ answer: unknown }>(
      'SELECT bank.open_certificate($1::jsonb) AS answer',
      [JSON.stringify(wish)],
    );
    expect(rows).toEqual([{ answer: { id: leaving, number: wish.number, created: false } }]);
    expect(await wholeBooks(database().owner)).toEqual(before);
  });

  it('binds its money: no transfer takes it', async () => {
    const refused = await refusalOf(post(database().app, aTransfer(renewing, checking, 1n)));
    expect(refused.sqlState).toBe('LB001');
  });

  it.each([
    ['less than its product asks for', { product: 'month', minor: '99999' }],
    ['another kind of product', { product: 'savings', minor: '100000' }],
    ['an account of somebody else to be paid out to', { product: 'month', atMaturity: 'pay-out' }],
  ])('is refused: %s', async (_what, wish) => {
    const refused = await refusalOf(open(wish.product, 100_000n, wish));
    expect(refused.sqlState).toBe('LB031');
  });

  it('is not for somebody else’s money', async () => {
    const refused = await refusalOf(open('month', 100_000n, { customer: stranger }));
    expect(refused.sqlState).toBe('LB031');
  });

  it('accrues above $250,000 as expense of large deposits', async () => {
    await endDay(database().app);
    const { rows } = await database().owner.query(
      'SELECT account_id, expense_account, numerator::text FROM books.interest_day d ORDER BY d.numerator',
    );
    expect(rows).toEqual([
      { account_id: renewing, expense_account: '5030', numerator: String(1_000_000n * 45_000n) },
      { account_id: leaving, expense_account: '5035', numerator: String(30_000_000n * 45_000n) },
    ]);
  });

  it('is credited at maturity and renewed at the rate of that day, or paid out and closed', async () => {
    const { app, owner } = database();
    await owner.query("INSERT INTO books.deposit_rate VALUES ('month', '2026-03-01', 0, 30000)");
    await endDaysUntil(app, '2026-03-10');
    const before = await balanceOf(owner, checking);
    const result = await endDay(app);
    // 28 days: 1,000,000 × 4.5 % × 28 ÷ 365 = 3,452.05 cents; 30,000,000: 103,561.64.
    expect(result['maturities']).toMatchObject({ matured: 2, paidOut: 1, renewed: 1 });
    expect(await balanceOf(owner, renewing)).toBe(1_003_452n);
    expect((await balanceOf(owner, checking)) - before).toBe(30_103_562n);
    expect(await termsOf(renewing)).toEqual([
      { starts_on: '2026-02-10', matures_on: '2026-03-10', rate_ppm: 45_000 },
      { starts_on: '2026-03-10', matures_on: '2026-04-10', rate_ppm: 30_000 },
    ]);
    const { rows } = await owner.query('SELECT status FROM books.account WHERE id = $1', [leaving]);
    expect(rows).toEqual([{ status: 'closed' }]);
    expect(await disagreement()).toBeNull();
    expect(await brokenRules(owner)).toEqual([]);
  });

  it('may be withdrawn without a penalty in the grace period after a renewal', async () => {
    const quote = await withdraw({ account: renewing, minor: '100000', key: 'grace', dryRun: true });
    expect(quote).toMatchObject({ penaltyMinor: '0', penaltyDays: 0 });
    expect(await withdraw({ account: renewing, minor: '100000', key: 'grace' })).toMatchObject({
      outcome: 'posted',
      penaltyMinor: '0',
    });
    const refused = await refusalOf(post(database().app, aTransfer(renewing, checking, 1n)));
    expect(refused.sqlState).toBe('LB001');
  });
});

describe('An early withdrawal', () => {
  it('costs days of simple interest, which takes back interest first and is income above that', async () => {
    const { app, owner } = database();
    const account = await open('month', 1_000_000n);
    for (let day = 0; day < 3; day += 1) await endDay(app);
    const [income, expense] = [await balanceOf(owner, '6080'), await balanceOf(owner, '5030')];
    const { rows } = await owner.query<{ minor: string }>(
      'SELECT books.half_up(numerator, books.interest_unit())::text AS minor FROM books.interest_position WHERE account_id = $1',
      [account],
    );
    const expected = earlyWithdrawalPenalty({
      minor: 400_000n,
      ratePpm: 30_000n,
      penaltyDays: 90n,
      earnedMinor: BigInt(rows[0]?.minor ?? '0'),
    });
    const quote = await withdraw({ account, minor: '400000', dryRun: true });
    expect(quote).toMatchObject({
      penaltyMinor: expected.penaltyMinor.toString(),
      expenseReducedMinor: expected.expenseReducedMinor.toString(),
    });
    await withdraw({ account, minor: '400000', key: 'early' });
    expect(await balanceOf(owner, account)).toBe(600_000n);
    expect(income - (await balanceOf(owner, '6080'))).toBe(
      expected.penaltyMinor - expected.expenseReducedMinor,
    );
    expect(expense - (await balanceOf(owner, '5030'))).toBe(expected.expenseReducedMinor);
    expect(await brokenRules(owner)).toEqual([]);
  });

  it('is done once under its key, and never as another', async () => {
    const before = await wholeBooks(database().owner);
    const { rows } = await database().owner.query<{ account: string }>(
      "SELECT account_id::text AS account FROM books.certificate_withdrawal WHERE key = 'early'",
    );
    const account = rows[0]?.account;
    expect(await withdraw({ account, minor: '400000', key: 'early' })).toMatchObject({ outcome: 'replayed' });
    const refused = await refusalOf(withdraw({ account, minor: '300000', key: 'early' }));
    expect(refused.sqlState).toBe('LB008');
    const other = { account, minor: '400000', key: 'early', requestHash: 'another' };
    expect((await refusalOf(withdraw(other))).sqlState).toBe('LB008');
    expect(await wholeBooks(database().owner)).toEqual(before);
  });

  it('costs at least seven days of interest within the first six days', async () => {
    const account = await open('short-penalty', 1_000_000n);
    expect(await withdraw({ account, minor: '400000', dryRun: true })).toMatchObject({ penaltyDays: 7 });
    await endDaysUntil(database().app, '2026-03-24');
    expect(await withdraw({ account, minor: '400000', dryRun: true })).toMatchObject({ penaltyDays: 3 });
  });

  it('of all of it pays the interest and closes the account', async () => {
    const { app, owner } = database();
    const account = await open('month', 1_000_000n);
    await endDay(app);
    await endDay(app);
    const before = await balanceOf(owner, checking);
    const { penaltyMinor = '', interestMinor = '' } = await withdraw({ account, key: 'all' });
    expect(BigInt(interestMinor)).toBeGreaterThan(0n);
    const paid = (await balanceOf(owner, checking)) - before;
    expect(paid).toBe(1_000_000n + BigInt(interestMinor) - BigInt(penaltyMinor));
    const { rows } = await owner.query(
      `SELECT a.status, p.numerator::text FROM books.account a JOIN books.interest_position p ON p.account_id = a.id WHERE a.id = $1`,
      [account],
    );
    expect(rows).toEqual([{ status: 'closed', numerator: '0' }]);
    expect(await disagreement()).toBeNull();
    expect((await refusalOf(withdraw({ account, key: 'again' }))).sqlState).toBe('LB032');
  });

  it('leaves nothing, or what the product asks for, and goes to the customer alone', async () => {
    const { operator } = database();
    const account = await open('month', 150_000n);
    const elsewhere = await anAccount(operator, stranger);
    const tries = [{ minor: '60000' }, { minor: '150001' }, { to: elsewhere }, { minor: '0' }];
    for (const wish of tries) {
      const refused = await refusalOf(withdraw({ account, key: 'refused', ...wish }));
      expect(refused.sqlState).toBe('LB032');
    }
  });
});
