import type { PublishedBlock, SealedBlock } from '../domain/proof.ts';
import type { PublishedBlocks, SealedBooks } from './ports-of-seals.ts';

export interface SealPorts {
  readonly books: SealedBooks;
  readonly published: PublishedBlocks;
}

export interface SealRun {
  readonly blocks: number;
  readonly journals: number;
  readonly published: number;
}

/** Bounds the leaves that a proof is reckoned over, and the time that sealers wait for one another. */
const journalsInBlock = 10_000;
const page = 100;

/** What the books say now is not what was published of them: somebody changed one or the other. */
export class PublishedDiffersError extends Error {
  readonly code = 'published-block-differs';
  readonly number: string;

  constructor(number: string) {
    super(`Block ${number} is not as it was published.`);
    this.name = 'PublishedDiffersError';
    this.number = number;
  }
}

/**
 * Seals every settled journal and publishes every block that is not yet published, in their order. Run again after a
 * failure, it goes on where it stopped; run twice at once, it does everything once.
 * @param mayGoOn asked before each block, so that a function ends before it is ended
 * @throws PublishedDiffersError when a published block is not the one in the books; nothing is overwritten
 */
export async function sealBooks(ports: SealPorts, mayGoOn: () => boolean = () => true): Promise<SealRun> {
  const { blocks, journals } = await sealAll(ports.books, mayGoOn);
  return { blocks, journals, published: await publishAll(ports, mayGoOn) };
}

/** The first half alone, for books whose blocks are published nowhere. */
export async function sealAll(
  books: SealedBooks,
  mayGoOn: () => boolean = () => true,
): Promise<Omit<SealRun, 'published'>> {
  let [blocks, journals] = [0, 0];
  while (mayGoOn()) {
    const block = await books.sealBlock(journalsInBlock);
    if (!block) break;
    blocks += 1;
    journals += block.journals;
  }
  return { blocks, journals };
}

async function publishAll({ books, published }: SealPorts, mayGoOn: () => boolean): Promise<number> {
  const last = await published.last();
  // Books that were put back to an earlier state, or rewritten, are told here before anything is added.
  if (last) expectSame(last, await books.block(last.number));
  let at = last?.number ?? '0';
  let count = 0;
  while (mayGoOn()) {
    const blocks = await books.blocksAfter(at, page);
    for (const block of blocks) expectSame(await published.publish(publicationOf(block)), block);
    count += blocks.length;
    at = blocks.at(-1)?.number ?? at;
    if (blocks.length < page) break;
  }
  return count;
}

/** What is published of a block. */
export function publicationOf(block: PublishedBlock): PublishedBlock {
  const { number, lastSequence, journals, root, hash, sealedAt } = block;
  return { number, lastSequence, journals, root, hash, sealedAt };
}

function expectSame(there: PublishedBlock, block: SealedBlock | undefined): void {
  if (!block || !isSame(there, block)) throw new PublishedDiffersError(there.number);
}

/** Whether what was published is this block, to the last field. */
export function isSame(there: PublishedBlock, block: PublishedBlock): boolean {
  return JSON.stringify(publicationOf(there)) === JSON.stringify(publicationOf(block));
}
