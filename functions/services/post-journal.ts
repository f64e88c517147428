import type { JournalCommand, JournalDraft, PostedEntry, PostedJournal } from '../domain/journal.ts';
import type { Principal } from '../domain/session.ts';
import type { Ids, Ledger } from './ports.ts';

/** What makes a money write idempotent: the caller's key and the hash of what was asked. */
export interface IdempotentRequest {
  readonly key: string;
  readonly requestHash: string;
}

export interface PostingPorts {
  readonly ledger: Ledger;
  readonly ids: Ids;
}

/** What a key may stand for. Cash is one purpose: the same key pays in or pays out, never both. */
export type PostingPurpose = 'transferFunds' | 'cash';

/** Keys of one person and one purpose; those of different scopes never meet. The books keep it for good. */
export function scopeOf({ subject }: Pick<Principal, 'subject'>, purpose: PostingPurpose): string {
  return `${subject}:${purpose}`;
}

export interface PostingCommand {
  readonly principal: Principal;
  readonly purpose: PostingPurpose;
  readonly request: IdempotentRequest;
  readonly draft: JournalDraft;
  readonly reference: string;
}

/** Posts one journal in the name of a principal. The key is theirs alone, and per purpose. */
export async function postJournal(ports: PostingPorts, command: PostingCommand): Promise<PostedJournal> {
  const { principal, purpose, request, draft, reference } = command;
  const journal: JournalCommand = {
    ...draft,
    id: ports.ids.next(),
    type: 'STANDARD',
    reference,
    actor: principal.subject,
    scope: scopeOf(principal, purpose),
    key: request.key,
    requestHash: request.requestHash,
  };
  const [posted] = await ports.ledger.post([journal]);
  if (!posted) throw new Error('The posting function answered nothing for a journal');
  return posted;
}

/** The entry of an account in a posted journal. */
export function entryOf(posted: PostedJournal, accountId: string): PostedEntry {
  const entry = posted.entries.find((each) => each.accountId === accountId);
  if (!entry) throw new Error(`Journal ${posted.id} has no entry for the account it was posted to`);
  return entry;
}
