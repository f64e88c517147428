import type { AuditKind } from '../domain/audit-event.ts';
import type { Account, Customer, Transaction } from '../domain/account.ts';
import type { Draft } from '../domain/draft.ts';
import type { Journal, JournalCommand, JournalPreview, PostedJournal } from '../domain/journal.ts';
import type { ApiScope, Role } from '../domain/permissions.ts';
import type { ChartAccount, TrialBalance, TrialBalanceLine } from '../domain/trial-balance.ts';

/** What the use cases need of the world. Adapters fill these; a test may fill them with something simpler. */

export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
}

export interface Ids {
  /** A UUIDv7: sorts by time, so that inserts stay local. */
  next(): string;
}

/** The one way to write into the books. */
export interface Ledger {
  /**
   * Posts all journals or none, in one round trip.
   * @param previewToken of an earlier preview: with another effect than was shown then, nothing is posted
   * @throws BankError with the code of the rule that refused
   */
  post(journals: readonly JournalCommand[], previewToken?: string): Promise<readonly PostedJournal[]>;
  /** What posting would do now, without doing it. @throws BankError as posting would */
  preview(journals: readonly JournalCommand[]): Promise<JournalPreview>;
}

export interface TransactionFilter {
  readonly from?: string;
  readonly to?: string;
  readonly direction?: 'credit' | 'debit';
  readonly minMinor?: bigint;
  readonly maxMinor?: bigint;
  readonly text?: string;
}

/** A place in a list ordered by (sequence, line), and which way to go from there. */
export interface PagePosition {
  readonly key: string;
  readonly towards: 'older' | 'newer';
}

export interface PageRequest {
  readonly limit: number;
  readonly position?: PagePosition;
}

/** Rows newest first; the flags tell whether there is more on either side. */
export interface PageResult<T> {
  readonly items: readonly T[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

export interface AccountReader {
  accountsOf(customerId: string): Promise<readonly Account[]>;
  /** Only an account of this customer is found: the check is in the query, not after it. */
  accountOf(customerId: string, accountId: string): Promise<Account | undefined>;
  /** Any open or closed customer account, by id or by its ten-digit number. */
  accountAnywhere(idOrNumber: string): Promise<Account | undefined>;
  /** Whether the account is the customer's own, or was paid by them before. */
  knowsPayee(customerId: string, accountId: string): Promise<boolean>;
  /** The first entry a journal made on the account. */
  transactionOf(accountId: string, journalId: string): Promise<Transaction | undefined>;
  transactions(
    accountId: string,
    filter: TransactionFilter,
    page: PageRequest,
  ): Promise<PageResult<Transaction>>;
}

export interface CustomerReader {
  search(text: string): Promise<readonly Customer[]>;
  customer(customerId: string): Promise<Customer | undefined>;
  customerIdOf(issuer: string, subject: string): Promise<string | null>;
  /** Whoever of the user pool stands for the customer. */
  identitiesOf(customerId: string): Promise<readonly { readonly issuer: string; readonly subject: string }[]>;
}

export interface JournalFilter {
  /** Business dates, both inclusive. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Only journals with an entry on this account of the chart. */
  readonly ledgerAccount?: string | undefined;
}

export interface KnownSince {
  readonly trialBalance: readonly TrialBalanceLine[];
  /** Posted after the sequence and counting on the date or before it, the earliest first; two hundred at most. */
  readonly journals: readonly Journal[];
  readonly hasMore: boolean;
}

/** Somebody who has seen journals up to a sequence, and wants to know of a date. */
export interface StoppedReader {
  readonly sequence: string;
  readonly asOf: string;
  /** Wants corrections of this year's forms 1099-INT as well, whenever they were booked; null for who does not. */
  readonly year: number | null;
}

export interface BooksReader {
  businessDate(): Promise<string>;
  /** Changes whenever any account of the chart does. */
  chartVersion(): Promise<string>;
  chart(): Promise<readonly ChartAccount[]>;
  journals(filter: JournalFilter, page: PageRequest): Promise<PageResult<Journal>>;
  journal(journalId: string): Promise<Journal | undefined>;
  /** Id of the journal that was posted under a key; undefined while none was. */
  postedUnder(scope: string, key: string): Promise<string | undefined>;
  /** What is known of a date today, and what a reader who stopped at a sequence has missed of it; of one moment. */
  knownSince(reader: StoppedReader): Promise<KnownSince>;
  trialBalance(asOf: string): Promise<TrialBalance>;
}

/** Answers that may be lost at any time. Never asked for a balance that decides something. */
export interface Cache {
  /** The value kept under the key, or else what `load` gives, kept from now on. A cache that is away only costs time. */
  remember<T>(key: string, keepSeconds: number, load: () => Promise<T>): Promise<Remembered<T>>;
}
export interface Remembered<T> {
  readonly value: T;
  readonly cached: boolean;
}

export interface RateLimiter {
  /** Counts one attempt in the window; fixed windows, shared by all instances while the cache is there. */
  hit(key: string, limit: number, windowSeconds: number): Promise<RateDecision>;
  /** Starts the current window over, after an attempt that turned out to be rightful. */
  forgive(key: string, windowSeconds: number): Promise<void>;
}
export interface RateDecision {
  readonly allowed: boolean;
  readonly remaining: number;
  readonly resetSeconds: number;
}

/** A person the user pool vouches for. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly userName: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** When they signed in, in milliseconds since 1970 UTC. */
  readonly authenticatedAt: number;
  /** The sign-in that the tokens came from (`origin_jti`); null where there is none. */
  readonly grant: string | null;
  /** Of a program, which has no roles. */
  readonly scopes?: readonly ApiScope[];
}

export interface TokenVerifier {
  /** @throws BankError `token-invalid` */
  verify(token: string): Promise<Identity>;
}

/** One line of the append-only security log. No names, no amounts, no secrets. */
export interface LogItem {
  readonly kind: AuditKind;
  readonly traceId: string;
  readonly operation: string;
  readonly status: number;
  readonly code: string;
  readonly subject: string | null;
  /** What it was about, where that has to be told: ids, names of fields and reasons, never a value. */
  readonly about?: Readonly<Record<string, string>>;
}

export interface EventLog {
  append(item: LogItem): Promise<void>;
}

/** The last known state of a customer's accounts, for the time when the books are out of reach. */
export interface Snapshots {
  read(
    customerId: string,
  ): Promise<{ readonly accounts: readonly Account[]; readonly asOf: string } | undefined>;
  /** An older state never replaces a newer one. @param asOf milliseconds since 1970 UTC, read before the books were */
  write(customerId: string, accounts: readonly Account[], asOf: number): Promise<void>;
}

export interface OutboxMessage {
  readonly sequence: string;
  readonly kind: string;
  readonly payload: string;
}

export interface Outbox {
  take(limit: number): Promise<readonly OutboxMessage[]>;
  markSent(sequences: readonly string[]): Promise<void>;
}

export interface EventQueue {
  send(messages: readonly OutboxMessage[]): Promise<void>;
}

export interface Drafts {
  save(owner: string, draft: Draft): Promise<void>;
  /** Only a draft of this owner is found: the owner is part of its key. */
  find(owner: string, id: string): Promise<Draft | undefined>;
}
