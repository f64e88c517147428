import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { brokenRules, wholeBooks } from '../../local/testing/books.ts';
import { anAccount, openBank, type Cast, type Person } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, aJournal, aTransfer, post } from '../../local/testing/journals.ts';
import { aHold, placeHold, postPair } from '../../local/testing/ledger-calls.ts';
import { endDaysUntil } from '../../local/testing/deposits.ts';
import {
  aLoan,
  callOriginate,
  entriesOf,
  originate,
  pay,
  readLoan,
  type LoanOptions,
} from '../../local/testing/loans.ts';
import { refusalOf } from '../../local/testing/refusal.ts';
import { loanVector } from '../../local/testing/loan-vectors.ts';

const database = useTestDatabase();
let cast: Cast;
/** Alice with an account that is empty, so that nothing is ever collected from it. */
let broke: Person;

beforeAll(async () => {
  cast = await openBank(database().operator, '2026-01-15');
  broke = { ...cast.alice, accountId: await anAccount(database().operator, cast.alice.customerId) };
  await post(database().app, aCashDeposit(cast.bob.accountId, 10_000_000n));
});

const lend = (options: LoanOptions = {}): Promise<string> =>
  originate(database().app, broke, { payTo: { gl: '1040' }, ...options });
const sound = async (): Promise<void> => {
  expect(await brokenRules(database().owner)).toEqual([]);
};

describe('Originating a loan', () => {
  it('pays it out, less a fee that is not earned yet', async () => {
    const request = await aLoan(database().app, cast.bob, { feeMinor: 25_000n });
    const { journalId } = await callOriginate(database().app, request);
    expect(await entriesOf(database().app, journalId)).toEqual([
      '1472 1850000',
      '2010 -1825000',
      '1498 -25000',
    ]);
    expect(await readLoan(database().app, String(request['id']))).toMatchObject({
      status: 'performing',
      owedMinor: 1_850_000n,
      dueMinor: 0n,
      nextDueOn: '2026-02-15',
      events: [{ kind: 'originated', amountMinor: 1_850_000n }],
    });
    await sound();
  });

  it('is done once for a request, also when it comes twice at once', async () => {
    const request = await aLoan(database().app, cast.bob);
    const answers = await Promise.all([
      callOriginate(database().app, request),
      callOriginate(database().app, request),
    ]);
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['posted', 'replayed']);
    const other = { ...request, requestHash: 'other', principalMinor: '1' };
    expect((await refusalOf(callOriginate(database().app, other))).sqlState).toBe('LB008');
    await sound();
  });

  it.each<[string, LoanOptions, string]>([
    ['of a product that is none', { overrides: { product: 'checking' } }, 'product'],
    ['of nothing', { overrides: { principalMinor: '0' } }, 'terms'],
    ['at more than its rate', { overrides: { ratePpm: 1_000_001 } }, 'terms'],
    ['with a fee as large as itself', { feeMinor: 1_850_000n }, 'terms'],
    ['due too soon', { firstDueOn: '2026-01-29' }, 'first-due'],
    ['due too late', { firstDueOn: '2026-03-19' }, 'first-due'],
    ['by 30/360 due before a month is over', { product: 'mortgage', firstDueOn: '2026-02-14' }, 'first-due'],
    ['paid from somebody else’s account', { overrides: { paymentAccount: randomUUID() } }, 'payment-account'],
    ['with an installment too few', { overrides: { termMonths: 49 } }, 'installments'],
  ])('is refused %s', async (_what, options, rule) => {
    const before = await wholeBooks(database().owner);
    const refusal = await refusalOf(
      aLoan(database().app, cast.bob, options).then((request) => callOriginate(database().app, request)),
    );
    expect(refusal).toMatchObject({ sqlState: 'LB038', detail: { rule } });
    expect(await wholeBooks(database().owner)).toEqual(before);
  });

  it.each([
    ['another interest', { interestMinor: '1' }],
    ['another due date', { dueOn: '2026-04-16' }],
    ['principal that is not taken off', { balanceAfterMinor: '1' }],
    ['a payment of its own', { paymentMinor: '50000', principalMinor: '39900' }],
  ])('is refused with a schedule that has %s in one row', async (_what, change) => {
    const request = await aLoan(database().app, cast.bob);
    const rows = request['installments'] as object[];
    const installments = rows.map((row, index) => (index === 2 ? { ...row, ...change } : row));
    const refusal = await refusalOf(callOriginate(database().app, { ...request, installments }));
    expect(refusal).toMatchObject({ sqlState: 'LB038', detail: { rule: 'schedule', installment: '3' } });
  });
});

