import type { JournalPreviewView, PostedJournalView } from '../../contract/journals.ts';
import type { BatchJournal } from '../../domain/journal.ts';
import { postJournal, previewJournal, type PostingPorts } from '../../services/post-journal.ts';
import { reversalOf } from '../../services/reverse-journal.ts';
import type { BooksReader } from '../../services/ports.ts';
import { idempotentOf, principalOf, replayedHeader, type Operations } from '../operation.ts';
import type { RequestState } from '../state.ts';
import { innerId } from './identify.ts';
import { journalOf } from './journal-input.ts';
import { journalPreviewView, postedJournalView } from './present-journal.ts';

export interface JournalOperationPorts extends PostingPorts {
  readonly books: BooksReader;
}

interface Asked {
  readonly draft: Omit<BatchJournal, 'id'>;
  readonly purpose: 'postJournal' | 'reverseJournal';
  readonly dryRun: boolean;
  readonly state: RequestState;
}

interface Written {
  readonly body: PostedJournalView | JournalPreviewView;
  readonly status?: number;
  readonly headers?: Record<string, string>;
}

async function write(
  ports: JournalOperationPorts,
  { draft, purpose, dryRun, state }: Asked,
): Promise<Written> {
  const command = { principal: principalOf(state), purpose, draft, reference: draft.reference };
  if (dryRun) {
    return { body: journalPreviewView(await previewJournal(ports, command), draft), status: 200 };
  }
  const posted = await postJournal(ports, { ...command, request: idempotentOf(state) });
  const body = postedJournalView(posted, draft);
  return { body, headers: { ...replayedHeader(posted.outcome), location: `/api/v1/journals/${body.id}` } };
}

/** Journals that programs and accountants post themselves. */
export function journalOperations(
  ports: JournalOperationPorts,
): Operations<'postJournal' | 'reverseJournal'> {
  return {
    postJournal: ({ body, state }) =>
      write(ports, { draft: journalOf(body), purpose: 'postJournal', dryRun: body.dryRun, state }),
    async reverseJournal({ params, body, state }) {
      const { description, reference, metadata, dryRun } = body;
      const journalId = innerId('journal', params.journalId);
      const draft = { ...(await reversalOf(ports.books, { journalId, description, metadata })), reference };
      return write(ports, { draft, purpose: 'reverseJournal', dryRun, state });
    },
  };
}
