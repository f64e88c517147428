import type { ReportKey } from '../domain/report.ts';
import type { ReportStore } from './ports.ts';

/** Builds a report from the books and stores it; making the same report again changes nothing. */
export async function makeReport(reports: ReportStore, key: ReportKey): Promise<string> {
  const content = await reports.build(key);
  await reports.save(key, content);
  return content.sha256;
}
