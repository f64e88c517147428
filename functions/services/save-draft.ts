import { draftLifeMs, draftOwner, type Draft } from '../domain/draft.ts';
import type { Principal } from '../domain/session.ts';
import type { Clock, Drafts, Ids } from './ports.ts';

export interface SaveDraftPorts {
  readonly drafts: Drafts;
  readonly ids: Ids;
  readonly clock: Clock;
}

/** Sets aside what somebody typed, for half an hour and for nobody else. */
export async function saveDraft(
  ports: SaveDraftPorts,
  principal: Principal,
  typed: Pick<Draft, 'form' | 'fields'>,
): Promise<Draft> {
  // Whole seconds, which is what the table's time to live is kept in.
  const expiresAt = Math.floor((ports.clock.now() + draftLifeMs) / 1000) * 1000;
  const draft = { id: ports.ids.next(), ...typed, expiresAt };
  await ports.drafts.save(draftOwner(principal), draft);
  return draft;
}
