import { openAt } from '../adapters/postgres/first-day.ts';
import { isBusinessDay, nextBusinessDay } from '../domain/business-days.ts';
import { ConsoleError, type ConsoleContext } from './context.ts';
import { withBooks, type BooksOptions } from './target.ts';
import { nowOf } from './ticks.ts';

export interface DayOpenOptions extends BooksOptions {
  /** The first business day. */
  readonly on: string;
  readonly yes: boolean;
}

/** Books may be opened the week before the bank is; what lies beyond is a slip of the pen. */
const mostAheadMs = 7 * 24 * 60 * 60 * 1000;

/**
 * `day open`: sets the first business date of new books and opens its month.
 * @throws ConsoleError for a day that is no business day or lies too far ahead, and without `--yes`: the date only moves forward
 */
export async function dayOpenCommand(context: ConsoleContext, options: DayOpenOptions): Promise<void> {
  const { on, yes, json } = options;
  if (!isBusinessDay(on))
    throw new ConsoleError(`${on} is no business day. The next one is ${nextBusinessDay(on)}.`);
  const latest = new Date(nowOf(context).getTime() + mostAheadMs).toISOString().slice(0, 10);
  if (on > latest) throw new ConsoleError(`${on} lies more than a week ahead. Give ${latest} at most.`);
  if (!yes)
    throw new ConsoleError(
      `This opens the books at ${on} for good: the business date only moves forward, and no journal is older. Say --yes to do it.`,
    );
  await withBooks(context, options, (database) => openAt(database, on));
  context.out(json ? JSON.stringify({ businessDate: on }) : `The books are open. They stand at ${on}.`);
}
