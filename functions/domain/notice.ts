/** What the bank tells a customer: a kind, which has its text, and what the text needs. */
export interface Notice {
  readonly sequence: bigint;
  readonly id: string;
  /** Null where it is about no account in particular. */
  readonly accountId: string | null;
  readonly accountNumber: string | null;
  readonly kind: string;
  readonly params: Readonly<Record<string, string>>;
  readonly businessDate: string;
  readonly recordedAt: string;
  readonly isRead: boolean;
}
