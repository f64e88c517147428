import type { BooksDatabase } from '../../functions/adapters/postgres/database.ts';
import { postgresLedger } from '../../functions/adapters/postgres/ledger.ts';
import { postgresLoans } from '../../functions/adapters/postgres/loans.ts';
import { openAccount } from '../../functions/adapters/postgres/opening.ts';
import { transferReceived } from '../../functions/domain/journal-templates.ts';
import { levelPayment, scheduleOf } from '../../functions/domain/loans/schedule.ts';
import { usd } from '../../functions/domain/money.ts';
import { demoId } from './ids.ts';
import { depositId } from './life/resident.ts';

interface DemoLoan {
  readonly number: string;
  /** Eight digits. */
  readonly borrower: string;
  readonly madeOn: string;
  readonly product: string;
  readonly principalMinor: bigint;
  readonly ratePpm: number;
  readonly termMonths: number;
  readonly firstDueOn: string;
  readonly feeMinor: bigint;
  readonly paidFrom: string;
  /** To the account that pays it back, or through settlement to whoever sold what it is for. */
  readonly paidTo: 'borrower' | 'seller';
}

/** Of somebody whose account holds less than an installment: it will be late. */
const strapped = { number: '1000001409', borrower: '10000014', balanceMinor: 15_000n };

/** The loans that are kept one by one; the rest of the loan book is kept in total. */
export const demoLoans: readonly DemoLoan[] = [
  {
    ...{ number: '3000000101', borrower: '10000001', madeOn: '2026-10-01', product: 'auto-loan' },
    ...{ principalMinor: 1_850_000n, ratePpm: 72_500, termMonths: 48, firstDueOn: '2026-11-02' },
    ...{ feeMinor: 0n, paidFrom: '1000000101', paidTo: 'seller' },
  },
  {
    ...{ number: '3000001301', borrower: '10000013', madeOn: '2026-10-01', product: 'mortgage' },
    ...{ principalMinor: 24_000_000n, ratePpm: 65_000, termMonths: 360, firstDueOn: '2026-12-01' },
    ...{ feeMinor: 180_000n, paidFrom: '1000001303', paidTo: 'seller' },
  },
  {
    ...{ number: '3000001401', borrower: strapped.borrower, madeOn: '2026-10-01', product: 'personal-loan' },
    ...{ principalMinor: 400_000n, ratePpm: 109_000, termMonths: 18, firstDueOn: '2026-10-20' },
    ...{ feeMinor: 0n, paidFrom: strapped.number, paidTo: 'seller' },
  },
  {
    ...{ number: '3000000201', borrower: '10000002', madeOn: '2026-10-02', product: 'personal-loan' },
    ...{ principalMinor: 600_000n, ratePpm: 109_000, termMonths: 24, firstDueOn: '2026-11-05' },
    ...{ feeMinor: 12_000n, paidFrom: '1000000201', paidTo: 'borrower' },
  },
];

/** Makes the loans of a business date, which the books stand at. */
export async function lend(books: BooksDatabase, date: string): Promise<void> {
  for (const loan of demoLoans.filter(({ madeOn }) => madeOn === date)) {
    if (loan.borrower === strapped.borrower) await openStrapped(books);
    await originate(books, loan);
  }
}

async function originate(books: BooksDatabase, loan: DemoLoan): Promise<void> {
  const { number, borrower, product, paidFrom, paidTo, principalMinor, ratePpm, termMonths } = loan;
  const { firstDueOn, feeMinor } = loan;
  const terms = { principalMinor, ratePpm, termMonths };
  const key = `loan/${number}`;
  await postgresLoans(books).originate({
    ...{ id: demoId(`account/${number}`), journalId: demoId(key), number, product, firstDueOn, feeMinor },
    ...terms,
    customer: demoId(`customer/${borrower}`),
    paymentMinor: levelPayment(terms),
    installments: scheduleOf(terms, firstDueOn),
    paymentAccount: depositId(paidFrom),
    payTo: paidTo === 'borrower' ? { account: depositId(paidFrom) } : { gl: '1040' },
    ...{ actor: 'demo', scope: 'demo', key, requestHash: key },
  });
}

async function openStrapped(books: BooksDatabase): Promise<void> {
  const { number, borrower, balanceMinor } = strapped;
  const id = depositId(number);
  const names = { number, product: 'checking', name: 'Second checking', ledgerAccount: '2010' };
  await openAccount(books, { ...names, id, customer: demoId(`customer/${borrower}`), floorMinor: 0n });
  const key = `opening/${number}`;
  await postgresLedger(books).post([
    {
      ...transferReceived(id, usd(balanceMinor), 'Opening deposit'),
      ...{ id: demoId(key), type: 'STANDARD', reference: '' },
      ...{ actor: 'demo', scope: 'demo', key, requestHash: key },
    },
  ]);
}
