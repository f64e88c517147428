import { BankError } from '../domain/errors.ts';
import type { BatchJournal, EntryDraft, JournalEntry, Metadata } from '../domain/journal.ts';
import type { BooksReader } from './ports.ts';

export interface ReversalCommand {
  readonly journalId: string;
  readonly description: string;
  readonly metadata: Metadata | undefined;
}

/** P21: the same lines with their sides swapped, today, from the value date of the original on. */
export async function reversalOf(
  books: BooksReader,
  { journalId, description, metadata }: ReversalCommand,
): Promise<Omit<BatchJournal, 'id' | 'reference'>> {
  const journal = await books.journal(journalId);
  if (!journal) throw new BankError('not-found', 'There is no journal with this id.');
  return {
    type: 'REVERSAL',
    template: 'P21',
    description,
    valueDate: journal.valueDate,
    reversesId: journal.id,
    entries: journal.entries.map(mirrored),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

function mirrored({ accountId, ledgerAccount, minor, currency }: JournalEntry): EntryDraft {
  const target = accountId === null ? { gl: ledgerAccount } : { account: accountId };
  return { ...target, minor: -minor, currency };
}
