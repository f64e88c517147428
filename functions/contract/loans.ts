import * as z from 'zod';
import {
  askedPaymentKinds,
  loanEventKinds,
  loanMethods,
  loanPaymentKinds,
  loanStatuses,
} from '../domain/loans/loan.ts';
import { route } from './route.ts';
import { businessDate, idOf, instant, money, positiveMoney } from './schemas.ts';

const paid = {
  amount: money,
  interest: money,
  principal: money,
  lateFee: money,
  businessDate,
};

const loanPaymentView = z.strictObject({
  id: idOf('loanPayment'),
  kind: z.enum(loanPaymentKinds),
  ...paid,
  recordedAt: instant,
  /** When it was taken back; null for one that stands. */
  takenBackOn: businessDate.nullable(),
});

/** A payment as it was agreed. */
export const installment = {
  n: z.number().int(),
  dueOn: businessDate,
  payment: money,
  interest: money,
  principal: money,
  balanceAfter: money,
};

/** Parts per million a year: 72500 is 7.25 %. */
export const ratePpm = z.number().int().min(0).max(1_000_000);

export const loanView = z.strictObject({
  accountId: idOf('account'),
  number: z.string(),
  name: z.string(),
  product: z.string(),
  productName: z.string(),
  method: z.enum(loanMethods),
  status: z.enum(loanStatuses),
  ratePpm,
  termMonths: z.number().int(),
  /** As it was paid out. */
  principal: money,
  payment: money,
  fee: money,
  disbursedOn: businessDate,
  firstDueOn: businessDate,
  nextDueOn: businessDate.nullable(),
  /** The account that installments are collected from. */
  paymentAccountId: idOf('account'),
  paymentNumber: z.string(),
  lateFee: z.strictObject({ flat: money, installmentPpm: z.number().int(), graceDays: z.number().int() }),
  businessDate,
  /** Paying it off takes this today: principal, interest through yesterday, late fees. */
  owed: money,
  principalLeft: money,
  interest: money,
  lateFees: money,
  due: money,
  daysPastDue: z.number().int(),
  /** Whether nothing is due of a nonaccrual loan, so that it may return to accrual. */
  restorable: z.boolean(),
  /** Each day from today on adds this to what is owed. */
  perDiem: money,
  installments: z.array(
    z.strictObject({
      ...installment,
      state: z.enum(['paid', 'part', 'due', 'coming']),
    }),
  ),
  /** Latest first. */
  payments: z.array(loanPaymentView),
  events: z.array(
    z.strictObject({
      kind: z.enum(loanEventKinds),
      businessDate,
      amount: money,
      installment: z.number().int().nullable(),
    }),
  ),
});
export type LoanView = z.output<typeof loanView>;

const ofLoan = z.strictObject({ accountId: idOf('account') });

export const getLoan = route({
  operationId: 'getLoan',
  summary: 'A loan: terms, what is owed today, schedule and payments',
  method: 'GET',
  path: '/api/v1/accounts/{accountId}/loan',
  service: 'api',
  permission: 'account:read',
  idempotent: false,
  params: ofLoan,
  status: 200,
  response: loanView,
  errors: ['not-found'],
});

export const payLoan = route({
  operationId: 'payLoan',
  summary: 'Pay a loan of mine from an account of mine, or see what that would pay',
  method: 'POST',
  path: '/api/v1/loans/{accountId}/payments',
  service: 'api',
  permission: 'transfer:create-own',
  idempotent: true,
  flow: 'transfer',
  params: ofLoan,
  body: z
    .strictObject({
      fromAccountId: idOf('account'),
      /** payment: what is due and then more; principal: nothing else; payoff: all that is owed. */
      kind: z.enum(askedPaymentKinds).default('payment'),
      /** A payoff takes what is owed; where it names an amount, exactly that has to be owed. */
      amount: positiveMoney.optional(),
      /** Answers with what it would pay, and pays nothing; needs no idempotency key. */
      dryRun: z.boolean().default(false),
    })
    .refine(({ kind, amount }) => kind === 'payoff' || amount !== undefined, {
      path: ['amount'],
      message: 'Give an amount; only a payoff goes without.',
    }),
  status: 201,
  response: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('posted'), ...loanPaymentView.shape }),
    z.strictObject({
      status: z.literal('previewed'),
      kind: z.enum(loanPaymentKinds),
      ...paid,
      owedAfter: money,
    }),
  ]),
  errors: [
    'not-found',
    'loan-not-found',
    'loan-settled',
    'loan-payment-refused',
    'loan-not-postable',
    'insufficient-funds',
    'account-closed',
    'currency-mismatch',
    'velocity-exceeded',
  ],
});

/** What a loan with level installments is asked for with. */
export const newLoan = z.strictObject({
  customerId: idOf('customer'),
  product: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'Give the code of a loan product, such as auto-loan.'),
  principal: positiveMoney,
  /** The rate of the product where absent. */
  ratePpm: ratePpm.optional(),
  termMonths: z.number().int().min(1).max(480),
  firstDueOn: businessDate,
  /** Kept back of what is paid out. */
  fee: positiveMoney.optional(),
  /** Pays the installments, and gets the money unless it goes elsewhere. */
  paymentAccountId: idOf('account'),
  /** The bank's settlement account 1040 pays it to somebody else, such as a car dealer. */
  payTo: z.enum(['payment-account', 'settlement']).default('payment-account'),
});

export const originationErrors = [
  'loan-terms-refused',
  'customer-not-found',
  'account-not-found',
  'account-closed',
  'business-date-refused',
] as const;

export const originateLoan = route({
  operationId: 'originateLoan',
  summary: 'Make a loan with level installments and pay it out',
  method: 'POST',
  path: '/api/v1/loans',
  service: 'api',
  permission: 'loan:manage',
  idempotent: true,
  body: newLoan,
  status: 201,
  response: loanView,
  errors: originationErrors,
});
