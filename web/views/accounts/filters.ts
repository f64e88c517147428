import * as z from 'zod';
import { businessDate } from '../../../functions/contract/schemas.ts';
import { optionalAmountText } from '../shared/amount.ts';

const date = z
  .string()
  .trim()
  .refine((text) => text === '' || businessDate.safeParse(text).success, 'Enter a date like 2026-10-05.')
  .transform((text) => text || undefined);

/** The filters of a list of transactions as they stand in the address; money in dollars. */
export const filterFields = z
  .object({
    q: z
      .string()
      .trim()
      .max(100, 'Search for at most 100 characters.')
      .regex(/^[^\p{Cc}\p{Cf}]*$/u, 'Search for visible characters.')
      .transform((text) => text || undefined),
    from: date,
    to: date,
    direction: z
      .enum(['', 'credit', 'debit'], 'Choose money in, money out or both.')
      .transform((text) => text || undefined),
    min: optionalAmountText.transform((minor) => minor?.toString()),
    max: optionalAmountText.transform((minor) => minor?.toString()),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    message: 'Enter a date on or after the first one.',
  })
  .refine(({ min, max }) => min === undefined || max === undefined || BigInt(min) <= BigInt(max), {
    path: ['max'],
    message: 'Enter an amount of at least the first one.',
  });

export const filterNames = ['q', 'from', 'to', 'direction', 'min', 'max'] as const;

/** What the address says, by field; empty where it says nothing. */
export function typedFilters(query: URLSearchParams): Record<(typeof filterNames)[number], string> {
  const entries = filterNames.map((name) => [name, query.get(name) ?? '']);
  return Object.fromEntries(entries) as Record<(typeof filterNames)[number], string>;
}

/** The same page of filters at another place of the list. */
export function placeInList(url: URL, cursor: string | null): string | null {
  if (cursor === null) return null;
  const query = new URLSearchParams(url.search);
  query.set('cursor', cursor);
  return `${url.pathname}?${query.toString()}`;
}
