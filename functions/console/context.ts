import type { PublishedBlocks } from '../services/ports-of-seals.ts';
import type { FileReader } from '../services/ports/file-store.ts';
import type { ImportStore } from '../services/ports/imports.ts';
import type { Clock, EventLog } from '../services/ports.ts';
import type { SessionStore } from '../services/ports/sessions.ts';
import type { UserDirectory } from '../services/ports/users.ts';
import type { ReportJobs, ReportQueue } from '../services/ports/reports.ts';
import type { QueueOperations, TickQueue } from '../services/ports/queues.ts';
import type { BooksDatabase } from '../adapters/postgres/database.ts';

/** What the place the console runs in offers it. */
export interface ConsoleContext {
  /**
   * A connection to a set of books (one database each), of this machine or of a stage in an account.
   * @param create make and migrate the database when it does not exist; in no stage
   * @throws ConsoleError when it does not exist and may not be made, is no set of books, or is out of reach
   */
  openBooks(name: string, create: boolean, target?: BooksTarget): Promise<OpenBooks>;
  /** Where the blocks of a set of books are published; undefined, or no such function, where that is nowhere. */
  openPublished?(name: string, target?: StageTarget): Promise<OpenPublished | undefined>;
  /** The imports that came over the API; undefined, or no such function, where there is no store of them. */
  openImports?(target?: StageTarget): Promise<OpenImports | undefined>;
  /** The security log of a stage, or of the bank of this machine; undefined, or no such function, where none ever ran. */
  openLog?(target?: StageTarget): Promise<OpenLog | undefined>;
  /**
   * The queues of a stage in an account, or of the bank that runs here; undefined, or no such function, where none
   * runs.
   */
  openQueues?(target: StageTarget | undefined): Promise<OpenQueues | undefined>;
  /** Files that are kept of filed reports, of a stage in an account or of this machine; undefined where none are. */
  openFiles?(target: StageTarget | undefined): Promise<OpenFiles | undefined>;
  /** Who may sign in, of a stage in an account or of the bank that runs here; undefined where there is none. */
  openUsers?(target: StageTarget | undefined): Promise<OpenUsers | undefined>;
  /** The time that schedules follow; the machine's unless given. */
  readonly clock?: Clock;
  /** Resolves when somebody stops a command that goes on by itself; without it, such a command is refused. */
  untilStopped?(): Promise<void>;
  /** A sentence for a failure of the place itself, such as AWS; undefined for what nobody foresaw, which is thrown. */
  explain?(error: unknown): string | undefined;
  readonly out: (text: string) => void;
  /** Progress and remarks: standard error, so that output can be piped. */
  readonly progress: ProgressFactory;
}

export interface OpenBooks {
  readonly database: BooksDatabase;
  readonly close: () => Promise<void>;
}

export interface OpenPublished {
  readonly published: PublishedBlocks;
  readonly close: () => Promise<void>;
}

export interface Progress {
  advance(count: number, note: string): void;
  finish(): void;
}
export type ProgressFactory = (title: string, total: number) => Progress;

export interface OpenImports {
  readonly imports: Pick<ImportStore, 'find' | 'readFile' | 'lines'>;
  readonly close: () => Promise<void>;
}

/** A stage of the bank in the account of an AWS profile. */
export interface StageTarget {
  readonly profile: string;
  readonly stage: string;
}

/** A stage whose books are meant: nobody reaches its database from outside without a tunnel. */
export interface BooksTarget extends StageTarget {
  /** Where the tunnel ends on this machine; the database is looked for where it really is unless given. */
  readonly through?: HostAndPort;
}

export interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

export interface OpenQueues {
  readonly stage: string;
  readonly queues: QueueOperations;
  readonly ticks: TickQueue;
  readonly reports: ReportQueue;
  /** What became of ticks and requests. */
  readonly jobs: ReportJobs;
  readonly close: () => void;
}

export interface OpenFiles {
  readonly files: FileReader;
  readonly close: () => Promise<void>;
}

export interface OpenUsers {
  readonly users: UserDirectory;
  readonly sessions: SessionStore;
  readonly log: EventLog;
  readonly close: () => void;
}

export interface OpenLog {
  readonly log: EventLog;
  readonly close: () => Promise<void>;
}

/** A failure that is told in one sentence, with what to do; no stack. */
export class ConsoleError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ConsoleError';
  }
}

/** Called wrongly: what was asked for can't be meant. */
export class UsageError extends ConsoleError {}
