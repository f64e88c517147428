import { BankError } from '../domain/errors.ts';
import type { FileToKeep } from '../domain/file-to-keep.ts';
import type { ReportKey } from '../domain/report.ts';
import type { ReportVersion } from '../domain/report-version.ts';
import { csvFile } from '../domain/reports/files/csv-file.ts';
import { jsonFile } from '../domain/reports/files/json-file.ts';
import { reportDocument } from '../domain/reports/files/report-document.ts';
import { fileNameOf, type WholeReport } from '../domain/reports/files/report-file.ts';
import { mediaTypes, type ReportFormat } from '../domain/reports/files/report-format.ts';
import { xmlFile } from '../domain/reports/files/xml-file.ts';
import type { Printer } from './ports/documents.ts';
import type { ReportReader } from './ports/reports.ts';
import type { ReportVersions } from './ports/report-versions.ts';

export interface MakeReportFilePorts {
  readonly reports: ReportReader;
  readonly versions: ReportVersions;
  readonly printer: Printer;
}

/** @throws BankError report-not-found when the version does not exist or was not made yet */
export async function readWholeReport(
  { reports, versions }: Omit<MakeReportFilePorts, 'printer'>,
  wanted: ReportKey & { readonly version: number },
): Promise<WholeReport & { readonly version: ReportVersion }> {
  const { version: number } = wanted;
  const stored = await reports.read(wanted, number);
  const version = (await versions.of(wanted)).find((each) => each.version === number);
  // A draft may have been made again between the two; its file would carry the hash of other figures.
  if (!stored || version?.sha256 !== stored.sha256)
    throw new BankError(
      'report-not-found',
      `There is no version ${number} of this report to write a file of.`,
    );
  return { version, content: stored.content };
}

/** A report as a file, made of the version alone: what was filed gives the same bytes for as long as we write files alike. */
export async function writeReportFile(
  report: WholeReport,
  format: ReportFormat,
  printer: Printer,
): Promise<FileToKeep> {
  const bytes = await writers[format](report, printer);
  return { name: fileNameOf(report.version, format), mediaType: mediaTypes[format], bytes };
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
