import type { Client } from 'pg';
import type { SqlFile } from './files.ts';

/** What ran in this database: the path of each file with the checksum it had. */
export type History = ReadonlyMap<string, string>;

export async function openHistory(client: Client): Promise<History> {
  await asOwner(client, async () => {
    await client.query('CREATE SCHEMA IF NOT EXISTS ops');
    await client.query(`CREATE TABLE IF NOT EXISTS ops.migration (
      path text PRIMARY KEY,
      checksum text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
    )`);
    await client.query(
      "COMMENT ON TABLE ops.migration IS 'Files of the sql folder that ran here, with their checksums.'",
    );
  });
  return readHistory(client);
}

/** The same, and nothing is made: an empty one where nothing ran yet. */
export async function readHistory(client: Client): Promise<History> {
  const found = await client.query("SELECT WHERE to_regclass('ops.migration') IS NOT NULL");
  if (found.rowCount === 0) return new Map();
  const { rows } = await client.query<{ path: string; checksum: string }>(
    'SELECT path, checksum FROM ops.migration',
  );
  return new Map(rows.map(({ path, checksum }) => [path, checksum]));
}

export async function record(client: Client, { path, checksum }: SqlFile): Promise<void> {
  await client.query(
    `INSERT INTO ops.migration (path, checksum) VALUES ($1, $2)
     ON CONFLICT (path) DO UPDATE SET checksum = excluded.checksum, applied_at = clock_timestamp()`,
    [path, checksum],
  );
}

/** One transaction as bank_owner, so that everything made in it belongs to that role. */
export async function asOwner<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    await client.query('SET LOCAL ROLE bank_owner');
    // Better to give up and be run again than to queue every posting behind a lock we wait for.
    await client.query("SET LOCAL lock_timeout = '10s'");
    await client.query("SET LOCAL statement_timeout = '10min'");
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // Where the connection is lost, so is the transaction; what is told is why.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
