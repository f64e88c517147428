import { mkdirSync } from 'node:fs';
import dynalite from 'dynalite';

/** A DynamoDB API without transactions and expiry; those are added in front of it. */
export interface InnerDatabase {
  readonly url: URL;
  close(): Promise<void>;
}

/** Starts dynalite on a port of its own, in memory unless `path` names a directory. */
export async function startInner(path: string | undefined): Promise<InnerDatabase> {
  const immediate = { createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 };
  if (path !== undefined) mkdirSync(path, { recursive: true });
  const server = dynalite(path === undefined ? immediate : { ...immediate, path });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The database has no port.');
  return {
    url: new URL(`http://127.0.0.1:${address.port}`),
    async close() {
      await new Promise<void>((resolve, reject) => {
        server.close((error) => {
          if (error) reject(error);
          else resolve();
        });
        server.closeAllConnections();
      });
    },
  };
}
