import type { JournalProofView, PublishedBlockView } from '../../../functions/contract/proofs.ts';
import { uuidOf } from '../../../functions/domain/ids.ts';
import { checkProof, type ProofCheck } from '../../../functions/domain/proof.ts';
import { ProblemError } from '../../client/client.ts';
import type { Port } from '../../client/port.ts';

export interface ProofRead {
  readonly journalId: string;
  /** Null while the journal waits to be sealed. */
  readonly found: FoundProof | null;
}

export interface FoundProof {
  readonly proof: JournalProofView;
  /** As it was published; null while it waits for that. */
  readonly published: PublishedBlockView | null;
  readonly check: ProofCheck;
}

/** Reads a proof and, apart from it, what was published, and reckons the one against the other here. */
export async function readProof(port: Port, journalId: string): Promise<ProofRead> {
  const proof = await unlessUnsealed(port.read('getJournalProof', { params: { journalId } }));
  if (!proof) return { journalId, found: null };
  const { number } = proof.block;
  const published = await unlessUnsealed(port.read('getPublishedBlock', { params: { number } }));
  const check = await checkProof(uuidOf('journal', journalId) ?? '', proof, published);
  return { journalId, found: { proof, published, check } };
}

async function unlessUnsealed<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'not-sealed') return null;
    throw error;
  }
}
