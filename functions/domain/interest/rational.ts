/** An exact fraction of whole numbers; the denominator is positive. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Rounds a fraction to a whole number, halves upwards (toward plus infinity), as `books.half_up` does. */
export function halfUp({ numerator, denominator }: Rational): bigint {
  const doubled = 2n * numerator + denominator;
  const divisor = 2n * denominator;
  const quotient = doubled / divisor;
  return doubled % divisor < 0n ? quotient - 1n : quotient;
}

/**
 * The exact value of a plain decimal text such as `61.68`.
 * @throws RangeError when it is no plain decimal
 */
export function rationalOf(text: string): Rational {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new RangeError(`"${text}" is no plain decimal`);
  const [, sign = '', whole = '0', fraction = ''] = match;
  const digits = BigInt(whole + fraction);
  return { numerator: sign === '-' ? -digits : digits, denominator: 10n ** BigInt(fraction.length) };
}

/** A fraction as a decimal text, rounded half up. */
export function decimalText(value: Rational, decimals: number): string {
  const scale = 10n ** BigInt(decimals);
  const rounded = halfUp({ numerator: value.numerator * scale, denominator: value.denominator });
  const digits = (rounded < 0n ? -rounded : rounded).toString().padStart(decimals + 1, '0');
  const point = digits.length - decimals;
  const text = decimals === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return rounded < 0n ? `-${text}` : text;
}
