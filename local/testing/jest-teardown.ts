import { deleteHome } from '../postgres/home.ts';
import './jest-setup.ts';

/** Stops the server of the run and deletes its data. */
// eslint-disable-next-line no-restricted-exports -- Jest calls the default export of a global teardown
export default async function tearDown(): Promise<void> {
  const run = globalThis.ledgerbankTestRun;
  if (!run) return;
  await run.server.close();
  deleteHome(run.dataDir);
}
