import type { JournalDraft, JournalType } from '../../../functions/domain/journal.ts';
import type { Random } from '../random.ts';
import type { Day } from './day.ts';
import type { PlannedBooks } from './planned-books.ts';

/** A journal that waits to be posted on its day. */
export interface PlannedJournal {
  /** Natural key: its day, whose it is and what it is. */
  readonly key: string;
  readonly draft: JournalDraft;
  readonly type: JournalType;
  readonly reference: string;
  /** Key of the journal it reverses. */
  readonly reverses?: string;
}

export type Particulars = Partial<Pick<PlannedJournal, 'type' | 'reference' | 'reverses'>>;

/** What everybody who does something on a day has at hand. */
export interface Today extends Day {
  readonly books: PlannedBooks;
  /** Draws for one purpose of this day. */
  readonly random: (purpose: string) => Random;
  /** Plans a journal under the day's own key. */
  readonly post: (key: string, draft: JournalDraft, particulars?: Particulars) => void;
}
