import { dayBooks } from '../adapters/postgres/days.ts';
import { booksReader } from '../adapters/postgres/books.ts';
import type { BooksDatabase } from '../adapters/postgres/database.ts';
import { countsOf, countText } from '../domain/business-day.ts';
import { businessDaysBetween } from '../domain/business-days.ts';
import { totalsOf } from '../domain/trial-balance.ts';
import { endDay } from '../services/end-day.ts';
import { ConsoleError, type ConsoleContext, type Progress } from './context.ts';
import { withBooks, type BooksOptions } from './target.ts';

export interface DayRollOptions extends BooksOptions {
  /** The last business day to end. */
  readonly to: string;
}

interface EndedDay {
  readonly date: string;
  readonly debitMinor: string;
  readonly creditMinor: string;
  /** Counts of the steps, by step. */
  readonly steps: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * `day roll`: ends every business day up to and with a date, one by one, as the nightly schedule does, and holds the
 * trial balance of each against itself.
 * @throws ConsoleError when the books have left that day already, or a day's debits and credits differ
 */
export async function dayRollCommand(context: ConsoleContext, options: DayRollOptions): Promise<void> {
  await withBooks(context, options, async (database) => {
    const books = dayBooks(database);
    const today = await books.businessDate();
    if (options.to < today) {
      throw new ConsoleError(`The books stand at ${today} already; give that day or a later one.`);
    }
    const count = businessDaysBetween(today, options.to).length;
    const progress = context.progress('days', Math.max(count, 1));
    const ended = await rollDays(database, options.to, progress);
    progress.finish();
    const standing = await books.businessDate();
    context.out(options.json ? JSON.stringify({ ended, businessDate: standing }) : asText(ended, standing));
  });
}

async function rollDays(database: BooksDatabase, to: string, progress: Progress): Promise<EndedDay[]> {
  const books = dayBooks(database);
  const ended: EndedDay[] = [];
  for (let date = await books.businessDate(); date <= to; date = await books.businessDate()) {
    const steps: Record<string, Readonly<Record<string, unknown>>> = {};
    await endDay(books, date, {
      stepDone(_date, step, { result }) {
        steps[step] = result;
      },
    });
    const { debitMinor, creditMinor } = totalsOf((await booksReader(database).trialBalance(date)).lines);
    if (debitMinor !== creditMinor)
      throw new ConsoleError(
        `The trial balance of ${date} is uneven: ${debitMinor} debit, ${creditMinor} credit.`,
      );
    ended.push({ date, debitMinor: debitMinor.toString(), creditMinor: creditMinor.toString(), steps });
    progress.advance(1, date);
  }
  return ended;
}

/** What the steps did, without those that had nothing to do. */
function stepsText(steps: EndedDay['steps']): string {
  return Object.entries(steps)
    .filter(([step]) => step !== 'roll')
    .map(([step, result]) => [step, countText(countsOf(result))] as const)
    .flatMap(([step, text]) => (text === '' ? [] : [`${step}: ${text}`]))
    .join('; ');
}

function asText(ended: readonly EndedDay[], standing: string): string {
  const lines = ended.map(({ date, steps }) => `${date}  trial balance even  ${stepsText(steps)}`.trimEnd());
  return [...lines, `The books stand at ${standing}.`].join('\n');
}
