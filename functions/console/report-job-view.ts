import { stepsOf, type ReportJob } from '../domain/report-job.ts';
import type { ReportState } from '../domain/report-version.ts';
import type { RuleResult } from '../domain/reports/rules.ts';
import { reportLimits } from '../manifest-queues.ts';

/** What is known of a job beside itself, where the books are at hand. */
export interface JobSurroundings {
  readonly state?: ReportState | undefined;
  readonly rules?: readonly RuleResult[] | undefined;
}

/** A job with the version that came of it. */
interface JobView {
  readonly kind: string;
  readonly period: string;
  readonly run: number;
  readonly status: string;
  readonly progress: { readonly done: number; readonly of: number; readonly step: string | null };
  readonly attempt: number;
  readonly attemptsAllowed: number;
  readonly requestedBy: string;
  /** RFC 3339, both. */
  readonly requestedAt: string;
  readonly updatedAt: string;
  readonly problem: ReportJob['problem'];
  readonly version: number | null;
  readonly sha256: string | null;
  /** Null where the books are not at hand, or there is no version. */
  readonly state: ReportState | null;
}

const instantOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** A job as commands print it with `--json`. */
export function jobView(job: ReportJob, { state }: JobSurroundings): JobView {
  const { kind, period, run, status, attempt, requestedBy, problem, made } = job;
  return {
    ...{ kind, period, run, status },
    progress: { done: job.done, of: stepsOf(kind).length, step: job.step },
    ...{ attempt, attemptsAllowed: reportLimits.attempts, requestedBy },
    requestedAt: instantOf(job.requestedAt),
    updatedAt: instantOf(job.updatedAt),
    problem,
    version: made?.version ?? null,
    sha256: made?.sha256 ?? null,
    state: state ?? null,
  };
}

/** A job as it is told to people. */
export function jobText(job: ReportJob, { state, rules }: JobSurroundings): string {
  const { kind, period, run, status, attempt, made } = job;
  const tries = attempt > 1 ? ` at attempt ${attempt}` : '';
  const version = made ? `, version ${made.version}${state ? ` (${state.toLowerCase()})` : ''}` : '';
  return [
    `${kind} ${period}, run ${run}: ${status}${tries}${version}`,
    ...(made ? [`  sha256 ${made.sha256}`] : []),
    ...(rules ? rulesText(rules) : []),
  ].join('\n');
}

const outcomes = {
  pass: 'pass',
  explain: 'ask for an explanation',
  refuse: 'refuse',
  'not-comparable': 'have nothing to compare with',
} as const satisfies Record<RuleResult['outcome'], string>;

/** How many rules say what, which have nothing to compare with, and the numbers of each that does not pass. */
function rulesText(rules: readonly RuleResult[]): string[] {
  const counts = Object.entries(outcomes).flatMap(([outcome, words]) => {
    const ids = rules.filter((rule) => rule.outcome === outcome).map(({ id }) => id);
    if (ids.length === 0) return [];
    return [`${ids.length} ${words}${outcome === 'pass' ? '' : ` (${ids.join(', ')})`}`];
  });
  const failing = rules.filter(({ outcome }) => outcome === 'explain' || outcome === 'refuse');
  return [
    `  of ${rules.length} validity rules ${counts.join(', ')}`,
    ...failing.map(
      ({ id, description, left, right }) => `  ${id} ${description}: ${left} against ${right} thousand`,
    ),
  ];
}
