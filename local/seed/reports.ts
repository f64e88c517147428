import type { Pool } from 'pg';
import { systemClock } from '../../functions/adapters/clock.ts';
import { postgresReportVersions } from '../../functions/adapters/postgres/report-versions.ts';
import { reportStore } from '../../functions/adapters/postgres/reports.ts';
import { booksByPool } from '../../functions/adapters/postgres/proxy.ts';
import { makeReport } from '../../functions/services/make-report.ts';
import type { ReportJobs } from '../../functions/services/ports/reports.ts';
import type { ReportVersions } from '../../functions/services/ports/report-versions.ts';

/** What was reported on before today; the quarter that has just ended awaits its close. */
const closedQuarters = ['2025Q1', '2025Q2', '2025Q3', '2025Q4', '2026Q1', '2026Q2'];
/** Those of last year were filed; those of this year await their review. */
const filedQuarters = closedQuarters.slice(0, 4);

/** Closed by their closing journal; they await their review. */
const closedYears = ['2025'];

/** Who takes the reports from draft to filed: subjects of the user pool. */
export interface FilingPeople {
  readonly accountant: string;
  readonly administrator: string;
}

/** Makes the first run of the report of each closed quarter and year, unless it was made before, and files last year's quarters. */
export async function seedReports(pool: Pool, jobs: ReportJobs, by: FilingPeople): Promise<void> {
  const database = booksByPool(pool);
  const ports = { jobs, reports: reportStore(database), clock: systemClock, attemptsAllowed: 1 };
  for (const period of closedQuarters) await makeReport(ports, { kind: 'quarter', period, run: 1 }, 1);
  for (const period of closedYears) await makeReport(ports, { kind: 'year', period, run: 1 }, 1);
  const versions = postgresReportVersions(database);
  for (const period of filedQuarters) await file(versions, period, by);
}

async function file(versions: ReportVersions, period: string, by: FilingPeople): Promise<void> {
  const key = { kind: 'quarter', period } as const;
  const [latest] = await versions.of(key);
  if (latest?.version !== 1 || latest.state === 'FILED') return;
  const seen = { ...key, version: 1, sha256: latest.sha256 ?? '' };
  const reviewer = { actor: by.accountant, actorName: 'accountant' };
  if (latest.state === 'DRAFT')
    await versions.review({ ...seen, ...reviewer, note: 'Agrees with the close.', explanations: {} });
  await versions.file({ ...seen, actor: by.administrator, actorName: 'administrator', note: '' });
}
