export type JournalType = 'STANDARD' | 'ADJUSTING' | 'CLOSING' | 'REVERSAL';

/** Where an entry goes: a customer's account by id, or an account of the bank itself by its chart code. */
export type EntryTarget = { readonly account: string } | { readonly gl: string };

/** One line of a journal to be posted. Signed minor units: a debit is positive, a credit negative. */
export type EntryDraft = EntryTarget & { readonly minor: bigint; readonly currency: string };

/** What happened, in the terms of the posting rules; who asks and when is added by the use case. */
export interface JournalDraft {
  /** Number of the posting rule, e.g. `P08`. */
  readonly template: string;
  readonly description: string;
  readonly entries: readonly EntryDraft[];
  /** Accounts whose resulting balance a preview shows, and its token binds; all of them where absent. */
  readonly shown?: readonly string[];
}

/** Text by key that a caller attaches to a journal: at most 50 keys of 40 characters, values of 500. */
export type Metadata = Readonly<Record<string, string>>;

/** What an account must be like right before the journal, or it is refused: on its normal side, in minor units. */
export type Condition = EntryTarget & ({ readonly minBalanceMinor: bigint } | { readonly version: number });

/** Money of a hold that the journal takes. */
export interface Capture {
  readonly hold: string;
  /** All that remains where absent. */
  readonly minor?: bigint;
  /** Checked against the hold's where given. */
  readonly currency?: string;
  /** Whether the rest of the hold is given back; so unless it is said. */
  readonly final?: boolean;
}

/** A journal as the posting function takes it. */
export interface JournalCommand extends BatchJournal, RequestKey {
  readonly actor: string;
}

/** What makes a write idempotent in the books. */
export interface RequestKey {
  /** Who and which operation the key belongs to; the same key in another scope is another request. */
  readonly scope: string;
  readonly key: string;
  /** Tells a repeated request from another one under the same key. */
  readonly requestHash: string;
}

/** A journal of a batch: actor and key are the batch's. */
export interface BatchJournal extends JournalDraft {
  readonly id: string;
  readonly type: JournalType;
  readonly reference: string;
  /** RFC 3339 with an offset; the time of posting where absent. */
  readonly occurredAt?: string;
  /** Business dates; the current one where absent. */
  readonly businessDate?: string;
  readonly valueDate?: string;
  /** A business date of an earlier month, where statements count it. */
  readonly adjustsOn?: string;
  readonly reversesId?: string;
  readonly metadata?: Metadata;
  readonly conditions?: readonly Condition[];
  readonly captures?: readonly Capture[];
}

export interface PostedEntry {
  readonly accountId: string;
  readonly ledgerAccount: string;
  /** Debit positive. */
  readonly minor: bigint;
  readonly currency: string;
  /** Balance of the account right after, on its normal side: positive for a deposit the bank owes. */
  readonly balanceMinor: bigint;
  readonly version: number;
}

export interface PostedJournal {
  readonly id: string;
  readonly sequence: bigint;
  /** `replayed`: this key was posted before; everything here is what was answered then. */
  readonly outcome: 'posted' | 'replayed';
  readonly businessDate: string;
  readonly valueDate: string;
  readonly recordedAt: string;
  readonly entries: readonly PostedEntry[];
}

/** What journals would do if they were posted now. */
export interface JournalPreview {
  readonly journals: readonly Omit<PostedJournal, 'outcome'>[];
  /** Presented with the real request, it is posted with exactly this effect or not at all. */
  readonly token: string;
}

/** A journal read back, with the names of its accounts. */
export interface Journal {
  readonly id: string;
  readonly sequence: bigint;
  readonly type: JournalType;
  readonly template: string;
  readonly description: string;
  readonly businessDate: string;
  readonly valueDate: string;
  readonly recordedAt: string;
  readonly adjustsOn: string | null;
  readonly reversesId: string | null;
  readonly metadata: Metadata;
  readonly entries: readonly JournalEntry[];
}

export interface JournalEntry {
  readonly ledgerAccount: string;
  readonly ledgerAccountName: string;
  /** Null for an account of the bank itself. */
  readonly accountId: string | null;
  /** Debit positive. */
  readonly minor: bigint;
  readonly currency: string;
}
