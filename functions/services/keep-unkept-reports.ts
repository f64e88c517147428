import { keepReportFiles, type KeepReportFilesPorts } from './keep-report-files.ts';
import type { FiledReport } from './ports/report-versions.ts';
import type { ReportFormat } from '../domain/reports/files/report-format.ts';

/** What became of a version whose files were missing: which were kept now, or why not. */
export type KeptLate = { readonly filed: FiledReport } & (
  { readonly kept: readonly ReportFormat[] } | { readonly error: unknown }
);

/** Younger ones are still on their way through the queue. */
const onTheirWayMinutes = 10;

/**
 * Keeps what is missing of filed versions, whatever became of their announcements: drained, expired, or taken by nobody.
 * One that fails does not keep the others from being kept.
 */
export async function keepUnkeptReports(ports: KeepReportFilesPorts): Promise<readonly KeptLate[]> {
  const results: KeptLate[] = [];
  for (const filed of await ports.versions.unkept(onTheirWayMinutes))
    results.push(
      await keepReportFiles(ports, filed).then(
        (kept) => ({ filed, kept }),
        (error: unknown) => ({ filed, error }),
      ),
    );
  return results;
}
