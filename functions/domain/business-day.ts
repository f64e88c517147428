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

export interface DayStep {
  readonly step: string;
  /** Milliseconds since 1970 UTC; null while it is not done. */
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly result: Readonly<Record<string, string | number | boolean>>;
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
