/** What an account had at the close of a date, as the books knew it at a moment. */
export interface BalanceAsOf {
  readonly accountId: string;
  /** Value date. */
  readonly asOf: string;
  /** Only what was recorded until then counts; everything recorded until now where null. */
  readonly knownAt: string | null;
  readonly currency: string;
  /** On the normal side of the account: positive for a deposit the bank owes. */
  readonly balanceMinor: bigint;
  /** Number of entries booked by the close of that date, as known then. */
  readonly version: number;
}
