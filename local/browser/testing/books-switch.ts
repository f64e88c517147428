import { Client } from 'pg';
import type { LocalConfig } from '../../config.ts';
import { openServer } from '../../console/server.ts';

/** Takes the books out of reach and brings them back, as a failing database would, for the whole running stack. */
export async function switchBooks(config: LocalConfig, reachable: boolean): Promise<void> {
  await asSuperuser(config, async (client) => {
    await client.query(`ALTER DATABASE bank ALLOW_CONNECTIONS ${String(reachable)}`);
    if (reachable) return;
    await client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'bank'");
  });
}

export async function asSuperuser<T>(
  config: LocalConfig,
  use: (client: Client) => Promise<T>,
  database = 'postgres',
): Promise<T> {
  const server = await openServer(config);
  const client = new Client({ ...server.address, database });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
    await server.close();
  }
}
