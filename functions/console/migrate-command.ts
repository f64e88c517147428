import type { MigrationRun } from '../adapters/postgres/migration/plan.ts';
import type { MigrationProgress } from '../adapters/postgres/migration/progress.ts';
import {
  ConsoleError,
  UsageError,
  type BooksMigration,
  type ConsoleContext,
  type Progress,
} from './context.ts';
import { booksTargetOf, servedBooks, type BooksOptions } from './target.ts';

export interface MigrateOptions extends Omit<BooksOptions, 'books'> {
  readonly books?: string;
  readonly plan: boolean;
}

type Place = Pick<BooksMigration, 'books' | 'target'>;

/**
 * `migrate`: brings books to the sql files of this checkout, or with `--plan` tells what would run.
 * @throws ConsoleError when they and the files disagree, or a file fails; what ran before it stays
 */
export async function migrateCommand(context: ConsoleContext, options: MigrateOptions): Promise<void> {
  const place = placeOf(options);
  const { plan, json } = options;
  const run = await withBars(context, (progress) => context.migrateBooks?.({ ...place, plan, progress }));
  if (!run) throw new ConsoleError('There are no books here to be migrated.');
  context.out(json ? asJson(place, plan, run) : asText(place, plan, run));
}

/** @throws UsageError where neither or both are named */
function placeOf(options: MigrateOptions): Place {
  const target = booksTargetOf(options);
  const { books } = options;
  if (target && books !== undefined)
    throw new UsageError(
      'A stage has the books of the bank alone: leave out --books, or --profile and --stage.',
    );
  if (target) return { books: servedBooks, target };
  if (books !== undefined) return { books };
  throw new UsageError(
    'Give --profile and --stage: the bank of this machine is migrated when it starts. Other books of this machine are named by --books.',
  );
}

/** A bar for each part. The last one has ended before anything else is said, whatever came of it. */
async function withBars<T>(
  context: ConsoleContext,
  work: (progress: MigrationProgress) => Promise<T> | undefined,
): Promise<T | undefined> {
  let bar: Progress | undefined;
  try {
    return await work({
      begin(part, files) {
        bar?.finish();
        bar = files > 0 ? context.progress(part, files) : undefined;
      },
      // Named while it runs: the one that takes long is the one to know.
      running: (path) => bar?.advance(0, path),
      done: (path) => bar?.advance(1, path),
    });
  } finally {
    bar?.finish();
  }
}

const asJson = ({ books, target }: Place, plan: boolean, { applied, there }: MigrationRun): string =>
  JSON.stringify({ stage: target?.stage ?? null, books, plan, [plan ? 'wouldRun' : 'ran']: applied, there });

function asText(place: Place, plan: boolean, { applied, there }: MigrationRun): string {
  const word = plan ? 'would run' : 'ran';
  return [
    ...(there.length === 0 ? [] : [`was there  ${rangeOf(there)}`]),
    ...applied.map((path) => `${word}  ${path}`),
    summary(place, plan, applied.length),
  ].join('\n');
}

/** Migrations that ran come before all that have not. */
function rangeOf(there: readonly string[]): string {
  const [first = ''] = there;
  return there.length === 1 ? first : `${first} to ${there.at(-1) ?? ''}: ${there.length} migrations`;
}

function summary({ books, target }: Place, plan: boolean, count: number): string {
  const whose = target ? `The books of the stage ${target.stage}` : `The books "${books}"`;
  if (plan && count > 0) return `${whose} would be brought to this checkout. Nothing was changed.`;
  const are = `${whose} are those of this checkout${count > 0 ? '' : ' already'}.`;
  return target && !plan ? `${are} bank_app and bank_console have the passwords of their secrets.` : are;
}
