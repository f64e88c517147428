import type { JournalProofView, PublishedBlockView } from '../../contract/proofs.ts';
import { publicId } from '../../domain/ids.ts';
import type { JournalProof, PublishedBlock } from '../../domain/proof.ts';
import type { PublishedBlocks, SealedBooks } from '../../services/ports-of-seals.ts';
import { readProof, readPublishedBlock } from '../../services/read-proof.ts';
import { principalOf, type Operations } from '../operation.ts';
import { innerId } from './identify.ts';

export interface ProofOperationPorts {
  readonly sealed: SealedBooks;
  readonly published: PublishedBlocks;
}

function proofView(journalId: string, proof: JournalProof): JournalProofView {
  return {
    journalId: publicId('journal', journalId),
    ...proof,
    entries: [...proof.entries],
    path: [...proof.path],
  };
}

export function proofOperations({
  sealed,
  published,
}: ProofOperationPorts): Operations<'getJournalProof' | 'getPublishedBlock'> {
  return {
    async getJournalProof({ params, state }) {
      const journalId = innerId('journal', params.journalId);
      return { body: proofView(journalId, await readProof(sealed, principalOf(state), journalId)) };
    },
    async getPublishedBlock({ params }) {
      const block: PublishedBlock = await readPublishedBlock(published, params.number);
      return { body: { ...block } satisfies PublishedBlockView };
    },
  };
}
