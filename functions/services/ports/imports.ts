import type { ImportJob, LineOutcome, LineResult } from '../../domain/import-job.ts';
import type { PageRequest, PageResult } from '../ports.ts';

/** Imports, the text of their files, and what became of their lines. */
export interface ImportStore {
  find(id: string): Promise<ImportJob | undefined>;
  /** The latest hundred, latest first. */
  latest(): Promise<readonly ImportJob[]>;
  saveFile(id: string, text: string): Promise<void>;
  readFile(id: string): Promise<string>;
  /** Writes the job of a run; false when that run or a later one is there already. */
  open(job: ImportJob): Promise<boolean>;
  /** Writes how the job goes on; false when a later run, or a later attempt of this one, has come before. */
  update(job: ImportJob): Promise<boolean>;
  /** @param chunk number of the chunk, from 0; writing it again puts the same in its place */
  saveLines(id: string, chunk: number, lines: readonly LineResult[]): Promise<void>;
  /** In the order of the file: "older" is further on. */
  lines(id: string, outcome: LineOutcome | undefined, page: PageRequest): Promise<PageResult<LineResult>>;
}

export interface ImportQueue {
  /** The same run sent again within five minutes is one message. */
  send(order: Pick<ImportJob, 'id' | 'run'>): Promise<void>;
}

/** Which accounts stand behind numbers that customers use. */
export interface AccountNumbers {
  /** Number → id; a number without an account is missing. */
  idsOf(numbers: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** SHA-256 in hex. */
export type Digest = (text: string) => string;
