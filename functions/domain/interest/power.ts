import type { Rational } from './rational.ts';

/** Decimals that are carried: 60, so that forty are right after thousands of multiplications and divisions. */
const scale = 10n ** 60n;

const fixed = ({ numerator, denominator }: Rational): bigint => (numerator * scale) / denominator;
const times = (left: bigint, right: bigint): bigint => (left * right) / scale;

/** A fixed-point value to a whole power, by squaring. */
function wholePower(base: bigint, exponent: bigint): bigint {
  let result = scale;
  let square = base;
  for (let left = exponent; left > 0n; left /= 2n) {
    if (left % 2n === 1n) result = times(result, square);
    square = times(square, square);
  }
  return result;
}

/**
 * The root of a fixed-point value of 1 or more, by Newton's method from above; the steps fall until they stand still.
 * For values below 1 the root of the reciprocal is taken.
 */
function wholeRoot(value: bigint, degree: bigint): bigint {
  let root = scale + (value - scale) / degree + 1n;
  for (;;) {
    const power = wholePower(root, degree - 1n);
    const next = ((degree - 1n) * root + (value * scale) / power) / degree;
    if (next >= root) return root;
    root = next;
  }
}

/**
 * A positive base to a rational power, to forty decimals: the whole part of the exponent by multiplication, the rest as a
 * root. Fixed point over whole numbers; no binary fraction is ever near it.
 */
export function power(base: Rational, exponent: Rational): Rational {
  if (base.numerator <= 0n) throw new RangeError('Only a positive base has rational powers');
  if (base.numerator < base.denominator) {
    const inverse = power({ numerator: base.denominator, denominator: base.numerator }, exponent);
    return { numerator: inverse.denominator, denominator: inverse.numerator };
  }
  const { numerator, denominator } = exponent;
  const whole = wholePower(fixed(base), numerator / denominator);
  const rest = numerator % denominator;
  const part = rest === 0n ? scale : wholeRoot(wholePower(fixed(base), rest), denominator);
  return { numerator: times(whole, part), denominator: scale };
}
