import * as z from 'zod';
import { loanMethods } from '../domain/loans/loan.ts';
import { installment, loanView, newLoan, originationErrors, ratePpm } from './loans.ts';
import { route } from './route.ts';
import { businessDate, idOf, money, plainText } from './schemas.ts';

export const loanOffer = z.strictObject({
  product: z.string(),
  ratePpm,
  disbursedOn: businessDate,
  principal: money,
  fee: money,
  /** What the borrower gets to use: the principal less the fee. */
  amountFinanced: money,
  payment: money,
  /** Interest as scheduled, and the fee. */
  financeCharge: money,
  totalOfPayments: money,
  /** Annual percentage rate of Regulation Z, such as `7.43`. */
  apr: z.string().regex(/^\d+\.\d{2}$/),
  installments: z.array(z.strictObject(installment)),
});
export type LoanOffer = z.output<typeof loanOffer>;

export const loanProductView = z.strictObject({
  code: z.string(),
  name: z.string(),
  method: z.enum(loanMethods),
  /** Of today, where a loan is asked for without a rate of its own. */
  ratePpm,
});
export type LoanProductView = z.output<typeof loanProductView>;

export const listLoanProducts = route({
  operationId: 'listLoanProducts',
  summary: 'Loan products with their terms of today',
  method: 'GET',
  path: '/api/v1/loan-products',
  service: 'api',
  permission: 'loan:manage',
  idempotent: false,
  status: 200,
  response: z.strictObject({ items: z.array(loanProductView) }),
  errors: [],
});

export const previewLoan = route({
  operationId: 'previewLoan',
  summary: 'A loan as it would be made today: schedule, annual percentage rate, what it costs in all',
  method: 'POST',
  path: '/api/v1/loans/previews',
  service: 'api',
  permission: 'loan:manage',
  idempotent: false,
  body: newLoan,
  status: 200,
  response: loanOffer,
  errors: originationErrors,
});

export const reverseLoanPayment = route({
  operationId: 'reverseLoanPayment',
  summary: 'Take back the last payment of a loan, as if it had never come',
  method: 'POST',
  path: '/api/v1/loans/{accountId}/payments/{paymentId}/reversal',
  service: 'api',
  permission: 'loan:manage',
  idempotent: true,
  params: z.strictObject({ accountId: idOf('account'), paymentId: idOf('loanPayment') }),
  body: z.strictObject({
    reason: plainText(140).refine((text) => text !== '', 'Say why it is taken back.'),
  }),
  status: 201,
  response: loanView,
  errors: ['not-found', 'payment-not-reversible', 'account-closed'],
});

export const returnLoanToAccrual = route({
  operationId: 'returnLoanToAccrual',
  summary: 'Let a nonaccrual loan of which nothing is due earn in the books again',
  method: 'POST',
  path: '/api/v1/loans/{accountId}/accrual',
  service: 'api',
  permission: 'loan:manage',
  idempotent: true,
  params: z.strictObject({ accountId: idOf('account') }),
  body: z.strictObject({
    /** Kept with the loan. */
    reason: plainText(500).refine((text) => text !== '', 'Say why the rest is expected to be paid.'),
  }),
  status: 201,
  response: loanView,
  errors: ['not-found', 'accrual-refused'],
});
