import { BankError } from '../domain/errors.ts';
import { fileKeyOf, type WholeReport } from '../domain/reports/files/report-file.ts';
import { reportFormats, type ReportFormat } from '../domain/reports/files/report-format.ts';
import { readWholeReport, writeReportFile, type MakeReportFilePorts } from './make-report-file.ts';
import type { FileStore } from './ports/file-store.ts';
import type { FiledReport } from './ports/report-versions.ts';

export interface KeepReportFilesPorts extends MakeReportFilePorts {
  readonly store: FileStore;
  readonly hash: (bytes: Uint8Array) => string;
}

/**
 * Keeps the files of a filed version, one after the other: put first, written down then. A run that was cut short goes on
 * behind the last file on record; one that is kept already stays as it is.
 * @returns which were kept now
 * @throws BankError report-step-refused for what was not filed, report-file-differs when other bytes lie in the place of a file, and change-outdated when another
 * content than that of the version was announced
 */
export async function keepReportFiles(
  ports: KeepReportFilesPorts,
  filed: FiledReport,
): Promise<readonly ReportFormat[]> {
  const report = await readWholeReport(ports, filed);
  // Asked before anything is put: what is locked can't be taken back.
  if (!['FILED', 'AMENDED'].includes(report.version.state))
    throw new BankError('report-step-refused', 'Files of what was filed are kept.');
  if (report.version.sha256 !== filed.sha256)
    throw new BankError('change-outdated', 'The version has another content than the one announced.');
  const onRecord = new Set(report.version.files.map(({ format }) => format));
  const missing = reportFormats.filter((format) => !onRecord.has(format));
  for (const format of missing) await keepFile(ports, { report, filed }, format);
  return missing;
}

async function keepFile(
  { store, versions, printer, hash }: KeepReportFilesPorts,
  { report, filed }: { readonly report: WholeReport; readonly filed: FiledReport },
  format: ReportFormat,
): Promise<void> {
  const { kind, period, version } = filed;
  const { name, mediaType, bytes } = await writeReportFile(report, format, printer);
  const sha256 = hash(bytes);
  const key = fileKeyOf(filed, format);
  const stored = await store.put({ key, mediaType, bytes, sha256, reportSha256: filed.sha256 });
  if (stored.sha256 !== sha256)
    throw new BankError('report-file-differs', `Other bytes than those of ${name} are kept in its place.`);
  await versions.keep({ kind, period, version, format, ...stored, bytes: bytes.length });
}
