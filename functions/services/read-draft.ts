import { draftOwner, type Draft } from '../domain/draft.ts';
import { BankError } from '../domain/errors.ts';
import type { Principal } from '../domain/session.ts';
import type { Clock, Drafts } from './ports.ts';

/**
 * A draft of one's own, until its time is up: the table deletes it some time later.
 * @throws BankError not-found for one that is gone or somebody else's
 */
export async function readDraft(
  ports: { readonly drafts: Drafts; readonly clock: Clock },
  principal: Principal,
  draftId: string,
): Promise<Draft> {
  const draft = await ports.drafts.find(draftOwner(principal), draftId);
  if (!draft || ports.clock.now() >= draft.expiresAt) {
    throw new BankError('not-found', 'There is no draft of yours with this id, or its half hour is over.');
  }
  return draft;
}
