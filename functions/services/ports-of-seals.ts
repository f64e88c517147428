import type { JournalProof, PublishedBlock, SealedBlock } from '../domain/proof.ts';

/** The chain of blocks in the books. */
export interface SealedBooks {
  /**
   * Seals the oldest journals that are not sealed yet, as one block.
   * @param limit most journals of the block
   * @returns undefined when there is nothing to seal
   */
  sealBlock(limit: number): Promise<SealedBlock | undefined>;
  /** Blocks after this number, in their order. */
  blocksAfter(number: string, limit: number): Promise<readonly SealedBlock[]>;
  block(number: string): Promise<SealedBlock | undefined>;
  /**
   * @param customerId null for the bank's own staff; else only a journal on an account of this customer is found, and
   * shown as far as it is theirs
   * @returns `unsealed` while it waits for its block, undefined where there is none
   */
  proofOf(journalId: string, customerId: string | null): Promise<JournalProof | 'unsealed' | undefined>;
}

/** Blocks as they were published, out of the reach of whoever can write the books. */
export interface PublishedBlocks {
  /** Writes one, unless one with this number is there. @returns what is there from now on */
  publish(block: PublishedBlock): Promise<PublishedBlock>;
  find(number: string): Promise<PublishedBlock | undefined>;
  /** The latest. */
  last(): Promise<PublishedBlock | undefined>;
  /** Blocks after this number, in their order. */
  after(number: string, limit: number): Promise<readonly PublishedBlock[]>;
}

/** A row that is not as it should be. */
export interface Disagreement {
  /** Table of the books, or where blocks are published. */
  readonly relation: string;
  readonly key: string;
  readonly stored: string;
  readonly expected: string;
}

/** What reckons the books again, by SQL of its own. All its answers are of one state of the books. */
export interface BooksVerifier {
  /** The first row that disagrees in a check, by its name. */
  check(name: string): Promise<Disagreement | undefined>;
  /** The first row of these blocks' journals that is not as it was sealed. */
  checkBlocks(first: number, last: number): Promise<Disagreement | undefined>;
  sealing(): Promise<{ readonly blocks: number; readonly unsealed: number }>;
}
