import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { LocalConfig } from '../config.ts';
import { clusterIn, superuser } from '../postgres/cluster.ts';
import { hasLivingOwner } from '../postgres/previous-run.ts';
import { openDataDirectory } from '../stack/run/data-directory.ts';
import { startPostgres } from '../postgres/server.ts';

export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

export interface OpenServer {
  readonly address: ServerAddress;
  close(): Promise<void>;
}

/** The Postgres of this data directory: the one a running stack has started, or else one of our own. */
export async function openServer(config: LocalConfig): Promise<OpenServer> {
  if (config.postgresUrl !== undefined) return leaveRunning(addressOf(config.postgresUrl));
  openDataDirectory(config.dataDirectory);
  const dataDir = join(config.dataDirectory, 'postgres');
  const running = await runningServer(dataDir);
  if (running) return leaveRunning(running);
  const server = await startPostgres({ dataDir });
  const { host, port } = server;
  return { address: { host, port, ...server.superuser }, close: () => server.close() };
}

const leaveRunning = (address: ServerAddress): OpenServer => ({ address, close: () => Promise.resolve() });

function addressOf(url: string): ServerAddress {
  const { hostname, port, username, password } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
}

/** The fourth line of postmaster.pid is the port; a server whose starter was killed does not count, it is stopping. */
async function runningServer(dataDir: string): Promise<ServerAddress | undefined> {
  if (!existsSync(dataDir)) return undefined;
  const home = realpathSync(dataDir);
  const pidFile = join(clusterIn(home), 'postmaster.pid');
  const passwordFile = join(home, 'superuser.password');
  if (!existsSync(pidFile) || !existsSync(passwordFile) || !hasLivingOwner(home)) return undefined;
  const port = Number(readFileSync(pidFile, 'utf8').split('\n')[3]);
  const password = readFileSync(passwordFile, 'utf8').trim();
  const address = { host: '127.0.0.1', port, user: superuser, password };
  return (await answers(address)) ? address : undefined;
}

async function answers(address: ServerAddress): Promise<boolean> {
  const client = new Client({ ...address, database: 'postgres', connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
