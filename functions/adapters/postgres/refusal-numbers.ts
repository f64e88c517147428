import * as z from 'zod';
import type { Refusal } from '../../domain/errors.ts';

const figure = z.union([z.string(), z.number().transform(String)]).optional();

/** What callers may be told of a refusal's detail: figures of the account or the loan, and no ids. */
const numbers = z.object({
  rule: z.enum([
    'floor',
    'velocity-amount',
    'velocity-count',
    'owed',
    'payoff',
    'due-first',
    'principal',
    'product',
    'terms',
    'first-due',
    'due-day',
    'installments',
    'schedule',
    'payment-account',
    'authority',
  ]),
  balanceMinor: figure,
  heldMinor: figure,
  availableMinor: figure,
  limitMinor: figure,
  usedMinor: figure,
  neededMinor: figure,
  wouldPassMinor: figure,
  windowDays: figure,
  limitCount: figure,
  usedCount: figure,
  owedMinor: figure,
  dueMinor: figure,
  earliest: figure,
  latest: figure,
});

/** The numbers in the detail of a refused posting; undefined for a refusal that has none. */
export function numbersOf(detail: string | undefined): Refusal | undefined {
  if (detail?.startsWith('{') !== true) return undefined;
  const read = numbers.safeParse(JSON.parse(detail));
  if (!read.success) return undefined;
  return Object.fromEntries(Object.entries(read.data));
}
