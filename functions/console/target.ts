import { InvalidArgumentError, type Command } from 'commander';
import type { BooksDatabase } from '../adapters/postgres/database.ts';
import { booksName } from './arguments.ts';
import {
  UsageError,
  type BooksTarget,
  type ConsoleContext,
  type HostAndPort,
  type StageTarget,
} from './context.ts';

/** The books that sites and workers serve; others are of this machine, and nobody signs in to them. */
export const servedBooks = 'bank';

/** What `ofTarget` reads. */
export interface TargetOptions extends Partial<StageTarget> {
  readonly json: boolean;
}

/** What `ofBooks` reads. */
export interface BooksOptions extends TargetOptions {
  readonly books: string;
  readonly through?: HostAndPort;
}

/** The options of a command that says whose stage it means. */
export const ofTarget = (command: Command): Command =>
  command
    .option('--profile <name>', 'AWS profile of the account; the bank that runs here unless given')
    .option('--stage <stage>', 'stage in that account, such as prod; needed with --profile')
    .option('--json', 'print as JSON', false);

/** The options of a command that opens books: which, and whose. */
export const ofBooks = (command: Command): Command =>
  ofTarget(command)
    .option('--books <name>', 'set of books', booksName, servedBooks)
    .option(
      '--through <host:port>',
      'where a tunnel to the database of that stage ends, such as 127.0.0.1:15432',
      tunnelEnd,
    );

function tunnelEnd(text: string): HostAndPort {
  const [, host = '', digits = ''] = /^([\w.-]+):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (host !== '' && port >= 1 && port <= 65_535) return { host, port };
  throw new InvalidArgumentError('Write a host and a port, like 127.0.0.1:15432.');
}

/** @throws UsageError when only half of it is named */
export function targetOf({ profile, stage }: Partial<StageTarget>): StageTarget | undefined {
  if ((profile === undefined) !== (stage === undefined)) {
    throw new UsageError('Give --profile and --stage together, or neither for the bank that runs here.');
  }
  return profile === undefined || stage === undefined ? undefined : { profile, stage };
}

/** @throws UsageError for a tunnel to no stage */
export function booksTargetOf({ through, ...named }: Partial<BooksTarget>): BooksTarget | undefined {
  const target = targetOf(named);
  if (!through) return target;
  if (target) return { ...target, through };
  throw new UsageError('--through says how to reach a stage: give --profile and --stage with it.');
}

/**
 * Lets a command use the books it was told.
 * @throws ConsoleError when there are none, or they are out of reach
 */
export async function withBooks<T>(
  context: ConsoleContext,
  options: Pick<BooksOptions, 'books'> & Partial<BooksTarget>,
  use: (database: BooksDatabase) => Promise<T>,
): Promise<T> {
  const { database, close } = await context.openBooks(options.books, false, booksTargetOf(options));
  try {
    return await use(database);
  } finally {
    await close();
  }
}
