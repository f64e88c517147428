import { directDebit, returnedPayment, transferReceived } from './journal-templates.ts';
import type { JournalDraft } from './journal.ts';
import type { Money } from './money.ts';

/** One payment of a file: money that came in for an account, or was taken from it. */
export interface Payment {
  /** Line of the file, from 1. */
  readonly line: number;
  /** Ten-digit number of the account. */
  readonly account: string;
  readonly direction: 'credit' | 'debit';
  readonly amount: Money;
  readonly description: string;
  readonly reference: string;
  /** The business date where absent. */
  readonly valueDate?: string;
  /** That it is no new payment, but one of our customer's that comes back. */
  readonly returned?: ReturnedEntry;
}

/** Why an ACH entry came back, and which it was. */
export interface ReturnedEntry {
  /** Such as R01. */
  readonly reason: string;
  /** Trace number of the original entry. */
  readonly trace: string;
  /** Another number the account may have, where the first is nobody's. */
  readonly number?: string;
}

/** A line from which nothing will be posted. */
export interface LineFault {
  readonly line: number;
  /** As it stands in the file. */
  readonly account: string;
  /** `skipped`: it asks for nothing to be posted. `refused`: it asks for what can't be done. */
  readonly outcome: 'refused' | 'skipped';
  readonly code: string;
  readonly detail: string;
}

export type FileLine = Payment | LineFault;

/** A file as it was read; lines in the file's order. */
export interface PaymentFile {
  readonly lines: readonly FileLine[];
}

export const isPayment = (line: FileLine): line is Payment => 'amount' in line;

/** A file that is damaged as a whole: nothing of it may be posted. */
export class FileError extends Error {
  /** Line of the file, from 1. */
  readonly line: number;

  constructor(line: number, message: string) {
    super(`Line ${line}: ${message}`);
    this.name = 'FileError';
    this.line = line;
  }
}

/** P03 for money received, P04 for money taken, P14 for what comes back: the other side is the Federal Reserve. */
export function draftOf(
  { direction, amount, description, returned }: Payment,
  accountId: string,
): JournalDraft {
  if (returned) {
    const minor = direction === 'debit' ? amount.minor : -amount.minor;
    return returnedPayment(accountId, { ...amount, minor }, description);
  }
  return direction === 'credit'
    ? transferReceived(accountId, amount, description)
    : directDebit(accountId, amount, description);
}
