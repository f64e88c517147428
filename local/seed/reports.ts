import type { Pool } from 'pg';
import { systemClock } from '../../functions/adapters/clock.ts';
import { reportStore } from '../../functions/adapters/postgres/reports.ts';
import { booksByPool } from '../../functions/adapters/postgres/proxy.ts';
import { makeReport } from '../../functions/services/make-report.ts';
import type { ReportJobs } from '../../functions/services/ports.ts';

/** What was reported on before today; the quarter that has just ended awaits its close. */
const closedQuarters = ['2025Q1', '2025Q2', '2025Q3', '2025Q4', '2026Q1', '2026Q2'];

/** Makes the first run of the report of each closed quarter, unless it was made before. */
export async function seedReports(pool: Pool, jobs: ReportJobs): Promise<void> {
  const reports = reportStore(booksByPool(pool));
  const ports = { jobs, reports, clock: systemClock, attemptsAllowed: 1 };
  for (const period of closedQuarters) await makeReport(ports, { kind: 'quarter', period, run: 1 }, 1);
}
