import { beforeAll, describe, expect, it } from '@jest/globals';
import { brokenRules, wholeBooks } from '../../local/testing/books.ts';
import { anAccount, openBank, type Cast, type Person } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { endDay, endDaysUntil } from '../../local/testing/deposits.ts';
import { aReversal, post } from '../../local/testing/journals.ts';
import {
  originate,
  pay,
  readLoan,
  returnToAccrual,
  takeBack,
  type LoanFigures,
  type LoanOptions,
  type PaymentOptions,
} from '../../local/testing/loans.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let cast: Cast;

beforeAll(async () => {
  cast = await openBank(database().operator, '2026-01-15');
});

/** Pays nothing by itself: its account stays empty. */
async function aDebtor(): Promise<Person> {
  return { ...cast.carla, accountId: await anAccount(database().operator, cast.carla.customerId) };
}

async function lend(options: LoanOptions = {}): Promise<string> {
  return originate(database().app, await aDebtor(), { payTo: { gl: '1040' }, ...options });
}

async function settle(loan: string, payment: Partial<PaymentOptions>): Promise<string> {
  return (await pay(database().app, { loan, from: '1040', ...payment })).id;
}

async function standing(loan: string): Promise<Partial<LoanFigures>> {
  const { payments, events, ...figures } = await readLoan(database().app, loan);
  return figures;
}

const sound = async (): Promise<void> => {
  expect(await brokenRules(database().owner)).toEqual([]);
};

async function today(): Promise<string> {
  const { rows } = await database().app.query<{ today: string }>(
    'SELECT business_date::text AS today FROM bank.business_date',
  );
  return rows[0]?.today ?? '';
}

interface Case {
  readonly name: string;
  readonly terms: LoanOptions;
  readonly payment: Partial<PaymentOptions>;
  /** Ends of days before the payment, and between it and its end. */
  readonly before: number;
  readonly between: number;
}

const auto: LoanOptions = { feeMinor: 48_000n };
const mortgage: LoanOptions = {
  ...{ product: 'mortgage', principalMinor: 20_000_000n, ratePpm: 65_000, termMonths: 360 },
  firstDueOn: '2026-03-01',
};
const some = { minor: 60_000n };
const cases: readonly Case[] = [
  { name: 'an auto loan, the same day', terms: auto, payment: some, before: 3, between: 0 },
  { name: 'an auto loan, a week later', terms: auto, payment: some, before: 3, between: 5 },
  { name: 'an auto loan, over a month’s end', terms: auto, payment: some, before: 3, between: 14 },
  {
    name: 'principal alone',
    ...{ terms: auto, payment: { minor: 250_000n, kind: 'principal' }, before: 3, between: 4 },
  },
  { name: 'a payoff, the same day', terms: auto, payment: { kind: 'payoff' }, before: 3, between: 0 },
  { name: 'a payoff, days later', terms: auto, payment: { kind: 'payoff' }, before: 3, between: 3 },
  {
    name: 'a mortgage, over the ends of two months',
    ...{ terms: mortgage, payment: { minor: 3_000_000n }, before: 2, between: 32 },
  },
  {
    name: 'a mortgage that was paid off',
    ...{ terms: mortgage, payment: { kind: 'payoff' }, before: 2, between: 2 },
  },
];

describe('A loan whose payment is taken back stands as its twin that was never paid', () => {
  it.each(cases)('$name', async ({ terms, payment, before, between }) => {
    const { app } = database();
    const firstDueOn = (await today()).slice(0, 8) + '15';
    const dates = terms.firstDueOn === undefined ? {} : { firstDueOn: nextFirst(firstDueOn) };
    const [paid, twin] = [await lend({ ...terms, ...dates }), await lend({ ...terms, ...dates })];
    for (let day = 0; day < before; day += 1) await endDay(app);
    const id = await settle(paid, payment);
    expect(await standing(paid)).not.toEqual(await standing(twin));
    for (let day = 0; day < between; day += 1) await endDay(app);
    await takeBack(app, id);
    await sound();
    const { lateFeesMinor: ofPaid, owedMinor: owed, ...rest } = await standing(paid);
    const { lateFeesMinor: ofTwin = 0n, owedMinor: twinOwed = 0n, ...others } = await standing(twin);
    expect(rest).toEqual(others);
    // A fee that was not due while the payment stood is charged by the next night.
    expect((owed ?? 0n) - (ofPaid ?? 0n)).toBe(twinOwed - ofTwin);
    await endDay(app);
    expect(await standing(paid)).toEqual(await standing(twin));
    await sound();
  });

  /** The first of the month after next, which by 30/360 is at least a month away. */
  function nextFirst(date: string): string {
    const month = new Date(`${date}T00:00:00Z`);
    month.setUTCMonth(month.getUTCMonth() + 2, 1);
    return month.toISOString().slice(0, 10);
  }
});

