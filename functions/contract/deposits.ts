import * as z from 'zod';
import { depositKinds, feeOutcomes } from '../domain/deposit-product.ts';
import { route } from './route.ts';
import { businessDate, idOf, money } from './schemas.ts';

/** Percent with two decimals or more, such as `4.08`. */
const percent = z.string().regex(/^-?\d+\.\d{2,4}$/);

export const productView = z.strictObject({
  code: z.string(),
  kind: z.enum(depositKinds),
  name: z.string(),
  description: z.string(),
  /** The date the terms and rates are of. */
  asOf: businessDate,
  /** whole-balance: the tier that is reached pays on all of it. slices: each part earns the rate of its tier. */
  tierMethod: z.enum(['whole-balance', 'slices']),
  /** None for a product that pays no interest. The yields are a range where slices earn different rates. */
  tiers: z.array(z.strictObject({ from: money, rate: percent, lowestApy: percent, highestApy: percent })),
  /** Months at whose end interest is credited; none: at maturity alone. */
  creditMonths: z.array(z.number().int()),
  minimumOpening: money,
  maintenanceFee: money,
  /** Lowest daily balance of a month from which the fee is waived. */
  waiveBalance: money.nullable(),
  /** Direct deposits of a month from which the fee is waived. */
  waiveDeposits: money.nullable(),
  /** For each item paid into an agreed overdraft, up to a number a day. */
  overdraftFee: money,
  overdraftFeesADay: z.number().int(),
  overdraftFree: money,
  /** Interest a year on what is overdrawn by agreement. */
  overdraftRate: percent,
  termMonths: z.number().int().nullable(),
  graceDays: z.number().int(),
  /** Days of simple interest that an early withdrawal costs. */
  penaltyDays: z.number().int(),
});
export type ProductView = z.output<typeof productView>;

export const interestView = z.strictObject({
  accountId: idOf('account'),
  asOf: businessDate,
  product: z.string().nullable(),
  rate: percent,
  /** Earned and not credited yet, rounded to the cent; the books keep the exact fraction. */
  accrued: money,
  accruedThrough: businessDate.nullable(),
  nextCreditOn: businessDate.nullable(),
  /** Credited since 1 January, before what was withheld. */
  yearInterest: money,
  yearWithheld: money,
  /** The last whole month, with its annual percentage yield earned (12 CFR 1030.6). */
  period: z
    .strictObject({
      from: businessDate,
      to: businessDate,
      interest: money,
      averageDailyBalance: money,
      apye: percent,
    })
    .nullable(),
  certificate: z
    .strictObject({
      startsOn: businessDate,
      maturesOn: businessDate,
      /** When the notice of maturity is due. */
      noticeOn: businessDate,
      termDays: z.number().int(),
      graceDays: z.number().int(),
      penaltyDays: z.number().int(),
      atMaturity: z.enum(['renew', 'pay-out']),
    })
    .nullable(),
  /** The latest first. */
  fees: z.array(
    z.strictObject({
      /** P12: maintenance fee of a month. P13: fees for items paid into an overdraft on a day. */
      fee: z.enum(['P12', 'P13']),
      periodStart: businessDate,
      outcome: z.enum(feeOutcomes),
      rule: z.string(),
      /** What the rule looked at: cents, a number of items, or a date. */
      figure: z.string(),
      amount: money,
    }),
  ),
});
export type InterestView = z.output<typeof interestView>;

export const listProducts = route({
  operationId: 'listProducts',
  summary: 'Deposit products with their rates, yields and fees',
  method: 'GET',
  path: '/api/v1/products',
  service: 'api',
  permission: 'public',
  idempotent: false,
  status: 200,
  response: z.strictObject({ items: z.array(productView) }),
  errors: [],
});

export const getProduct = route({
  operationId: 'getProduct',
  summary: 'A deposit product with its rates, yields and fees',
  method: 'GET',
  path: '/api/v1/products/{code}',
  service: 'api',
  permission: 'public',
  idempotent: false,
  params: z.strictObject({ code: z.string().max(40) }),
  status: 200,
  response: productView,
  errors: ['not-found'],
});

export const getInterest = route({
  operationId: 'getInterest',
  summary: 'What an account earns and is charged',
  method: 'GET',
  path: '/api/v1/accounts/{accountId}/interest',
  service: 'api',
  permission: 'account:read',
  idempotent: false,
  params: z.strictObject({ accountId: idOf('account') }),
  status: 200,
  response: interestView,
  errors: ['not-found'],
});
