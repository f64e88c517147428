/** A teller's cash for a day's work, in US dollars. What should be in it is known only once it was counted. */
export interface Drawer {
  readonly id: string;
  readonly openedOn: string;
  readonly openedAt: string;
  readonly openingMinor: bigint;
  /** Null while it is open. */
  readonly closed: {
    readonly on: string;
    readonly at: string;
    readonly countedMinor: bigint;
    readonly expectedMinor: bigint;
    /** Of the difference, where there was one. */
    readonly journalId: string | null;
  } | null;
}
