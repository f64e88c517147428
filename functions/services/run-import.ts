import { BankError } from '../domain/errors.ts';
import {
  chunkSize,
  readPayments,
  type ImportJob,
  type ImportProblem,
  type LineResult,
} from '../domain/import-job.ts';
import { importLines, type ImportLinesPorts } from './import-lines.ts';
import type { Clock } from './ports.ts';
import type { ImportStore } from './ports/imports.ts';

export interface RunImportPorts extends ImportLinesPorts {
  readonly imports: ImportStore;
  readonly clock: Clock;
  readonly attemptsAllowed: number;
}

/**
 * Posts a file chunk by chunk and writes down how far it is; a chunk that was posted before is not posted again.
 * @param attempt how often the message has been received
 * @returns the job as it ended, or undefined when there is nothing left to do for this message
 */
export async function runImport(
  ports: RunImportPorts,
  order: { readonly id: string; readonly run: number },
  attempt: number,
): Promise<ImportJob | undefined> {
  const job = await ports.imports.find(order.id);
  if (job?.run !== order.run || job.status === 'ready') return undefined;
  const running = { ...job, status: 'running', attempt, updatedAt: ports.clock.now() } as const;
  if (!(await ports.imports.update(running))) return undefined;
  try {
    return await postChunks(ports, running);
  } catch (error) {
    const last = (await ports.imports.find(order.id)) ?? running;
    const status = attempt < ports.attemptsAllowed ? 'retrying' : 'failed';
    await ports.imports.update({ ...last, status, updatedAt: ports.clock.now(), problem: problemOf(error) });
    throw error;
  }
}

async function postChunks(ports: RunImportPorts, begun: ImportJob): Promise<ImportJob | undefined> {
  const { kind, sha256, actor, id } = begun;
  const { lines } = readPayments(kind, await ports.imports.readFile(id));
  let job = begun;
  for (let number = Math.floor(job.done / chunkSize); number * chunkSize < lines.length; number += 1) {
    const chunk = lines.slice(number * chunkSize, (number + 1) * chunkSize);
    const results = await importLines(ports, { kind, sha256, actor, number, lines: chunk });
    await ports.imports.saveLines(id, number, results);
    job = { ...counted(job, results), updatedAt: ports.clock.now() };
    if (!(await ports.imports.update(job))) return undefined;
  }
  const ready = { ...job, status: 'ready', problem: null, updatedAt: ports.clock.now() } as const;
  return (await ports.imports.update(ready)) ? ready : undefined;
}

function counted(job: ImportJob, results: readonly LineResult[]): ImportJob {
  const count = (outcome: LineResult['outcome']): number =>
    results.filter((each) => each.outcome === outcome).length;
  return {
    ...job,
    done: job.done + results.length,
    posted: job.posted + count('posted'),
    refused: job.refused + count('refused'),
    skipped: job.skipped + count('skipped'),
  };
}

function problemOf(error: unknown): ImportProblem {
  if (error instanceof BankError) return { code: error.code, detail: error.message };
  return { code: 'internal-error', detail: 'Something went wrong on our side while the file was imported.' };
}
