import type { Period, ReportContent, ReportKey, ReportKind } from '../../domain/report.ts';
import type { MadeReport, ReportJob, ReportOrder, ReportStep } from '../../domain/report-job.ts';
import type { ReportState } from '../../domain/report-version.ts';
import type { ReportForm } from '../../domain/reports/form.ts';
import type { PeriodFigures } from '../../domain/reports/ledger.ts';
import type { ReportStatements } from '../../domain/reports/report-statements.ts';
import type { StatementAccount } from '../../domain/reports/statement-cell.ts';
import type { Payee } from '../../domain/reports/year-end.ts';
import type { PrintedQuarter } from '../../domain/reports/trends.ts';

export interface ReportQueue {
  /** The same run sent again within five minutes is one message. */
  send(order: ReportOrder): Promise<void>;
}

export interface ReportJobs {
  find(key: ReportKey): Promise<ReportJob | undefined>;
  /** Latest period first. */
  ofKind(kind: ReportKind): Promise<readonly ReportJob[]>;
  /** Writes a job for a run; false when that run or a later one is there already. */
  open(job: ReportJob): Promise<boolean>;
  /** Writes the job of an attempt; false when the run is made already or a later one is there. */
  begin(job: ReportJob): Promise<boolean>;
  /** How the attempt goes on. One that was overtaken by another changes nothing. */
  update(job: ReportJob, change: ReportJobChange): Promise<void>;
}
export type ReportJobChange = Pick<ReportJob, 'updatedAt'> &
  Partial<Pick<ReportJob, 'status' | 'done' | 'step' | 'problem' | 'made'>>;

export interface ReportStore {
  /**
   * Content of the report from one consistent reading of the books.
   * @param done called after each step of the reading
   */
  build(key: ReportKey, done: (step: ReportStep) => Promise<void>): Promise<ReportContent>;
  /**
   * Stores it once: a second call for the same key and content changes nothing.
   * @returns the version that stands now; of a report that was reviewed or filed, it has other content
   */
  save(key: ReportKey, content: ReportContent): Promise<MadeReport>;
}

/** What is known of a stored report. */
export interface StoredReport {
  readonly period: string;
  readonly version: number;
  readonly state: ReportState;
  readonly sha256: string;
  readonly asOfSequence: string;
  /** Milliseconds since 1970 UTC. */
  readonly finishedAt: number;
}

export interface ReportReader {
  /** Latest period first. */
  ofKind(kind: ReportKind): Promise<readonly StoredReport[]>;
  /** What the latest quarters with schedules printed under these codes, the earliest first. */
  printed(codes: readonly string[]): Promise<readonly PrintedQuarter[]>;
  /** Ledger accounts by line of a statement, by what the books know now. */
  statementAccounts(
    statement: 'balance-sheet' | 'income-statement',
    period: Period,
  ): Promise<readonly StatementAccount[]>;
  /** What schedules and statements of a period are made of, by what the books know now. */
  figures(period: Period): Promise<PeriodFigures>;
  /** Payees of a year by what the books know now. */
  payees(year: number): Promise<readonly Payee[]>;
  /** What reports of a date are made by. */
  form(date: string): Promise<ReportForm>;
  /** The version named, else the latest that was made. */
  read(
    key: ReportKey,
    version?: number,
  ): Promise<(StoredReport & { readonly content: ReportStatements }) | undefined>;
}