describe('Taking a payment back', () => {
  it('gives the money back to where it came from, once under a key', async () => {
    const { app, owner } = database();
    const loan = await lend();
    const payer = await anAccount(database().operator, cast.carla.customerId, { balanceMinor: 100_000n });
    const id = await settle(loan, { from: payer, minor: 70_000n });
    const first = await takeBack(app, id, 'the-key');
    expect(first).toMatchObject({ outcome: 'posted' });
    const books = await wholeBooks(owner);
    expect(await takeBack(app, id, 'the-key')).toMatchObject({ outcome: 'replayed' });
    expect(await wholeBooks(owner)).toEqual(books);
    const { rows } = await owner.query<{ minor: string }>(
      'SELECT balance_minor AS minor FROM bank.account WHERE id = $1',
      [payer],
    );
    expect(rows).toEqual([{ minor: '100000' }]);
    expect(await refusalOf(takeBack(app, id))).toMatchObject({
      ...{ sqlState: 'LB034', detail: { rule: 'once' } },
    });
    const other = await refusalOf(takeBack(app, await settle(loan, { minor: 100n }), 'the-key'));
    expect(other.sqlState).toBe('LB008');
  });

  it('goes from the last to the first, each once, whoever asks at once', async () => {
    const { app, owner } = database();
    const loan = await lend();
    const before = await standing(loan);
    const [first, second] = [await settle(loan, { minor: 10_000n }), await settle(loan, { minor: 20_000n })];
    const early = await refusalOf(takeBack(app, first));
    expect(early).toMatchObject({ sqlState: 'LB034', detail: { rule: 'last-first' } });
    const outcomes = await Promise.allSettled([takeBack(app, second), takeBack(app, second)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await takeBack(app, first);
    expect(await standing(loan)).toEqual(before);
    expect(await brokenRules(owner)).toEqual([]);
  });

  it('is not what the reversal of its journal does', async () => {
    const { app, owner } = database();
    const id = await settle(await lend(), { minor: 5_000n });
    const { rows } = await owner.query<{ journal: string }>(
      'SELECT journal_id AS journal FROM books.loan_payment WHERE id = $1',
      [id],
    );
    const reversal = await aReversal(owner, rows[0]?.journal ?? '');
    expect((await refusalOf(post(app, reversal))).sqlState).toBe('LB011');
    const unknown = await refusalOf(takeBack(app, '01890a5d-ac96-774b-bcce-b302099a8057'));
    expect(unknown).toMatchObject({ sqlState: 'LB034', detail: { rule: 'known' } });
  });
});

describe('A nonaccrual loan', () => {
  it('returns to accrual once nothing is due, brings its interest along, and earns it over the rest of the term', async () => {
    const { app } = database();
    const loan = await lend({ termMonths: 12 });
    const accruing = await refusalOf(returnToAccrual(app, loan));
    expect(accruing).toMatchObject({ sqlState: 'LB033', detail: { rule: 'nonaccrual' } });
    for (;;) {
      const { status } = await readLoan(app, loan);
      if (status === 'nonaccrual') break;
      await endDay(app);
    }
    const due = await refusalOf(returnToAccrual(app, loan));
    expect(due).toMatchObject({ sqlState: 'LB033', detail: { rule: 'nothing-due' } });
    const owing = await readLoan(app, loan);
    const last = await settle(loan, { minor: owing.dueMinor });
    const paidUp = await readLoan(app, loan);
    expect(paidUp).toMatchObject({ status: 'nonaccrual', dueMinor: 0n, daysPastDue: 0 });

    expect(await returnToAccrual(app, loan, 'return')).toMatchObject({ outcome: 'posted' });
    expect(await returnToAccrual(app, loan, 'return')).toMatchObject({ outcome: 'replayed' });
    const returned = await readLoan(app, loan);
    expect(returned).toMatchObject({ status: 'performing', owedMinor: paidUp.owedMinor });
    expect(returned.events[0]).toMatchObject({ kind: 'accrual', amountMinor: paidUp.interestMinor });
    expect(await refusalOf(takeBack(app, last))).toMatchObject({ detail: { rule: 'unchanged' } });
    await sound();

    await endDaysUntil(app, (await today()).slice(0, 8) + '28');
    await endDay(app);
    const earning = await readLoan(app, loan);
    expect(earning.interestMinor).toBeGreaterThan(returned.interestMinor);
    await sound();
    await settle(loan, { kind: 'payoff' });
    await endDay(app);
    expect(await readLoan(app, loan)).toMatchObject({ status: 'paid', owedMinor: 0n });
    await sound();
  });

  it('may stop again, and what is unearned of the interest it brought goes out of 1498', async () => {
    const { app } = database();
    const loan = await lend({ termMonths: 24 });
    await untilStatus(loan, 'nonaccrual');
    await settle(loan, { minor: (await readLoan(app, loan)).dueMinor });
    await returnToAccrual(app, loan);
    await sound();
    await untilStatus(loan, 'nonaccrual');
    await sound();
    await untilStatus(loan, 'charged-off');
    await sound();
  });

  async function untilStatus(loan: string, wanted: string): Promise<void> {
    for (;;) {
      const { status } = await readLoan(database().app, loan);
      if (status === wanted) return;
      await endDay(database().app);
    }
  }
});
