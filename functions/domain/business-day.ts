/** How far a business date of the books is: its end is a row of steps, each done once. */
export interface BusinessDay {
  readonly date: string;
  /** `over` once the books have left the day, `ending` while its steps are being done. */
  readonly status: 'under-way' | 'ending' | 'over';
  readonly done: number;
  readonly of: number;
  readonly differences: number;
  readonly openSuspense: number;
}

/** What a step did, by name: counts, amounts in minor units as text, dates. */
export type Counts = Readonly<Record<string, string | number | boolean>>;

export interface DayStep {
  readonly step: string;
  /** Milliseconds since 1970 UTC; null while it is not done. */
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly result: Counts;
}

/** A control account beside the sum of its accounts, or suspense beside zero; debits positive. */
export interface Reconciliation {
  readonly kind: string;
  readonly ledgerAccount: string;
  readonly name: string;
  readonly expectedMinor: bigint;
  readonly actualMinor: bigint;
  readonly openSince: string | null;
}

/** Somebody's wish that the days up to and with one are ended. */
export interface DayOrder {
  readonly through: string;
  readonly requestedBy: string;
}

const isCount = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** The result of a step in one row: what stands in a part of it gets the part's name before its own. */
export function countsOf(result: object, part = ''): Counts {
  return Object.entries(result).reduce<Counts>((counts, [name, value]: [string, unknown]) => {
    const full = part === '' ? name : `${part} ${name}`;
    if (isCount(value)) return { ...counts, [full]: value };
    return typeof value === 'object' && value !== null ? { ...counts, ...countsOf(value, full) } : counts;
  }, {});
}

/** Counts as people read them: `openSuspense` is “open suspense”; what did not occur is left out. */
export function countText(counts: Counts): string {
  return Object.entries(counts)
    .filter(([, count]) => count !== 0 && count !== '0')
    .map(
      ([name, count]) => `${name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)} ${String(count)}`,
    )
    .join(', ');
}
