import { writeFile } from 'node:fs/promises';
import { sha256OfBytes } from '../adapters/digest.ts';
import { documentPdf } from '../adapters/pdf/document-pdf.ts';
import { postgresReportVersions } from '../adapters/postgres/report-versions.ts';
import { storedReports } from '../adapters/postgres/stored-reports.ts';
import type { ReportKey } from '../domain/report.ts';
import { reportFormats, type ReportFormat } from '../domain/reports/files/report-format.ts';
import { readWholeReport, writeReportFile } from '../services/make-report-file.ts';
import { ConsoleError, type ConsoleContext } from './context.ts';
import { withBooks, type BooksOptions } from './target.ts';

export interface ReportExportOptions extends BooksOptions {
  readonly format: string;
  /** The latest that was made, unless given. */
  readonly version?: number;
  /** Where to; the name of the file in the current folder unless given. */
  readonly out?: string;
}

/** `report export`: writes a version of a report as a file. */
export async function reportExportCommand(
  context: ConsoleContext,
  key: ReportKey,
  options: ReportExportOptions,
): Promise<void> {
  const format = formatOf(options.format);
  await withBooks(context, options, async (database) => {
    const ports = { reports: storedReports(database), versions: postgresReportVersions(database) };
    const version = options.version ?? (await ports.reports.read(key))?.version ?? 1;
    const report = await readWholeReport(ports, { ...key, version });
    const { name, bytes } = await writeReportFile(report, format, documentPdf);
    const path = options.out ?? name;
    await writeFile(path, bytes);
    const sha256 = sha256OfBytes(bytes);
    const written = { path, version, bytes: bytes.length, sha256 };
    context.out(options.json ? JSON.stringify(written) : `${path}  ${bytes.length} bytes  ${sha256}`);
  });
}

function formatOf(text: string): ReportFormat {
  const format = reportFormats.find((each) => each === text);
  if (format) return format;
  throw new ConsoleError(`There is no format "${text}". Use one of ${reportFormats.join(', ')}.`);
}
