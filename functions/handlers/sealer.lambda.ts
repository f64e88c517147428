import { dynamoBlockRoots } from '../adapters/dynamo/block-roots.ts';
import { sealedBooks } from '../adapters/postgres/seals.ts';
import { readEnvironment } from '../config/environment.ts';
import { describeFault } from '../domain/fault.ts';
import { functionManifest } from '../manifest.ts';
import { PublishedDiffersError, sealBooks } from '../services/seal-books.ts';
import { print } from './print.ts';
import { poolDatabaseOf } from './shared.ts';

const env = readEnvironment(functionManifest.sealer.environment);
const ports = {
  books: sealedBooks(poolDatabaseOf(env)),
  published: dynamoBlockRoots({ name: env.ROOTS_TABLE, books: env.BOOKS_DATABASE }),
};
/** Left for what was begun when the time is up: a block takes less than a second. */
const reserveMs = 10_000;

interface Timed {
  getRemainingTimeInMillis(): number;
}

/** An error ends the run as failed, which is what the alarm watches; the next minute tries again. */
export const handler = async (_event: unknown, context: Timed): Promise<void> => {
  try {
    const run = await sealBooks(ports, () => context.getRemainingTimeInMillis() > reserveMs);
    print(JSON.stringify({ sealed: run }));
  } catch (error) {
    const block = error instanceof PublishedDiffersError ? error.number : null;
    print(JSON.stringify({ sealingFailed: block, fault: describeFault(error) }));
    throw error;
  }
};
