/**
 * A fraction rounded to the next whole unit, halves upwards (toward plus infinity), as books.half_up does.
 * @param denominator above zero
 */
export function halfUp(numerator: bigint, denominator: bigint): bigint {
  const doubled = 2n * numerator + denominator;
  const quotient = doubled / (2n * denominator);
  return doubled < 0n && doubled % (2n * denominator) !== 0n ? quotient - 1n : quotient;
}
