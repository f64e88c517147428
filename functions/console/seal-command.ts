import { sealedBooks } from '../adapters/postgres/seals.ts';
import type { SealedBooks } from '../services/ports-of-seals.ts';
import { PublishedDiffersError, sealAll, sealBooks, type SealRun } from '../services/seal-books.ts';
import { ConsoleError, type ConsoleContext } from './context.ts';
import { targetOf, withBooks, type BooksOptions } from './target.ts';

/** `seal`: what the sealer does every minute, now; for books of the console's own as well. */
export async function sealCommand(context: ConsoleContext, options: BooksOptions): Promise<void> {
  const run = await withBooks(context, options, (database) => seal(context, options, sealedBooks(database)));
  context.out(options.json ? JSON.stringify(run) : asText(run));
}

/** What was sealed; nothing is said of publishing where there is no place for it. */
type Sealed = Omit<SealRun, 'published'> & Partial<SealRun>;

async function seal(context: ConsoleContext, options: BooksOptions, books: SealedBooks): Promise<Sealed> {
  const place = await context.openPublished?.(options.books, targetOf(options));
  if (!place) return sealAll(books);
  try {
    return await sealBooks({ books, published: place.published });
  } catch (error) {
    throw error instanceof PublishedDiffersError ? new ConsoleError(error.message, { cause: error }) : error;
  } finally {
    await place.close();
  }
}

const asText = ({ blocks, journals, published }: Sealed): string =>
  `sealed ${journals} journals in ${blocks} blocks; ${
    published === undefined ? 'there is no place here to publish them' : `published ${published} blocks`
  }`;
