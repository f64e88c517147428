import { BankError } from '../domain/errors.ts';
import { may } from '../domain/permissions.ts';
import type { JournalProof, PublishedBlock } from '../domain/proof.ts';
import type { Principal } from '../domain/session.ts';
import type { PublishedBlocks, SealedBooks } from './ports-of-seals.ts';

/** Sealing runs every minute. */
const retryAfterSeconds = 60;

const missing = (): BankError => new BankError('not-found', 'You have no journal with this id.');
const unsealed = (what: string): BankError =>
  new BankError('not-sealed', `${what} Ask again in a minute.`, { retryAfterSeconds });

/**
 * The proof of a journal: whole for those who read the bank's journals, for a customer as far as it is theirs.
 * @throws BankError `not-found` for a journal on nobody's account of theirs as for none, `not-sealed` while it waits
 */
export async function readProof(
  books: SealedBooks,
  principal: Principal,
  journalId: string,
): Promise<JournalProof> {
  const readsAll = may(principal, 'journal:read');
  if (!readsAll && principal.customerId === null) throw missing();
  const proof = await books.proofOf(journalId, readsAll ? null : principal.customerId);
  if (proof === undefined) throw missing();
  if (proof === 'unsealed') throw unsealed('The journal is recorded and waits to be sealed.');
  return proof;
}

/** @throws BankError `not-sealed` while there is no such block, or it waits to be published */
export async function readPublishedBlock(
  published: PublishedBlocks,
  number: string,
): Promise<PublishedBlock> {
  const block = await published.find(number);
  if (!block) throw unsealed('No block with this number is published.');
  return block;
}
