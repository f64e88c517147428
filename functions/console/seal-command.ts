import { sealedBooks } from '../adapters/postgres/seals.ts';
import { PublishedDiffersError, sealAll, sealBooks, type SealRun } from '../services/seal-books.ts';
import { ConsoleError, type ConsoleContext } from './context.ts';

export interface SealOptions {
  readonly books: string;
}

/** `seal`: what the sealer does every minute, now; for books of the console's own as well. */
export async function sealCommand(context: ConsoleContext, { books }: SealOptions): Promise<void> {
  const { database, close } = await context.openBooks(books, false);
  try {
    const sealed = sealedBooks(database);
    const place = await context.openPublished?.(books);
    if (!place) {
      const { blocks, journals } = await sealAll(sealed);
      context.out(`sealed ${journals} journals in ${blocks} blocks; there is no place here to publish them`);
      return;
    }
    const run = await sealBooks({ books: sealed, published: place.published }).finally(place.close);
    context.out(describe(run));
  } catch (error) {
    throw error instanceof PublishedDiffersError ? new ConsoleError(error.message, { cause: error }) : error;
  } finally {
    await close();
  }
}

const describe = ({ blocks, journals, published }: SealRun): string =>
  `sealed ${journals} journals in ${blocks} blocks; published ${published} blocks`;
