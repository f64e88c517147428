import { beforeAll, describe, expect, it } from '@jest/globals';
import { brokenRules, wholeBooks } from '../../local/testing/books.ts';
import { anAccount, openBank, type Cast, type Person } from '../../local/testing/cast.ts';
import { createTestDatabase, dropTestDatabase, useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';
import { endDaysUntil } from '../../local/testing/deposits.ts';
import {
  entriesOf,
  eventOf,
  ledgerBalance,
  originate,
  pay,
  readLoan,
  type LoanOptions,
} from '../../local/testing/loans.ts';
import { loanVector } from '../../local/testing/loan-vectors.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let cast: Cast;

beforeAll(async () => {
  cast = await openBank(database().operator, '2026-01-15');
});

/** A borrower with so much in an account that pays the loan. */
async function aBorrower(balanceMinor: bigint): Promise<Person> {
  return {
    ...cast.carla,
    accountId: await anAccount(database().operator, cast.carla.customerId, { balanceMinor }),
  };
}

const lend = (borrower: Person, options: LoanOptions = {}): Promise<string> =>
  originate(database().app, borrower, { payTo: { gl: '1040' }, ...options });
const until = (date: string): Promise<void> => endDaysUntil(database().app, date);
const sound = async (): Promise<void> => {
  expect(await brokenRules(database().owner)).toEqual([]);
};
const minor = (dollars: unknown): bigint => BigInt(String(dollars).replace('.', ''));

describe('The end of a day', () => {
  let punctual: string;
  let mortgage: string;
  let short: string;
  let stuck: string;
  let lost: string;

  beforeAll(async () => {
    const rich = await aBorrower(100_000_000n);
    punctual = await lend(rich, { firstDueOn: '2026-02-16', feeMinor: 48_000n });
    // Due on the 1st: a Sunday in February and in March.
    mortgage = await lend(rich, {
      product: 'mortgage',
      principalMinor: 20_000_000n,
      ratePpm: 65_000,
      termMonths: 360,
      firstDueOn: '2026-03-01',
    });
    short = await lend(await aBorrower(20_000n), { firstDueOn: '2026-02-17' });
    const broke = await aBorrower(0n);
    const v48 = { product: 'business-loan', principalMinor: 1_650_000n, ratePpm: 73_000 };
    stuck = await lend(broke, { ...v48, firstDueOn: '2026-02-19' });
    lost = await lend(broke, { principalMinor: 400_000n, firstDueOn: '2026-02-10', feeMinor: 9_600n });
    await until('2026-02-03');
  }, 60_000);

  it('accrues every calendar day, to the end of the month over a weekend', async () => {
    // 2026-01-30 was a Friday; 31 January is of January, 1 February of the day after.
    const { rows } = await database().app.query(
      `SELECT business_date::text AS day, result ->> 'accruedThrough' AS through FROM bank.day_step
       WHERE step = 'loans' AND business_date >= '2026-01-29' ORDER BY 1`,
    );
    expect(rows).toEqual([
      { day: '2026-01-29', through: '2026-01-29' },
      { day: '2026-01-30', through: '2026-01-31' },
      { day: '2026-02-02', through: '2026-02-02' },
    ]);
    const interest = (1_850_000n * 72_500n * 19n * 2n + 365_000_000n) / 730_000_000n;
    expect((await readLoan(database().app, punctual)).interestMinor).toBe(interest);
    await sound();
  });

  it('earns an origination fee day by day over the term', async () => {
    const { rows } = await database().owner.query(
      'SELECT (fee_earned_minor * 1461 BETWEEN 48000 * 19 - 1461 AND 48000 * 19 + 1461) AS straight FROM books.loan WHERE account_id = $1',
      [punctual],
    );
    expect(rows).toEqual([{ straight: true }]);
  });

  it('collects what is due, interest first, on the next business day where there is none', async () => {
    await until('2026-02-17');
    // 16 February is a holiday.
    expect((await readLoan(database().app, punctual)).payments).toEqual([]);
    await until('2026-02-18');
    const interest = (1_850_000n * 72_500n * 33n * 2n + 365_000_000n) / 730_000_000n;
    expect(await readLoan(database().app, punctual)).toMatchObject({
      covered: 1,
      dueMinor: 0n,
      nextDueOn: '2026-03-16',
      payments: [
        { kind: 'collection', amountMinor: 44_515n, interestMinor: interest, businessDate: '2026-02-17' },
      ],
    });
    await sound();
  });

  it('collects a part where more is not there, once, and says that the rest was missed', async () => {
    const { payments, events, dueMinor, daysPastDue } = await readLoan(database().app, short);
    expect(payments).toMatchObject([{ amountMinor: 20_000n }]);
    expect([dueMinor, daysPastDue]).toEqual([24_515n, 1]);
    expect(events[0]).toMatchObject({ kind: 'missed', amountMinor: 24_515n, installment: 1 });
    await post(database().app, aCashDeposit(await payerOf(short), 10_000n));
    await until('2026-02-20');
    expect((await readLoan(database().app, short)).dueMinor).toBe(14_515n);
    expect((await readLoan(database().app, short)).events).toHaveLength(2);
  });

  it('charges a late fee once the days of grace are over, and collects it last', async () => {
    await until('2026-02-27');
    expect((await readLoan(database().app, short)).lateFeesMinor).toBe(0n);
    await until('2026-03-03');
    // 5 % of the installment, on the first business day more than ten days after the due date.
    expect(await readLoan(database().app, short)).toMatchObject({
      lateFeesMinor: 2_226n,
      events: [{ kind: 'late-fee', amountMinor: 2_226n, installment: 1, businessDate: '2026-03-02' }, {}, {}],
    });
    await post(database().app, aCashDeposit(await payerOf(short), 15_000n));
    await until('2026-03-05');
    expect(await readLoan(database().app, short)).toMatchObject({
      covered: 1,
      lateFeesMinor: 1_741n,
      dueMinor: 0n,
    });
    await sound();
  });

  it('collects the installments of a mortgage as its schedule has them, whatever day they fall on', async () => {
    await until('2026-06-03');
    const { payments } = await readLoan(database().app, mortgage);
    const { rows } = await database().owner.query(
      `SELECT payment_minor AS "amountMinor", interest_minor AS "interestMinor", principal_minor AS "principalMinor"
       FROM books.loan_installment WHERE account_id = $1 AND n <= 4 ORDER BY n DESC`,
      [mortgage],
    );
    const scheduled = rows.map((row: Record<string, string>) =>
      Object.fromEntries(Object.entries(row).map(([name, text]) => [name, BigInt(text)])),
    );
    expect(payments).toMatchObject(scheduled);
    expect(payments.map(({ businessDate }) => businessDate)).toEqual([
      '2026-06-01',
      '2026-05-01',
      '2026-04-01',
      '2026-03-02',
    ]);
  }, 120_000);

  it('V48: takes the interest of a loan that is 90 days past due out of the books', async () => {
    const { inputs, expected } = loanVector('V48');
    const stopped = await eventOf(database().app, stuck, 'nonaccrual');
    expect(stopped).toMatchObject({
      businessDate: '2026-05-20',
      amountMinor: minor(inputs['accrued_interest_receivable']),
    });
    const amount = minor(inputs['accrued_in_current_year']);
    expect(await entriesOf(database().app, stopped.journalId)).toEqual([`4020 ${amount}`, `1600 -${amount}`]);
    expect(-amount).toBe(minor(expected['net_income_effect']));
    // The borrower owes it all the same, and it goes on growing.
    const { interestMinor, status } = await readLoan(database().app, stuck);
    expect(status).toBe('nonaccrual');
    expect(interestMinor).toBe(amount + 330n * 14n);
    await sound();
  });

  it('puts later cash on a nonaccrual loan to its principal first', async () => {
    const before = await readLoan(database().app, stuck);
    await pay(database().app, { loan: stuck, from: '1010', minor: 60_000n });
    const after = await readLoan(database().app, stuck);
    expect([after.principalLeftMinor, after.interestMinor]).toEqual([
      before.principalLeftMinor - 60_000n,
      before.interestMinor,
    ]);
    await sound();
  });

  it('charges off at the end of the month what is past due for 120 days, less its unearned fee', async () => {
    expect((await readLoan(database().app, lost)).status).toBe('nonaccrual');
    await until('2026-07-01');
    const gone = await eventOf(database().app, lost, 'charged-off');
    expect(gone).toMatchObject({ businessDate: '2026-06-30', amountMinor: 400_000n });
    const entries = await entriesOf(database().app, gone.journalId);
    expect(entries.slice(2)).toEqual(['1472 -400000', '9030 400000', '9099 -400000']);
    const [allowance, fee] = entries.slice(0, 2).map((entry) => BigInt(entry.slice(5)));
    expect((allowance ?? 0n) + (fee ?? 0n)).toBe(400_000n);
    expect(await readLoan(database().app, lost)).toMatchObject({
      status: 'charged-off',
      owedMinor: 400_000n,
      interestMinor: 0n,
    });
    await sound();
  }, 60_000);

  it('books what is recovered back to the allowance, up to what was charged off', async () => {
    const allowance = await ledgerBalance(database().app, '1499');
    await pay(database().app, { loan: lost, from: '1010', minor: 150_000n });
    expect(await ledgerBalance(database().app, '1499')).toBe(allowance - 150_000n);
    expect(await ledgerBalance(database().app, '9030')).toBe(250_000n);
    const more = await refusalOf(pay(database().app, { loan: lost, from: '1010', minor: 250_001n }));
    expect(more).toMatchObject({ sqlState: 'LB036', detail: { wouldPassMinor: '250000' } });
    await pay(database().app, { loan: lost, from: '1010', kind: 'payoff' });
    expect((await readLoan(database().app, lost)).owedMinor).toBe(0n);
    await sound();
  });

  it('provides for losses at the end of a quarter, nonaccrual loans one by one', async () => {
    const { rows } = await database().app.query<Record<string, string>>(
      `SELECT business_date::text AS day, before_minor, required_minor, provision_minor FROM bank.loan_allowance ORDER BY 1`,
    );
    expect(rows.map(({ day }) => day)).toEqual(['2026-03-31', '2026-06-30']);
    for (const { before_minor, required_minor, provision_minor } of rows)
      expect(BigInt(provision_minor ?? '')).toBe(BigInt(required_minor ?? '') - BigInt(before_minor ?? ''));
    // Before the recoveries of July.
    expect(-(await ledgerBalance(database().app, '1499')) - 400_000n).toBe(
      BigInt(rows[1]?.['required_minor'] ?? ''),
    );
  });

  it('changes nothing when it is done again', async () => {
    const before = await wholeBooks(database().owner);
    const { rows } = await database().app.query<{ day: string }>(
      "SELECT max(business_date)::text AS day FROM bank.day_step WHERE step = 'loans'",
    );
    await database().app.query("SELECT bank.run_day_step($1, 'loans')", [rows[0]?.day]);
    expect(await wholeBooks(database().owner)).toEqual(before);
    await database().app.query("SELECT bank.run_day_step('2026-07-01', 'transfers')");
    await Promise.all(
      [0, 1].map(() => database().app.query("SELECT bank.run_day_step('2026-07-01', 'loans')")),
    );
    const once = await wholeBooks(database().owner);
    // Even if its row were lost.
    await database().owner.query("SELECT books.day_loans('2026-07-01')");
    expect(await wholeBooks(database().owner)).toEqual(once);
    await sound();
  });

  async function payerOf(loan: string): Promise<string> {
    const { rows } = await database().app.query<{ payer: string }>(
      'SELECT payment_account_id AS payer FROM bank.loan WHERE account_id = $1',
      [loan],
    );
    return rows[0]?.payer ?? '';
  }
});

describe('Days that were missed', () => {
  it('are caught up: interest and installments are those of days ended one by one', async () => {
    const figures = [];
    for (const skipping of [false, true]) {
      const other = await createTestDatabase();
      try {
        const people = await openBank(other.operator, '2026-01-15');
        const borrower = {
          ...people.alice,
          accountId: await anAccount(other.operator, people.alice.customerId),
        };
        const loans = [
          await originate(other.app, borrower, { payTo: { gl: '1040' } }),
          await originate(other.app, borrower, {
            payTo: { gl: '1040' },
            product: 'mortgage',
            principalMinor: 30_000_000n,
            ratePpm: 61_250,
            termMonths: 180,
          }),
        ];
        if (skipping) await other.operator.query("SELECT bank.roll_business_date('2026-04-10')");
        await endDaysUntil(other.app, '2026-04-13');
        figures.push(await Promise.all(loans.map((loan) => readLoan(other.app, loan))));
        expect(await brokenRules(other.owner)).toEqual([]);
      } finally {
        await dropTestDatabase(other);
      }
    }
    const [daily, skipped] = figures.map((loans) =>
      loans.map(({ interestMinor, dueMinor, lateFeesMinor, daysPastDue }) => [
        interestMinor,
        dueMinor,
        lateFeesMinor,
        daysPastDue,
      ]),
    );
    expect(skipped).toEqual(daily);
  }, 60_000);
});

describe('The allowance', () => {
  it('V49: rolls forward by provisions, charge-offs and recoveries', async () => {
    const { inputs, expected } = loanVector('V49');
    const other = await createTestDatabase();
    try {
      await openBank(other.operator);
      const moves = [
        ['opening', '5210', -1n],
        ['recoveries', '1010', -1n],
        ['chargeoffs', '1473', 1n],
        ['provision', '5210', -1n],
      ] as const;
      for (const [name, counter, sign] of moves) {
        const amount = sign * BigInt(String(inputs[name === 'opening' ? 'opening' : name])) * 100n;
        const lines = [
          { gl: '1499', minor: amount.toString(), currency: 'USD' },
          { gl: counter, minor: (-amount).toString(), currency: 'USD' },
        ];
        await other.owner.query('SELECT books.post_day_journals($1::jsonb)', [
          JSON.stringify([
            { scope: 'loan:test', key: name, template: 'L06', description: name, entries: lines },
          ]),
        ]);
      }
      const { rows } = await other.owner.query('SELECT before_minor FROM books.allowance_for_loans()');
      expect(rows).toEqual([{ before_minor: `${String(expected['closing'])}00` }]);
    } finally {
      await dropTestDatabase(other);
    }
  });
});
