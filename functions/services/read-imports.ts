import { BankError } from '../domain/errors.ts';
import {
  importAt,
  type ImportJob,
  type ImportLimits,
  type LineOutcome,
  type LineResult,
} from '../domain/import-job.ts';
import type { Clock, PageRequest, PageResult } from './ports.ts';
import type { ImportStore } from './ports/imports.ts';

export interface ReadImportPorts {
  readonly imports: ImportStore;
  readonly importLimits: ImportLimits;
  readonly clock: Clock;
}

/** The latest imports as they stand now. */
export async function readImports({
  imports,
  importLimits,
  clock,
}: ReadImportPorts): Promise<readonly ImportJob[]> {
  const now = clock.now();
  return (await imports.latest()).map((job) => importAt(job, now, importLimits));
}

/** @throws BankError not-found */
export async function readImport(
  { imports, importLimits, clock }: ReadImportPorts,
  id: string,
): Promise<ImportJob> {
  const job = await imports.find(id);
  if (!job) throw new BankError('not-found', 'There is no import with this id.');
  return importAt(job, clock.now(), importLimits);
}

export interface LinesQuery {
  readonly id: string;
  readonly outcome: LineOutcome | undefined;
  readonly page: PageRequest;
}

/** What became of the lines that are done. @throws BankError not-found */
export async function readImportLines(
  ports: ReadImportPorts,
  { id, outcome, page }: LinesQuery,
): Promise<PageResult<LineResult>> {
  await readImport(ports, id);
  return ports.imports.lines(id, outcome, page);
}
