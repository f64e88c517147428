import { BankError } from '../domain/errors.ts';
import {
  importAt,
  readPayments,
  type ImportJob,
  type ImportKind,
  type ImportLimits,
} from '../domain/import-job.ts';
import { FileError, type PaymentFile } from '../domain/payment-file.ts';
import type { Principal } from '../domain/session.ts';
import type { Clock } from './ports.ts';
import type { Digest, ImportQueue, ImportStore } from './ports/imports.ts';

export interface RequestImportPorts {
  readonly imports: ImportStore;
  readonly importQueue: ImportQueue;
  readonly importLimits: ImportLimits;
  readonly clock: Clock;
  readonly digest: Digest;
}

export interface ImportFile {
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly content: string;
}

/**
 * Begins to import a file. The same file is one import, whoever sends it: while it is under way or done, nothing
 * begins; one that failed goes on where it stopped.
 * @throws BankError validation-failed when nothing of the file may be posted
 */
export async function requestImport(
  ports: RequestImportPorts,
  principal: Principal,
  { kind, fileName, content }: ImportFile,
): Promise<ImportJob> {
  const { lines } = readWhole(kind, content);
  const sha256 = ports.digest(content);
  const id = importIdOf(ports.digest(`${kind}:${sha256}`));
  const now = ports.clock.now();
  const known = await ports.imports.find(id);
  const standing = known && importAt(known, now, ports.importLimits);
  if (standing && standing.status !== 'failed') return standing;
  const begun: ImportJob = {
    ...(known ?? { done: 0, posted: 0, refused: 0, skipped: 0 }),
    id,
    kind,
    fileName,
    sha256,
    run: (known?.run ?? 0) + 1,
    status: 'queued',
    lines: lines.length,
    requestedBy: principal.userName,
    actor: principal.subject,
    requestedAt: now,
    updatedAt: now,
    attempt: 0,
    problem: null,
  };
  return begin(ports, begun, content);
}

/** The text and the job go before the message: what the worker is told of is there. */
async function begin(ports: RequestImportPorts, job: ImportJob, content: string): Promise<ImportJob> {
  await ports.imports.saveFile(job.id, content);
  if (!(await ports.imports.open(job))) return (await ports.imports.find(job.id)) ?? job;
  await ports.importQueue.send(job);
  return job;
}

/** A file that can't be read as a whole, in the words of a refused field. */
function readWhole(kind: ImportKind, content: string): PaymentFile {
  try {
    return readPayments(kind, content);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const field = { pointer: '/content', code: 'file-invalid', message: error.message };
    throw new BankError('validation-failed', error.message, { fields: [field] });
  }
}

/** A UUID (version 8, RFC 9562) made of a hash: the same file has the same id everywhere. */
export function importIdOf(sha256: string): string {
  const variant = (8 + (Number.parseInt(sha256[16] ?? '0', 16) % 4)).toString(16);
  return [
    sha256.slice(0, 8),
    sha256.slice(8, 12),
    `8${sha256.slice(13, 16)}`,
    `${variant}${sha256.slice(17, 20)}`,
    sha256.slice(20, 32),
  ].join('-');
}
