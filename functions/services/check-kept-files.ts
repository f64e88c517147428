import type { ReportKey } from '../domain/report.ts';
import type { KeptFile } from '../domain/reports/files/kept-file.ts';
import { reportFormats, type ReportFormat } from '../domain/reports/files/report-format.ts';
import type { FileReader } from './ports/file-store.ts';
import type { ReportVersions } from './ports/report-versions.ts';

export interface CheckKeptFilesPorts {
  readonly versions: Pick<ReportVersions, 'of' | 'unkept'>;
  readonly files: FileReader;
  readonly hash: (bytes: Uint8Array) => string;
}

export type KeptState = 'unchanged' | 'differs' | 'gone' | 'not kept yet' | 'missing';

/** By then the keeper has come by the queue, or by its schedule. */
const overdueMinutes = 60;

export interface CheckedFile {
  readonly version: number;
  readonly format: ReportFormat;
  readonly state: KeptState;
  /** Undefined for one that is not kept yet, or missing. */
  readonly kept: KeptFile | undefined;
}

/**
 * Reads every kept file of a report and holds its bytes against the record of the books; the latest version first. A file that was not
 * kept within an hour of the filing is missing.
 * @param version the only one that is meant; all that were filed unless given
 * @throws BankError files-unavailable
 */
export async function checkKeptFiles(
  { versions, files, hash }: CheckKeptFilesPorts,
  key: ReportKey,
  version?: number,
): Promise<readonly CheckedFile[]> {
  const filed = (await versions.of(key)).filter(
    (each) =>
      ['FILED', 'AMENDED'].includes(each.state) && (version === undefined || each.version === version),
  );
  const overdue = (await versions.unkept(overdueMinutes)).filter(
    ({ kind, period }) => kind === key.kind && period === key.period,
  );
  const checked: CheckedFile[] = [];
  for (const { version: number, files: onRecord } of filed) {
    const absent = overdue.some((each) => each.version === number) ? 'missing' : 'not kept yet';
    for (const format of reportFormats) {
      const kept = onRecord.find((file) => file.format === format);
      const state = kept ? stateOf(kept, await files.read(kept), hash) : absent;
      checked.push({ version: number, format, state, kept });
    }
  }
  return checked;
}

function stateOf(
  kept: KeptFile,
  bytes: Uint8Array | undefined,
  hash: CheckKeptFilesPorts['hash'],
): KeptState {
  if (!bytes) return 'gone';
  return hash(bytes) === kept.sha256 ? 'unchanged' : 'differs';
}
