import { sql } from 'drizzle-orm';
import * as z from 'zod';
import {
  loanEventKinds,
  loanMethods,
  loanPaymentKinds,
  loanStatuses,
  type Loan,
  type LoanPaymentCommand,
  type NewLoan,
} from '../../domain/loans/loan.ts';
import type { LoanLedger, LoanReader } from '../../services/ports/loans.ts';
import { callFunction, jsonOf, type BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { posting } from './ledger.ts';
import { minorText } from './parse.ts';

const paymentRow = z.object({
  id: z.string(),
  kind: z.enum(loanPaymentKinds),
  journalId: z.string(),
  amountMinor: minorText,
  interestMinor: minorText,
  principalMinor: minorText,
  lateFeeMinor: minorText,
  businessDate: z.string(),
  recordedAt: z.string(),
  takenBackOn: z.string().nullable().default(null),
});

const result = paymentRow.extend({
  outcome: z.enum(['posted', 'replayed', 'previewed']),
  owedAfterMinor: minorText.nullable().default(null),
});

const offered = z.object({ disbursedOn: z.string() });

const originated = z.object({ id: z.string(), outcome: z.enum(['posted', 'replayed']) });

const termsRow = z.object({
  product: z.string(),
  name: z.string(),
  method: z.enum(loanMethods),
  ratePpm: z.coerce.number(),
});

const changed = z.object({ outcome: z.enum(['posted', 'replayed']) });

const loanRow: z.ZodType<Loan> = z.object({
  accountId: z.string(),
  number: z.string(),
  name: z.string(),
  product: z.string(),
  productName: z.string(),
  method: z.enum(loanMethods),
  status: z.enum(loanStatuses),
  ratePpm: z.number(),
  termMonths: z.number(),
  principalMinor: minorText,
  paymentMinor: minorText,
  feeMinor: minorText,
  disbursedOn: z.string(),
  firstDueOn: z.string(),
  nextDueOn: z.string().nullable(),
  paymentAccountId: z.string(),
  paymentNumber: z.string(),
  lateFeeMinor: minorText,
  lateFeePpm: z.number(),
  graceDays: z.number(),
  businessDate: z.string(),
  owedMinor: minorText,
  principalLeftMinor: minorText,
  interestMinor: minorText,
  lateFeesMinor: minorText,
  dueMinor: minorText,
  daysPastDue: z.number(),
  covered: z.number(),
  coveredPartMinor: minorText,
  perDiemMinor: minorText,
  restorable: z.boolean(),
  installments: z.array(
    z.object({
      n: z.number(),
      dueOn: z.string(),
      paymentMinor: minorText,
      interestMinor: minorText,
      principalMinor: minorText,
      balanceAfterMinor: minorText,
    }),
  ),
  payments: z.array(paymentRow),
  events: z.array(
    z.object({
      kind: z.enum(loanEventKinds),
      businessDate: z.string(),
      amountMinor: minorText,
      installment: z.number().nullable(),
    }),
  ),
});

/** Amounts as text, as every function of the books takes them. */
const asText = (value: unknown): string =>
  JSON.stringify(value, (_name, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));

const paymentJson = ({ minor, ...payment }: LoanPaymentCommand): string =>
  asText({ ...payment, ...(minor === undefined ? {} : { minor }) });

const loanJson = (loan: NewLoan): string => asText(loan);

/** Loans by the functions of the books. */
export function postgresLoans(database: BooksDatabase): LoanLedger & LoanReader {
  return {
    async pay(payment) {
      const call = sql`SELECT bank.pay_loan(${paymentJson(payment)}::jsonb) AS answer`;
      return result.parse(jsonOf(await posting(database, call)));
    },
    async previewPayment(payment) {
      const call = sql`SELECT bank.preview_loan_payment(${paymentJson(payment)}::jsonb) AS answer`;
      return result.parse(jsonOf(await callFunction(database, call)));
    },
    async originate(loan) {
      const call = sql`SELECT bank.originate_loan(${loanJson(loan)}::jsonb) AS answer`;
      return originated.parse(jsonOf(await posting(database, call)));
    },
    async previewOrigination(loan) {
      const call = sql`SELECT bank.preview_loan(${loanJson(loan)}::jsonb) AS answer`;
      return offered.parse(jsonOf(await callFunction(database, call)));
    },
    async reversePayment(change) {
      const call = sql`SELECT bank.reverse_loan_payment(${JSON.stringify(change)}::jsonb) AS answer`;
      return changed.parse(jsonOf(await posting(database, call))).outcome;
    },
    async returnToAccrual(change) {
      const call = sql`SELECT bank.restore_loan_accrual(${JSON.stringify(change)}::jsonb) AS answer`;
      return changed.parse(jsonOf(await posting(database, call))).outcome;
    },
    async loan(accountId) {
      const found = await callFunction(
        database,
        sql`SELECT bank.read_loan(${accountId}::uuid)::text AS answer`,
      );
      return found === null ? undefined : loanRow.parse(jsonOf(found));
    },
    async products() {
      const rows = await reachable(
        database.rows(sql`
          SELECT DISTINCT ON (t.product) t.product, p.name, t.method, t.rate_ppm AS "ratePpm"
          FROM bank.loan_terms t JOIN bank.product p ON p.code = t.product CROSS JOIN bank.business_date d
          WHERE t.valid_from <= d.business_date ORDER BY t.product, t.valid_from DESC`),
      );
      return rows.map((row) => termsRow.parse(row));
    },
  };
}
