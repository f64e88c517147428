/**
 * The value that a share of the sample does not exceed (nearest rank, so it is one of the sample).
 * @param share from 0, excluded, to 1
 * @throws RangeError when the sample is empty
 */
export function percentile(sample: readonly number[], share: number): number {
  const sorted = Float64Array.from(sample).sort();
  const value = sorted[Math.max(Math.ceil(share * sorted.length), 1) - 1];
  if (value === undefined) throw new RangeError('An empty sample has no percentiles.');
  return value;
}

/**
 * The middle of the sample; of an even number of values the mean of the two in the middle.
 * @throws RangeError when the sample is empty
 */
export function median(sample: readonly number[]): number {
  const sorted = Float64Array.from(sample).sort();
  const low = sorted[Math.ceil(sorted.length / 2) - 1];
  const high = sorted[Math.floor(sorted.length / 2)];
  if (low === undefined || high === undefined) throw new RangeError('An empty sample has no median.');
  return (low + high) / 2;
}

/** Two digits behind the point, three significant ones where that is more: what a measurement is good for. */
export function rounded(value: number): number {
  return Math.abs(value) >= 1 ? Number(value.toFixed(2)) : Number(value.toPrecision(3));
}
