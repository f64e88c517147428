import type { BatchItemView } from '../../contract/journal-batches.ts';
import type { JournalPreviewView, PostedJournalView } from '../../contract/journals.ts';
import { errorCodeOfSqlState } from '../../domain/errors.ts';
import { publicId } from '../../domain/ids.ts';
import type { BatchJournal, PostedEntry, PostedJournal } from '../../domain/journal.ts';
import type { BatchItem } from '../../domain/journal-batch.ts';
import type { PreviewedJournal } from '../../services/post-journal.ts';
import { moneyView } from './present.ts';

/** Journals as the contract shows them right after they were posted, or instead of it. */

type Draft = Pick<BatchJournal, 'entries' | 'metadata'>;

/** The lines of a posted journal are those it was asked for with, in their order. */
function entriesView(entries: readonly PostedEntry[], draft: Draft): PostedJournalView['entries'] {
  return entries.map((entry, index) => {
    const asked = draft.entries[index];
    const isHouse = asked !== undefined && 'gl' in asked;
    return {
      accountId: isHouse ? null : publicId('account', entry.accountId),
      ledgerAccount: entry.ledgerAccount,
      side: entry.minor > 0n ? 'debit' : 'credit',
      amount: moneyView(entry.minor > 0n ? entry.minor : -entry.minor, entry.currency),
      balanceAfter: moneyView(entry.balanceMinor, entry.currency),
      version: entry.version,
    };
  });
}

export function postedJournalView(posted: PostedJournal, draft: Draft): PostedJournalView {
  return {
    status: 'posted',
    id: publicId('journal', posted.id),
    sequence: posted.sequence.toString(),
    recordedAt: posted.recordedAt,
    businessDate: posted.businessDate,
    valueDate: posted.valueDate,
    metadata: { ...draft.metadata },
    entries: entriesView(posted.entries, draft),
  };
}

export function journalPreviewView({ journal, token }: PreviewedJournal, draft: Draft): JournalPreviewView {
  return {
    status: 'previewed',
    previewToken: token,
    businessDate: journal.businessDate,
    valueDate: journal.valueDate,
    metadata: { ...draft.metadata },
    entries: entriesView(journal.entries, draft),
  };
}

export function batchItemView(item: BatchItem): BatchItemView {
  const { sqlState, message, journalId } = item;
  return {
    index: item.index,
    outcome: item.outcome,
    journalId: journalId === null ? null : publicId('journal', journalId),
    sequence: item.sequence,
    problem:
      sqlState === null
        ? null
        : { code: errorCodeOfSqlState(sqlState) ?? 'internal-error', detail: message ?? '' },
  };
}
