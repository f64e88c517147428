import { BankError } from '../domain/errors.ts';
import type { ReportKey, ReportKind } from '../domain/report.ts';
import { jobAt, readyJob, type ReportJob, type ReportLimits } from '../domain/report-job.ts';
import type { ReportVersion } from '../domain/report-version.ts';
import type { ReportStatements } from '../domain/reports/report-statements.ts';
import type { Clock } from './ports.ts';
import type { ReportJobs, ReportReader, StoredReport } from './ports/reports.ts';
import type { ReportVersions } from './ports/report-versions.ts';

export interface ListReportsPorts {
  readonly jobs: Pick<ReportJobs, 'ofKind'>;
  readonly reports: Pick<ReportReader, 'ofKind'>;
  readonly clock: Clock;
  readonly limits: ReportLimits;
}

export interface ReadReportsPorts extends ListReportsPorts {
  readonly jobs: ReportJobs;
  readonly reports: ReportReader;
  readonly versions: ReportVersions;
}

/** A job as it stands, and what is stored of its report: of this run, or while that is under way of one before. */
export interface ReportStanding {
  readonly job: ReportJob;
  readonly stored: StoredReport | undefined;
}

/** Two years and more of months; whoever wants an older report names it. */
const mostListed = 100;

/** The latest reports of a kind, latest period first. */
export async function readReports(
  ports: ListReportsPorts,
  kind: ReportKind,
): Promise<readonly ReportStanding[]> {
  // Jobs are read before the store: a report whose job is ready is in the store by then.
  const jobs = new Map((await ports.jobs.ofKind(kind)).map((job) => [job.period, job]));
  const stored = new Map((await ports.reports.ofKind(kind)).map((each) => [each.period, each]));
  const periods = [...new Set([...jobs.keys(), ...stored.keys()])].sort().reverse();
  return periods.slice(0, mostListed).flatMap((period) => {
    const found = { job: jobs.get(period), stored: stored.get(period) };
    return standingOf(ports, { kind, period }, found) ?? [];
  });
}

/** A report with its versions, and the content of one of them. */
export interface ReportInFull extends ReportStanding {
  readonly content: ReportStatements | undefined;
  /** The latest first. */
  readonly versions: readonly ReportVersion[];
  /** Sequence of the first journal that the version with this content should have seen; null while there is none. */
  readonly laterJournal: string | null;
}

/**
 * @param version which content is wanted; that of the latest version which was made, unless given
 * @throws BankError not-found when nobody has asked for this report, report-not-found when it has no such version
 */
export async function readReport(
  ports: ReadReportsPorts,
  key: ReportKey,
  version?: number,
): Promise<ReportInFull> {
  const job = await ports.jobs.find(key);
  const stored = await ports.reports.read(key, version);
  const versions = await ports.versions.of(key);
  const standing = standingOf(ports, key, { job, stored });
  if (!standing) throw new BankError('not-found', 'Nobody has asked for this report yet.');
  if (version !== undefined && !stored)
    throw new BankError('report-not-found', `Version ${version} of this report was not made.`);
  const laterJournal = stored ? await ports.versions.laterJournal({ ...key, version: stored.version }) : null;
  return { ...standing, content: stored?.content, versions, laterJournal };
}

interface Found {
  readonly job: ReportJob | undefined;
  readonly stored: StoredReport | undefined;
}

function standingOf(ports: ListReportsPorts, key: ReportKey, found: Found): ReportStanding | undefined {
  const { stored } = found;
  const job = found.job ?? (stored && readyJob(key, stored.finishedAt));
  return job && { job: jobAt(job, ports.clock.now(), ports.limits), stored };
}
