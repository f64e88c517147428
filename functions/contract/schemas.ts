import { z } from 'zod';
import { idPrefixes, type IdKind } from '../domain/ids.ts';
import { maxAmountMinor } from '../domain/money.ts';

const uuidPattern = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** An opaque id with the prefix of its kind, e.g. `acc_…`. */
export function idOf(kind: IdKind): z.ZodString {
  const prefix = idPrefixes[kind];
  return z
    .string()
    .regex(new RegExp(`^${prefix}_${uuidPattern}$`), `Give an id that starts with ${prefix}_.`);
}

export const currency = z.string().regex(/^[A-Z]{3}$/, 'Give a three-letter currency code such as USD.');

/** Any amount we answer with: signed integer minor units as a string. */
export const money = z.strictObject({ minor: z.string().regex(/^-?\d{1,19}$/), currency });

/** An amount a caller sends: positive whole minor units, bounded, as a string. */
export const positiveMoney = z.strictObject({
  minor: z
    .string()
    .regex(/^[1-9]\d{0,18}$/, 'Give a whole number of minor units (cents) above zero, as a string.')
    .refine((text) => !/^[1-9]\d{0,18}$/.test(text) || BigInt(text) <= maxAmountMinor, {
      message: `Give at most ${maxAmountMinor.toString()} minor units.`,
    }),
  currency,
});

export const businessDate = z.iso.date();
export const instant = z.iso.datetime();

/** Free text of a customer: NFC, no control characters, so that it can be logged and printed safely. */
export const reference = z
  .string()
  .max(140, 'Use at most 140 characters.')
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is refused here
  .regex(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/u, 'Remove line breaks and control characters.')
  .transform((text) => text.normalize('NFC').trim());

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(500).optional(),
};

/** A page of a list: `next` and `prev` are signed cursors, null at the ends. */
export function pageOf<T extends z.ZodType>(
  item: T,
): z.ZodObject<{ items: z.ZodArray<T>; next: z.ZodNullable<z.ZodString>; prev: z.ZodNullable<z.ZodString> }> {
  return z.strictObject({ items: z.array(item), next: z.string().nullable(), prev: z.string().nullable() });
}
