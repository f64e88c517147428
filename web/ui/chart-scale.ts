/** From where to where an axis goes, and what is written on it. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

const intervals = 4;

/** An axis from zero, or from below it where a value is, in four steps of 1, 2, 2.5 or 5 times a power of ten. */
export function scaleOf(values: readonly (number | null)[]): Scale {
  const known = values.filter((value) => value !== null);
  const highest = Math.max(0, ...known);
  const lowest = Math.min(0, ...known);
  const step = stepOf(Math.max(1, (highest - lowest) / intervals));
  const low = Math.floor(lowest / step) * step;
  const high = Math.max(Math.ceil(highest / step) * step, low + step);
  const ticks = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, index) => low + index * step);
  return { low, high, ticks };
}

function stepOf(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  // Whole numbers only: two and a half of one is none.
  const factors = power < 10 ? [1, 2, 5, 10] : [1, 2, 2.5, 5, 10];
  return power * (factors.find((factor) => factor * power >= least) ?? 10);
}

/** How high the parts of each bar stand on one another. */
export function heightsOf(parts: readonly (readonly (number | null)[])[]): number[] {
  const bars = parts[0] ?? [];
  return bars.map((_, index) => parts.reduce((sum, values) => sum + (values[index] ?? 0), 0));
}
