/** Annual rates in basis points, each from a day on. */
const steps = {
  'interest-checking': [['2024-12-31', 20]],
  savings: [
    ['2024-12-31', 60],
    ['2025-10-01', 50],
  ],
  'money-market': [
    ['2024-12-31', 235],
    ['2025-10-01', 205],
    ['2026-04-01', 190],
  ],
  certificate: [
    ['2024-12-31', 410],
    ['2025-10-01', 375],
  ],
  'certificate-6': [['2024-12-31', 380]],
  'public funds': [
    ['2024-12-31', 240],
    ['2025-10-01', 210],
  ],
  retirement: [['2024-12-31', 310]],
  reserves: [
    ['2024-12-31', 440],
    ['2025-10-01', 415],
    ['2026-01-02', 365],
  ],
  advances: [['2024-12-31', 435]],
  treasuries: [['2024-12-31', 395]],
  'mortgage bonds': [['2024-12-31', 460]],
} as const satisfies Record<string, readonly (readonly [string, number])[]>;

/** What bears interest at a rate that all of its kind share. */
export type RateName = keyof typeof steps;

export function hasRate(name: string): name is RateName {
  return Object.hasOwn(steps, name);
}

/** Basis points a year on a day. */
export function rateOf(name: RateName, date: string): bigint {
  const known: readonly (readonly [string, number])[] = steps[name];
  return BigInt(known.findLast(([from]) => from <= date)?.[1] ?? 0);
}
