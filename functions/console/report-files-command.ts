import { sha256OfBytes } from '../adapters/digest.ts';
import { postgresReportVersions } from '../adapters/postgres/report-versions.ts';
import type { ReportKey } from '../domain/report.ts';
import { checkKeptFiles, type CheckedFile } from '../services/check-kept-files.ts';
import { ConsoleError, type ConsoleContext } from './context.ts';
import { targetOf, withBooks, type BooksOptions } from './target.ts';

export interface ReportFilesOptions extends BooksOptions {
  /** All that were filed, unless given. */
  readonly version?: number;
}

/**
 * `report files`: what is kept of a report, each file read and held against the record of the books.
 * @throws ConsoleError when one is gone, differs, or was not kept within an hour of the filing
 */
export async function reportFilesCommand(
  context: ConsoleContext,
  key: ReportKey,
  options: ReportFilesOptions,
): Promise<void> {
  const checked = await check(context, key, options);
  if (checked.length === 0) throw new ConsoleError(`Nothing like this of ${key.period} was filed yet.`);
  context.out(options.json ? JSON.stringify(checked.map(asJson)) : checked.map(asText).join('\n'));
  const wrong = [
    ...complaint('Not what the books have on record', checked, ['gone', 'differs']),
    ...complaint('Not kept within an hour of the filing', checked, ['missing']),
  ];
  if (wrong.length > 0) throw new ConsoleError(wrong.join('\n'));
}

function complaint(
  what: string,
  checked: readonly CheckedFile[],
  states: readonly CheckedFile['state'][],
): string[] {
  const found = checked.filter(({ state }) => states.includes(state));
  if (found.length === 0) return [];
  return [`${what}: ${found.map(({ version, format }) => `version ${version} as ${format}`).join(', ')}.`];
}

async function check(
  context: ConsoleContext,
  key: ReportKey,
  options: ReportFilesOptions,
): Promise<readonly CheckedFile[]> {
  const open = await context.openFiles?.(targetOf(options));
  if (!open)
    throw new ConsoleError(
      'No files are kept here. Start the bank (npm start), or give --profile and --stage.',
    );
  try {
    // The record of the place whose files they are: other books know nothing of them.
    return await withBooks(context, options, (database) => {
      const ports = { versions: postgresReportVersions(database), files: open.files, hash: sha256OfBytes };
      return checkKeptFiles(ports, key, options.version);
    });
  } finally {
    await open.close();
  }
}

function asText({ version, format, state, kept }: CheckedFile): string {
  const head = `version ${version}  ${format.padEnd(4)}  ${state}`;
  if (!kept) return head;
  const { bytes, sha256, keptAt, keptUntil, bucket, key } = kept;
  return `${head}  ${bytes} bytes  ${sha256}\n  kept since ${keptAt}, at least until ${keptUntil}: ${bucket}/${key}`;
}

const asJson = ({ version, format, state, kept }: CheckedFile): object => ({
  version,
  format,
  state,
  ...kept,
});
