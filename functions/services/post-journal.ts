import type {
  BatchJournal,
  JournalCommand,
  JournalDraft,
  JournalPreview,
  PostedEntry,
  PostedJournal,
  RequestKey,
} from '../domain/journal.ts';
import type { Principal } from '../domain/session.ts';
import type { Ids, Ledger } from './ports.ts';

/** What makes a money write idempotent: the caller's key and the hash of what was asked. */
export interface IdempotentRequest {
  readonly key: string;
  readonly requestHash: string;
  /** Of the preview that the caller insists on; no part of the hash, since it changes nothing of what is asked. */
  readonly previewToken?: string | undefined;
}

/** A request that is only tried: nothing is posted, so it needs no key. */
export const dryRun: IdempotentRequest = { key: 'dry-run', requestHash: 'dry-run' };

export interface PostingPorts {
  readonly ledger: Ledger;
  readonly ids: Ids;
}

/** What a key may stand for. Cash is one purpose: the same key pays in or pays out, never both. */
export type PostingPurpose =
  | 'transferFunds'
  | 'setStandingOrder'
  | 'cash'
  | 'depositCheck'
  | 'returnCheck'
  | 'openDrawer'
  | 'closeDrawer'
  | 'postJournal'
  | 'reverseJournal'
  | 'journalBatch'
  | 'placeHold'
  | 'captureHold'
  | 'releaseHold'
  | 'payLoan'
  | 'originateLoan'
  | 'reverseLoanPayment'
  | 'returnLoanToAccrual'
  | 'openCertificate'
  | 'withdrawCertificate'
  | 'askApproval';

/** Keys of one person and one purpose; those of different scopes never meet. The books keep it for good. */
export function scopeOf({ subject }: Pick<Principal, 'subject'>, purpose: PostingPurpose): string {
  return `${subject}:${purpose}`;
}

export interface PostingCommand {
  readonly principal: Principal;
  readonly purpose: PostingPurpose;
  readonly request: IdempotentRequest;
  readonly draft: JournalDraft & Partial<BatchJournal>;
  readonly reference: string;
}

/** Scope, key and hash as the books keep them. */
export function requestKeyOf(
  principal: Principal,
  purpose: PostingPurpose,
  { key, requestHash }: IdempotentRequest,
): RequestKey {
  return { scope: scopeOf(principal, purpose), key, requestHash };
}

/** The journal of a command, in the name of its principal. The key is theirs alone, and per purpose. */
function journalOf(ports: PostingPorts, command: PostingCommand): JournalCommand {
  const { principal, purpose, request, draft, reference } = command;
  return {
    id: ports.ids.next(),
    type: 'STANDARD',
    ...draft,
    reference,
    actor: principal.subject,
    ...requestKeyOf(principal, purpose, request),
  };
}

/** Posts one journal. @throws BankError preview-outdated when it would not do what the preview showed */
export async function postJournal(ports: PostingPorts, command: PostingCommand): Promise<PostedJournal> {
  const { previewToken } = command.request;
  const [posted] = await ports.ledger.post([journalOf(ports, command)], previewToken);
  if (!posted) throw new Error('The posting function answered nothing for a journal');
  return posted;
}

export interface PreviewedJournal {
  readonly journal: JournalPreview['journals'][number];
  readonly token: string;
}

/** What posting one journal would do; whatever would refuse it refuses this too. */
export async function previewJournal(
  ports: PostingPorts,
  command: Omit<PostingCommand, 'request'>,
): Promise<PreviewedJournal> {
  const { journals, token } = await ports.ledger.preview([journalOf(ports, { ...command, request: dryRun })]);
  const [journal] = journals;
  if (!journal) throw new Error('The preview answered nothing for a journal');
  return { journal, token };
}

/** The entry of an account in a posted journal. */
export function entryOf(posted: Pick<PostedJournal, 'id' | 'entries'>, accountId: string): PostedEntry {
  const entry = posted.entries.find((each) => each.accountId === accountId);
  if (!entry) throw new Error(`Journal ${posted.id} has no entry for the account it was posted to`);
  return entry;
}
