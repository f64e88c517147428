import * as z from 'zod';
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

/** Whole minor units that a caller may send, from zero up to the largest amount one request may name. */
const countedMinor = z
  .string()
  .regex(/^\d{1,18}$/, 'Give whole minor units (cents) from zero up, as a string.')
  .refine((text) => !/^\d{1,18}$/.test(text) || BigInt(text) <= maxAmountMinor, {
    message: `Give at most ${maxAmountMinor.toString()} minor units.`,
  });

/** Money that somebody counted: nothing is an answer, too. */
export const countedMoney = z.strictObject({ minor: countedMinor, currency });

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

/** Dates a bank can have business on; Postgres would accept others, and calendars before 1900 differ. */
export const businessDate = z.iso
  .date()
  .refine((date) => date >= '1900-01-01' && date <= '2999-12-31', 'Give a date between 1900 and 2999.');
export const instant = z.iso.datetime();

/** A moment as a caller writes it: without an offset nobody would know which one is meant. */
export const instantWithOffset = z.iso.datetime({
  offset: true,
  error: 'Give a time with its offset, such as 2026-10-05T09:30:00Z or 2026-10-05T09:30:00-04:00.',
});

/**
 * Text somebody typed: NFC, and no control, format or unpaired surrogate characters, which could be logged or
 * printed as something else than what is stored.
 * @param maximum characters, counted after normalisation
 */
export function plainText(maximum: number): z.ZodType<string, string> {
  return z
    .string()
    .max(maximum * 4, `Use at most ${maximum} characters.`)
    .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'Remove line breaks, control and invisible characters.')
    .transform((text) => text.normalize('NFC').trim())
    .pipe(z.string().max(maximum, `Use at most ${maximum} characters.`));
}

/** An amount in minor units that may be zero, as a string. */
export const minorText = z.string().regex(/^\d{1,15}$/, 'Give whole minor units (cents).');

export const reference = plainText(140);

/** What a caller chose for one movement of money. No comma: it is what joins two headers of the same name. */
export const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x2b\x2d-\x7e]{8,128}$/, 'Give 8 to 128 visible characters, without a comma.');

export const pageQuery = {
  limit: z
    .string()
    .regex(/^([1-9]\d?|100)$/, 'Give a number from 1 to 100.')
    .default('50')
    .transform(Number),
  cursor: z.string().max(500).optional(),
};

/** A page of a list: `next` and `prev` are signed cursors, null at the ends. */
export function pageOf<T extends z.ZodType>(
  item: T,
): z.ZodObject<{ items: z.ZodArray<T>; next: z.ZodNullable<z.ZodString>; prev: z.ZodNullable<z.ZodString> }> {
  return z.strictObject({ items: z.array(item), next: z.string().nullable(), prev: z.string().nullable() });
}
