import { beforeAll, describe, expect, it } from '@jest/globals';
import { nextDay } from '../../functions/domain/calendar-date.ts';
import { halfUp } from '../../functions/domain/loans/half-up.ts';
import { brokenRules } from '../../local/testing/books.ts';
import { anAccount, openBank, type Cast } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';
import { endDaysUntil } from '../../local/testing/deposits.ts';
import { originate, pay, readLoan, type LoanFigures } from '../../local/testing/loans.ts';
import { nextBusinessDay } from '../../functions/domain/business-days.ts';
import { randomOf, type Random } from '../../local/seed/random.ts';

const database = useTestDatabase();
let cast: Cast;
const opened = '2026-01-15';

beforeAll(async () => {
  cast = await openBank(database().operator, opened);
});

interface Loan {
  readonly id: string;
  readonly payer: string;
  readonly principalMinor: bigint;
  readonly ratePpm: number;
}

async function aRandomLoan(draws: Random): Promise<Loan> {
  const { operator, app } = database();
  const payer = await anAccount(operator, cast.alice.customerId);
  const principalMinor = draws.between(100_000n, 5_000_000n);
  const ratePpm = 10_000 + draws.below(200_000);
  const firstDueOn = `2026-02-${String(10 + draws.below(18))}`;
  const borrower = { ...cast.alice, accountId: payer };
  const terms = { principalMinor, ratePpm, firstDueOn, termMonths: 6 + draws.below(30) };
  const id = await originate(app, borrower, {
    ...terms,
    payTo: { gl: '1040' },
    feeMinor: draws.between(0n, 9_000n),
  });
  return { id, payer, principalMinor, ratePpm };
}

/** Something that may happen to a loan on a day: a payment of some kind, or money on the account that pays it. */
async function something(draws: Random, { id, payer }: Loan): Promise<void> {
  const { app } = database();
  const { owedMinor, dueMinor, principalLeftMinor } = await readLoan(app, id);
  const luck = draws.below(10);
  if (luck < 3) await post(app, aCashDeposit(payer, draws.between(1n, 60_000n)));
  if (owedMinor === 0n) return;
  if (luck === 3)
    await pay(app, {
      loan: id,
      from: '1010',
      minor: draws.between(1n, owedMinor < 90_000n ? owedMinor : 90_000n),
    });
  if (luck === 4 && dueMinor === 0n && principalLeftMinor > 0n)
    await pay(app, {
      loan: id,
      from: '1010',
      minor: draws.between(1n, principalLeftMinor / 20n + 1n),
      kind: 'principal',
    });
  if (luck === 5 && draws.below(15) === 0) await pay(app, { loan: id, from: '1010', kind: 'payoff' });
}

/** Interest by ACT/365 from the payments alone: each day bears it on what was left of the principal at its close. */
function interestOf({ principalMinor, ratePpm }: Loan, { payments, businessDate }: LoanFigures): bigint {
  let numerator = 0n;
  for (let day = opened; day < businessDate; day = nextDay(day)) {
    const paid = payments.filter((payment) => payment.businessDate <= day);
    const left = principalMinor - paid.reduce((sum, payment) => sum + payment.principalMinor, 0n);
    numerator += left * BigInt(ratePpm);
  }
  const paid = payments.reduce((sum, payment) => sum + payment.interestMinor, 0n);
  return halfUp(numerator - paid * 365_000_000n, 365_000_000n);
}

describe('Loans, whatever is paid on them and when', () => {
  it('owe the interest that their payments say, never less than nothing, and the ledger agrees', async () => {
    const draws = randomOf('loans');
    const loans: Loan[] = [];
    for (let count = 0; count < 8; count += 1) loans.push(await aRandomLoan(draws));
    let day = opened;
    for (let round = 0; round < 84; round += 1) {
      for (const loan of loans) await something(draws, loan);
      day = nextBusinessDay(day);
      await endDaysUntil(database().app, day);
      if (round % 12 !== 11) continue;
      expect(await brokenRules(database().owner)).toEqual([]);
      for (const loan of loans) {
        const figures = await readLoan(database().app, loan.id);
        if (figures.status !== 'performing') continue;
        expect(figures.interestMinor).toBe(interestOf(loan, figures));
        expect(figures.owedMinor).toBe(
          figures.principalLeftMinor + figures.interestMinor + figures.lateFeesMinor,
        );
      }
    }
    const ended = await Promise.all(loans.map(({ id }) => readLoan(database().app, id)));
    expect(ended.flatMap(({ payments }) => payments).length).toBeGreaterThan(40);
    expect(ended.map(({ status }) => status)).toEqual(expect.arrayContaining(['performing', 'paid']));
  }, 120_000);

  it('pay what is collected while they are paid at the same moment, and nothing twice', async () => {
    const { app, operator, owner } = database();
    const payer = await anAccount(operator, cast.alice.customerId, { balanceMinor: 5_000_000n });
    const loan = await originate(app, { ...cast.alice, accountId: payer }, { payTo: { gl: '1040' } });
    const { nextDueOn } = await readLoan(app, loan);
    await endDaysUntil(app, nextDueOn ?? '');
    const before = await readLoan(app, loan);
    const rush = [0, 1, 2, 3].map(() => pay(app, { loan, from: '1010', minor: 10_000n }));
    await Promise.all([...rush, endDaysUntil(app, nextBusinessDay(before.businessDate))]);
    const after = await readLoan(app, loan);
    expect(after.covered).toBe(1);
    expect(after.dueMinor).toBe(0n);
    const principal = after.payments.reduce((sum, payment) => sum + payment.principalMinor, 0n);
    expect(after.principalLeftMinor).toBe(before.principalLeftMinor - principal);
    expect(await brokenRules(owner)).toEqual([]);
  }, 60_000);
});
