import { BankError } from '../domain/errors.ts';
import type { FileToKeep } from '../domain/file-to-keep.ts';
import type { ReportKey } from '../domain/report.ts';
import { csvFile } from '../domain/reports/files/csv-file.ts';
import { jsonFile } from '../domain/reports/files/json-file.ts';
import { reportDocument } from '../domain/reports/files/report-document.ts';
import {
  fileNameOf,
  mediaTypes,
  type ReportFormat,
  type WholeReport,
} from '../domain/reports/files/report-file.ts';
import { xmlFile } from '../domain/reports/files/xml-file.ts';
import type { Printer } from './ports/documents.ts';
import type { ReportReader } from './ports/reports.ts';
import type { ReportVersions } from './ports/report-versions.ts';

export interface ReportFilePorts {
  readonly reports: ReportReader;
  readonly versions: ReportVersions;
  readonly printer: Printer;
}

/**
 * A version of a report as a file. It is made of the version alone, so what was filed gives the same bytes for ever.
 * @throws BankError report-not-found when the version does not exist or was not made yet
 */
export async function readReportFile(
  ports: ReportFilePorts,
  wanted: ReportKey & { readonly version: number },
  format: ReportFormat,
): Promise<FileToKeep> {
  const { version: number } = wanted;
  const stored = await ports.reports.read(wanted, number);
  const version = (await ports.versions.of(wanted)).find((each) => each.version === number);
  // A draft may have been made again between the two; its file would carry the hash of other figures.
  if (!stored || version?.sha256 !== stored.sha256)
    throw new BankError(
      'report-not-found',
      `There is no version ${number} of this report to write a file of.`,
    );
  const bytes = await writers[format]({ version, content: stored.content }, ports.printer);
  return { name: fileNameOf(wanted, format), mediaType: mediaTypes[format], bytes };
}

type Writer = (report: WholeReport, printer: Printer) => Promise<Uint8Array>;

const text =
  (write: (report: WholeReport) => string): Writer =>
  (report) =>
    Promise.resolve(new TextEncoder().encode(write(report)));

const writers: Readonly<Record<ReportFormat, Writer>> = {
  csv: text(csvFile),
  json: text(jsonFile),
  xml: text(xmlFile),
  pdf: (report, printer) => printer(reportDocument(report)),
};
