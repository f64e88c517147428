import type { ReportContentView, ReportView, StatementLineView } from '../../contract/reports.ts';
import { reportSteps } from '../../domain/report-job.ts';
import type { ReportStatements, StatementLine } from '../../domain/statement.ts';
import type { ReportStanding } from '../../services/read-reports.ts';
import { moneyView, trialLinesView } from './present.ts';

/** Reports as the contract shows them. */

const instantOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

export function reportView({ job, stored }: ReportStanding, attemptsAllowed: number): ReportView {
  return {
    kind: job.kind,
    period: job.period,
    status: job.status,
    progress: { done: job.done, of: reportSteps.length, step: job.step },
    attempt: job.attempt,
    attemptsAllowed,
    requestedBy: job.requestedBy,
    requestedAt: instantOf(job.requestedAt),
    updatedAt: instantOf(job.updatedAt),
    problem: job.problem && { ...job.problem },
    sha256: stored?.sha256 ?? null,
    asOfSequence: stored?.asOfSequence ?? null,
    finishedAt: stored ? instantOf(stored.finishedAt) : null,
  };
}

const lineView = ({ depth, label, amountMinor, isTotal }: StatementLine): StatementLineView => ({
  depth,
  label,
  amount: moneyView(amountMinor, 'USD'),
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
  };
}
