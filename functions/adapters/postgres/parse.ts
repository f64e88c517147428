import * as z from 'zod';

/** Amounts come as text, because the Data API would turn a bigint into a float. */
export const minorText = z.string().transform((text) => BigInt(text));

/** The Data API answers UTC without a zone, `pg` with one; both mean the same instant. */
export const instantText = z.string().transform((text) => {
  const zoned = /(Z|[+-]\d{2}(:?\d{2})?)$/.test(text) ? text : `${text}Z`;
  return new Date(zoned.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00')).toISOString();
});