describe('A loan takes no entries', () => {
  it.each<[string, (loan: string) => Promise<unknown>]>([
    ['of a transfer to it', (loan) => post(database().app, aTransfer(cast.bob.accountId, loan, 100n))],
    ['of a transfer from it', (loan) => post(database().app, aTransfer(loan, cast.bob.accountId, 100n))],
    [
      'in the straight line',
      (loan) => postPair(database().app, { debit: cast.bob.accountId, credit: loan, minor: 100n }),
    ],
    ['of cash', (loan) => post(database().app, aCashDeposit(loan, 100n))],
    ['of a hold', (loan) => placeHold(database().app, aHold(loan, 100n))],
  ])('%s', async (_what, attempt) => {
    const loan = await lend();
    const before = await wholeBooks(database().owner);
    expect((await refusalOf(attempt(loan))).sqlState).toBe('LB039');
    expect(await wholeBooks(database().owner)).toEqual(before);
  });

  it('of another loan, which neither pays it nor gets its money', async () => {
    const [one, other] = [await lend(), await lend()];
    const before = await wholeBooks(database().owner);
    expect((await refusalOf(pay(database().app, { loan: one, from: other, minor: 100n }))).sqlState).toBe(
      'LB039',
    );
    expect((await refusalOf(lend({ payTo: { account: other } }))).sqlState).toBe('LB039');
    expect(await wholeBooks(database().owner)).toEqual(before);
  });

  it('under a name that looks like its own', async () => {
    const loan = await lend();
    const lines = [
      { account: '1010', minor: 100n },
      { account: loan, minor: -100n },
    ];
    const forged = post(database().app, aJournal(lines, { scope: 'loan:test' }));
    expect((await refusalOf(forged)).sqlState).toBe('LB012');
    const pair = postPair(database().app, {
      debit: cast.bob.accountId,
      credit: loan,
      minor: 100n,
      scope: 'loan:x',
    });
    expect((await refusalOf(pair)).sqlState).toBe('LB012');
  });

  it('and is not among the overdrafts of deposits', async () => {
    const { rows } = await database().app.query(
      "SELECT amount_minor FROM bank.statement('balance-sheet', '2026-01-01', '2026-01-15') WHERE label ILIKE '%overdraft%'",
    );
    expect(rows.every(({ amount_minor }) => amount_minor === '0')).toBe(true);
    const { rows: overdrafts } = await database().owner.query(
      "SELECT * FROM books.deposit_overdrafts('2026-01-15')",
    );
    expect(overdrafts).toEqual([]);
  });
});

