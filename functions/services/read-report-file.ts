import { BankError } from '../domain/errors.ts';
import type { FileToKeep } from '../domain/file-to-keep.ts';
import type { ReportKey } from '../domain/report.ts';
import type { KeptFile } from '../domain/reports/files/kept-file.ts';
import { fileNameOf } from '../domain/reports/files/report-file.ts';
import { mediaTypes, type ReportFormat } from '../domain/reports/files/report-format.ts';
import { readWholeReport, writeReportFile, type MakeReportFilePorts } from './make-report-file.ts';
import type { FileReader } from './ports/file-store.ts';

export interface ReportFilePorts extends MakeReportFilePorts {
  readonly files: FileReader;
  readonly hash: (bytes: Uint8Array) => string;
}

/** A file, or the address where whoever asked for it gets it. */
export type FileOrLink = { readonly file: FileToKeep } | { readonly link: string };

/** Lambda answers 6 MB, with the file in base64 and some room for headers. */
const largestAnswer = 4_500_000;

/**
 * A version of a report as a file: the very file that is kept, once it is; of a draft, and in the minutes before, one
 * that is made now. A kept file larger than an answer may be is answered by its address.
 * @throws BankError report-not-found when the version does not exist or was not made yet, kept-file-damaged when what is kept is
 * not what the books have on record, files-unavailable, and not-acceptable for a file that would be too large
 */
export async function readReportFile(
  ports: ReportFilePorts,
  wanted: ReportKey & { readonly version: number },
  format: ReportFormat,
): Promise<FileOrLink> {
  const version = (await ports.versions.of(wanted)).find((each) => each.version === wanted.version);
  const kept = version?.files.find((file) => file.format === format);
  if (kept) return keptFile(ports, kept, fileNameOf(wanted, format));
  const file = await writeReportFile(await readWholeReport(ports, wanted), format, ports.printer);
  if (file.bytes.length > largestAnswer)
    throw new BankError(
      'not-acceptable',
      `As ${format.toUpperCase()} this version is too large to be answered. Once it is filed its files are kept, and can be had in every size.`,
    );
  return { file };
}

async function keptFile({ files, hash }: ReportFilePorts, kept: KeptFile, name: string): Promise<FileOrLink> {
  if (kept.bytes > largestAnswer) {
    if ((await files.sha256Of(kept)) !== kept.sha256) throw damaged(name);
    return { link: await files.linkTo(kept, name) };
  }
  const bytes = await files.read(kept);
  if (!bytes || hash(bytes) !== kept.sha256) throw damaged(name);
  return { file: { name, mediaType: mediaTypes[kept.format], bytes } };
}

const damaged = (name: string): BankError =>
  new BankError(
    'kept-file-damaged',
    `What is kept as ${name} is gone or is not what the books have on record, so it is not handed out. Tell whoever runs the bank; at the console "report files" says more.`,
  );
