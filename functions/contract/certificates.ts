import * as z from 'zod';
import { maturityChoices } from '../domain/certificate.ts';
import { route } from './route.ts';
import { businessDate, countedMoney, idOf, money, positiveMoney } from './schemas.ts';

const certificateView = z.strictObject({
  accountId: idOf('account'),
  number: z.string(),
  name: z.string(),
  amount: money,
  /** Percent a year, such as `4.00`, fixed for the term. */
  rate: z.string(),
  startsOn: businessDate,
  maturesOn: businessDate,
  graceDays: z.number().int(),
  penaltyDays: z.number().int(),
  atMaturity: z.enum(maturityChoices),
});
export type CertificateView = z.output<typeof certificateView>;

export const openCertificate = route({
  operationId: 'openCertificate',
  summary: 'Open a certificate for a customer with money of another account of theirs',
  method: 'POST',
  path: '/api/v1/certificates',
  service: 'api',
  permission: 'certificate:manage',
  idempotent: true,
  body: z
    .strictObject({
      customerId: idOf('customer'),
      product: z
        .string()
        .regex(/^[a-z][a-z0-9-]{1,39}$/, 'Give the code of a certificate, such as certificate-12.'),
      amount: positiveMoney,
      fromAccountId: idOf('account'),
      atMaturity: z.enum(maturityChoices).default('renew'),
      /** Where the money goes when it is not renewed. */
      payoutAccountId: idOf('account').optional(),
    })
    .refine(({ atMaturity, payoutAccountId }) => atMaturity === 'renew' || payoutAccountId !== undefined, {
      path: ['payoutAccountId'],
      message: 'Say where the money goes at maturity.',
    }),
  status: 201,
  response: certificateView,
  errors: [
    'certificate-refused',
    'insufficient-funds',
    'account-not-found',
    'customer-not-found',
    'account-closed',
    'currency-mismatch',
    'velocity-exceeded',
  ],
});

const withdrawn = {
  amount: money,
  penalty: money,
  /** Earned, and paid with it where all is withdrawn. */
  interest: money,
  /** What the customer gets: the amount and the interest, less the penalty. */
  paid: money,
};

export const withdrawCertificate = route({
  operationId: 'withdrawCertificate',
  summary: 'Withdraw from a certificate before it matures, or see what that costs',
  method: 'POST',
  path: '/api/v1/certificates/{accountId}/withdrawals',
  service: 'api',
  permission: 'certificate:manage',
  idempotent: true,
  params: z.strictObject({ accountId: idOf('account') }),
  body: z.strictObject({
    /** Another account of the same customer. */
    toAccountId: idOf('account'),
    /** All of it where absent; that ends the certificate. */
    amount: positiveMoney.optional(),
    /** What was shown: refused where it is another one by now. */
    penalty: countedMoney.optional(),
    /** Answers what it costs, and withdraws nothing; needs no idempotency key. */
    dryRun: z.boolean().default(false),
  }),
  status: 201,
  response: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('withdrawn'), ...withdrawn }),
    z.strictObject({
      status: z.literal('quoted'),
      ...withdrawn,
      /** Days of simple interest that the penalty is. */
      penaltyDays: z.number().int(),
      isAll: z.boolean(),
      maturesOn: businessDate,
    }),
  ]),
  errors: [
    'not-found',
    'withdrawal-refused',
    'interest-refused',
    'account-closed',
    'currency-mismatch',
    'velocity-exceeded',
  ],
});