describe('Paying a loan', () => {
  let loan: string;
  const { inputs, expected } = loanVector('V46');

  beforeAll(async () => {
    loan = await lend({ principalMinor: 1_850_000n, ratePpm: 72_500 });
    await endDaysUntil(database().app, '2026-02-17');
  }, 60_000);

  it('V46: pays the interest first, and what is left of it stays due', async () => {
    expect([inputs['balance'], inputs['annual_rate'], inputs['days']]).toEqual(['18500.00', '0.0725', 33]);
    const paid = await pay(database().app, { loan, from: '1010', minor: 10_000n });
    const { interestMinor, principalLeftMinor } = await readLoan(database().app, loan);
    const dollars = (minor: bigint): string => (Number(minor) / 100).toFixed(2);
    expect({
      interest_paid: dollars(paid.interestMinor),
      interest_still_due: dollars(interestMinor),
      principal: dollars(paid.principalMinor),
      balance_after: dollars(principalLeftMinor),
    }).toEqual(expected);
    await sound();
  });

  it('is tried without doing it', async () => {
    const before = await wholeBooks(database().owner);
    const preview = await pay(database().app, { loan, from: '1010', minor: 40_000n }, 'preview_loan_payment');
    expect(preview).toMatchObject({ outcome: 'previewed', interestMinor: 2126n, principalMinor: 37_874n });
    expect(await wholeBooks(database().owner)).toEqual(before);
  });

  it('pays what is due, then late fees, then principal', async () => {
    const { dueMinor, owedMinor } = await readLoan(database().app, loan);
    const paid = await pay(database().app, { loan, from: cast.bob.accountId, minor: dueMinor + 100_000n });
    expect(paid).toMatchObject({ interestMinor: 2126n, lateFeeMinor: 0n });
    expect(await readLoan(database().app, loan)).toMatchObject({
      covered: 1,
      dueMinor: 0n,
      nextDueOn: '2026-03-15',
      owedMinor: owedMinor - dueMinor - 100_000n,
    });
    await sound();
  });

  it('takes principal besides, once nothing is due', async () => {
    const { owedMinor } = await readLoan(database().app, loan);
    const paid = await pay(database().app, { loan, from: '1010', minor: 5000n, kind: 'principal' });
    expect(paid).toMatchObject({ interestMinor: 0n, principalMinor: 5000n });
    expect((await readLoan(database().app, loan)).owedMinor).toBe(owedMinor - 5000n);
    const late = await lend();
    const more = await refusalOf(
      pay(database().app, { loan: late, from: '1010', minor: 1_850_001n, kind: 'principal' }),
    );
    expect(more).toMatchObject({ sqlState: 'LB036', detail: { wouldPassMinor: '1850000' } });
  });

  it('is done once under its key, also at once, and refused for something else', async () => {
    const payment = { loan, from: '1010', minor: 777n, key: randomUUID() };
    const { owedMinor } = await readLoan(database().app, loan);
    const both = await Promise.all([pay(database().app, payment), pay(database().app, payment)]);
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['posted', 'replayed']);
    expect((await readLoan(database().app, loan)).owedMinor).toBe(owedMinor - 777n);
    const other = await refusalOf(pay(database().app, { ...payment, minor: 778n }));
    expect(other.sqlState).toBe('LB008');
  });

  it('is refused above what is owed, with the number that would pass', async () => {
    const { owedMinor } = await readLoan(database().app, loan);
    const before = await wholeBooks(database().owner);
    const attempt = pay(database().app, { loan, from: '1010', minor: owedMinor + 1n });
    expect(await refusalOf(attempt)).toMatchObject({
      sqlState: 'LB036',
      detail: { rule: 'owed', wouldPassMinor: owedMinor.toString() },
    });
    const empty = pay(database().app, { loan, from: broke.accountId, minor: 1n });
    expect((await refusalOf(empty)).sqlState).toBe('LB001');
    const nowhere = pay(database().app, { loan: randomUUID(), from: '1010', minor: 1n });
    expect((await refusalOf(nowhere)).sqlState).toBe('LB035');
    expect(await wholeBooks(database().owner)).toEqual(before);
  });

  it('is paid off with what is owed today, interest to the day before; each day later takes the per diem more', async () => {
    const { owedMinor, perDiemMinor, principalLeftMinor } = await readLoan(database().app, loan);
    expect(perDiemMinor).toBe((principalLeftMinor * 72_500n * 2n + 365_000_000n) / 730_000_000n);
    const wrong = await refusalOf(
      pay(database().app, { loan, from: '1010', minor: owedMinor - 1n, kind: 'payoff' }),
    );
    expect(wrong).toMatchObject({
      sqlState: 'LB036',
      detail: { rule: 'payoff', wouldPassMinor: owedMinor.toString() },
    });
    const paid = await pay(database().app, { loan, from: '1010', kind: 'payoff' });
    expect(paid.amountMinor).toBe(owedMinor);
    expect(await readLoan(database().app, loan)).toMatchObject({
      status: 'paid',
      owedMinor: 0n,
      nextDueOn: null,
    });
    const again = await refusalOf(pay(database().app, { loan, from: '1010', minor: 1n }));
    expect(again.sqlState).toBe('LB037');
    await sound();
  });
});

describe('Verifying the books', () => {
  it.each([
    ['interest', 'interest_numerator = interest_numerator + 1', 'books.loan_accrual'],
    ['late fees', 'late_fees_minor = late_fees_minor + 1', 'books.loan'],
    ['what is paid of an installment', 'covered_part_minor = covered_part_minor + 1', 'books.loan'],
    ['the next due date', 'next_due_on = next_due_on + 1', 'books.loan'],
    ['the product', "product = 'personal-loan'", 'books.loan'],
    ['what was charged off', 'charged_off_minor = 5', 'books.loan'],
    ['what is earned of a fee', 'fee_earned_minor = fee_earned_minor + 1', 'books.ledger_account'],
  ])('names the loan whose %s was changed', async (_what, change, relation) => {
    const client = await database().owner.connect();
    const loan = await originate(database().app, cast.bob, { feeMinor: 1000n });
    try {
      await client.query('BEGIN');
      await client.query(`UPDATE books.loan SET ${change} WHERE account_id = $1`, [loan]);
      const { rows } = await client.query("SELECT bank.verify_books('loans') AS found");
      expect(rows).toMatchObject([{ found: { relation } }]);
      await client.query('ROLLBACK');
    } finally {
      client.release();
    }
  });

  it('finds nothing in books that nobody changed', async () => {
    const { rows } = await database().operator.query("SELECT bank.verify_books('loans') AS found");
    expect(rows).toEqual([{ found: null }]);
  });
});
