import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { depositKinds, feeOutcomes } from '../../domain/deposit-product.ts';
import type { DepositReader } from '../../services/ports/deposits.ts';
import { callFunction, jsonOf, type BooksDatabase } from './database.ts';
import { minorText } from './parse.ts';

const product = z.object({
  code: z.string(),
  kind: z.enum(depositKinds),
  name: z.string(),
  description: z.string(),
  asOf: z.string(),
  tierMethod: z.enum(['whole-balance', 'slices']),
  tiers: z.array(z.object({ fromMinor: minorText, ratePpm: minorText })),
  creditMonths: z.array(z.number()),
  minimumOpeningMinor: minorText,
  maintenanceFeeMinor: minorText,
  waiveBalanceMinor: minorText.nullable(),
  waiveDepositsMinor: minorText.nullable(),
  overdraftFeeMinor: minorText,
  overdraftFeesADay: z.number(),
  overdraftFreeMinor: minorText,
  overdraftRatePpm: minorText,
  termMonths: z.number().nullable(),
  termDays: z.number().nullable(),
  graceDays: z.number(),
  penaltyDays: z.number(),
});

const interest = z.object({
  asOf: z.string(),
  currency: z.string(),
  product: z.string().nullable(),
  ratePpm: minorText,
  accruedNumerator: minorText,
  accruedThrough: z.string().nullable(),
  nextCreditOn: z.string().nullable(),
  creditMonths: z.array(z.number()),
  yearInterestMinor: minorText,
  yearWithheldMinor: minorText,
  period: z
    .object({
      from: z.string(),
      to: z.string(),
      days: z.number(),
      numerator: minorText,
      balanceDaysMinor: minorText,
    })
    .nullable(),
  certificate: z
    .object({
      startsOn: z.string(),
      maturesOn: z.string(),
      noticeOn: z.string(),
      termDays: z.number(),
      graceDays: z.number(),
      penaltyDays: z.number(),
      atMaturity: z.enum(['renew', 'pay-out']),
    })
    .nullable(),
  fees: z.array(
    z.object({
      fee: z.enum(['P12', 'P13']),
      periodStart: z.string(),
      outcome: z.enum(feeOutcomes),
      rule: z.string(),
      figure: z.string(),
      amountMinor: minorText,
    }),
  ),
});

/** Products with their terms, and what accounts earn, as the functions of the books answer them. */
export function depositReader(database: BooksDatabase): DepositReader {
  return {
    async products() {
      const answer = await callFunction(database, sql`SELECT bank.deposit_products()::text`);
      return z.array(product).parse(jsonOf(answer));
    },
    async interestOf(accountId) {
      const answer = await callFunction(
        database,
        sql`SELECT bank.account_interest(${accountId}::uuid)::text`,
      );
      return answer === null ? undefined : interest.parse(jsonOf(answer));
    },
  };
}
