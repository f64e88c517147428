/** An amount in integer minor units (cents for USD) with its ISO 4217 currency. Never a float. */
export interface Money {
  readonly minor: bigint;
  readonly currency: string;
}

/** The largest amount one request may move: $999,999,999,999.99. Balances may grow to the range of bigint. */
export const maxAmountMinor = 99_999_999_999_999n;

export function usd(minor: bigint): Money {
  return { minor, currency: 'USD' };
}

/** Two decimals with thousands separators, e.g. `-1,234.50`; for people, never for machines. */
export function formatMinor(minor: bigint): string {
  const sign = minor < 0n ? '-' : '';
  const digits = (minor < 0n ? -minor : minor).toString().padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign}${whole}.${digits.slice(-2)}`;
}

/** Cents as a plain decimal such as `-1234.50`, for machines. */
export function decimalOf(minor: bigint): string {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(3, '0');
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * Minor units of a plain decimal text such as `1234.5` or `-7.00`.
 * @throws RangeError when it has more than two decimals or is no decimal at all
 */
export function parseDecimal(text: string): bigint {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) throw new RangeError(`"${text}" is not an amount with at most two decimals`);
  const [, sign = '', whole = '0', fraction = ''] = match;
  const minor = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
  return sign === '-' ? -minor : minor;
}
