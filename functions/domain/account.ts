/** A deposit is what the bank owes the customer, a loan what the customer owes the bank. */
export const accountKinds = ['deposit', 'loan'] as const;

/** A customer's account as the books show it. Amounts in minor units: positive on a deposit is owed by the bank, on a loan to it. */
export interface Account {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly product: string;
  readonly kind: (typeof accountKinds)[number];
  readonly status: 'open' | 'closed';
  readonly currency: string;
  readonly balanceMinor: bigint;
  readonly availableMinor: bigint;
  /** Spoken for by holds: in the balance, and not available. */
  readonly heldMinor: bigint;
  /** How far below its floor the account may go by agreement. */
  readonly overdraftMinor: bigint;
  /** Number of entries ever posted. */
  readonly version: number;
  /** Business date. */
  readonly openedOn: string;
}

/** One entry on a customer's account, seen from the customer's side: a credit increases a deposit. */
export interface Transaction {
  readonly id: string;
  readonly journalId: string;
  readonly sequence: bigint;
  readonly businessDate: string;
  readonly valueDate: string;
  /** UTC. */
  readonly recordedAt: string;
  readonly direction: 'credit' | 'debit';
  readonly amountMinor: bigint;
  readonly balanceAfterMinor: bigint;
  readonly currency: string;
  readonly description: string;
  readonly reference: string;
}

export interface Customer {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly openedOn: string;
}
