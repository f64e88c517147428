import type { ReportVersionView } from '../../contract/report-versions.ts';
import type {
  PackView,
  ReportContentView,
  ReportView,
  ScheduleView,
  StatementLineView,
} from '../../contract/reports.ts';
import { stepsOf } from '../../domain/report-job.ts';
import { filingDueOn } from '../../domain/reports/due-date.ts';
import type { ReportVersion } from '../../domain/report-version.ts';
import type { KeptFile } from '../../domain/reports/files/kept-file.ts';
import { reportFormats } from '../../domain/reports/files/report-format.ts';
import type { LedgerFigures } from '../../domain/reports/ledger.ts';
import type { QuarterPack, ScheduleLine } from '../../domain/reports/quarter-pack.ts';
import type { ReportStatements } from '../../domain/reports/report-statements.ts';
import type { ComparedLine } from '../../domain/statement.ts';
import type { ReportStanding } from '../../services/read-reports.ts';
import { moneyView, trialLinesView } from './present.ts';
import { yearEndView } from './present-year-end.ts';

/** Reports as the contract shows them. */

const instantOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

export function reportView({ job, stored }: ReportStanding, attemptsAllowed: number): ReportView {
  return {
    kind: job.kind,
    period: job.period,
    status: job.status,
    progress: { done: job.done, of: stepsOf(job.kind).length, step: job.step },
    attempt: job.attempt,
    attemptsAllowed,
    requestedBy: job.requestedBy,
    requestedAt: instantOf(job.requestedAt),
    updatedAt: instantOf(job.updatedAt),
    problem: job.problem && { ...job.problem },
    ...storedView(stored),
  };
}

type StoredView = Pick<ReportView, 'version' | 'state' | 'sha256' | 'asOfSequence' | 'finishedAt'>;

function storedView(stored: ReportStanding['stored']): StoredView {
  if (!stored) return { version: null, state: null, sha256: null, asOfSequence: null, finishedAt: null };
  const { version, state, sha256, asOfSequence, finishedAt } = stored;
  return { version, state, sha256, asOfSequence, finishedAt: instantOf(finishedAt) };
}

export function reportVersionView(version: ReportVersion): ReportVersionView {
  const { amends, reason, state, sha256, asOfSequence, createdBy, createdAt } = version;
  return {
    version: version.version,
    ...{ amends, reason, state, sha256, asOfSequence, createdBy, createdAt },
    history: version.history.map(({ explanations, ...event }) => ({
      ...event,
      explanations: Object.entries(explanations).map(([rule, text]) => ({ rule, text })),
    })),
    files: reportFormats
      .flatMap((format) => version.files.find((file) => file.format === format) ?? [])
      .map(fileView),
  };
}

const fileView = (file: KeptFile): ReportVersionView['files'][number] => {
  const { format, sha256, bytes, keptAt, keptUntil } = file;
  return { format, sha256, bytes, keptAt, keptUntil };
};

export const usdView = (minor: bigint): StatementLineView['amount'] => moneyView(minor, 'USD');

const lineView = ({ depth, label, isTotal, ...line }: ComparedLine): StatementLineView => ({
  depth,
  label,
  amount: usdView(line.amountMinor),
  before: line.beforeMinor === null ? null : usdView(line.beforeMinor),
  yearBefore: line.yearBeforeMinor === null ? null : usdView(line.yearBeforeMinor),
  isTotal,
});

export function reportContentView(content: ReportStatements): ReportContentView {
  const { lines, totalDebit, totalCredit } = trialLinesView(content.trialBalance);
  return {
    from: content.from,
    to: content.to,
    asOf: content.asOf,
    trialBalance: lines,
    totalDebit,
    totalCredit,
    balanceSheet: content.balanceSheet.map(lineView),
    incomeStatement: content.incomeStatement.map(lineView),
    equityChanges: content.equityChanges.map(lineView),
    cashFlow: content.cashFlow.map(lineView),
    pack: content.pack && packView(content.pack, content.to),
    yearEnd: content.yearEnd ? yearEndView(content.yearEnd) : null,
  };
}

export const printedLine = (line: ScheduleLine): ScheduleView['lines'][number] => ({
  ...line,
  thousands: line.thousands.toString(),
  yearBefore: line.yearBefore?.toString() ?? null,
});

export function movementView(figures: LedgerFigures): PackView['ledger'][number] {
  const { code, name, openingMinor, debitMinor, creditMinor } = figures;
  return {
    ...{ code, name },
    opening: usdView(openingMinor),
    debit: usdView(debitMinor),
    credit: usdView(creditMinor),
    closing: usdView(openingMinor + debitMinor - creditMinor),
  };
}

function packView({ ledger, schedules, rules }: QuarterPack, quarterEnd: string): PackView {
  return {
    dueOn: filingDueOn(quarterEnd),
    ledger: ledger.map(movementView),
    schedules: schedules.map(({ name, lines }) => ({
      name,
      lines: lines.map(printedLine),
    })),
    rules: rules.map((rule) => ({ ...rule, left: rule.left.toString(), right: rule.right.toString() })),
  };
}
