import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { RedisServer } from './server.ts';
import { slotCount } from './slots.ts';

const host = '127.0.0.1';
const startUpMs = 10_000;

/** Starts a `redis-server` binary as a cluster of one node that owns every slot, without persistence. */
export async function startRedisProcess(binary: string, wanted?: number): Promise<RedisServer> {
  const directory = await mkdtemp(join(tmpdir(), 'redis-'));
  const port = wanted ?? (await freePort());
  const server = spawn(binary, [...(await settings(port)), '--dir', directory], { stdio: 'ignore' });
  const exited = once(server, 'exit');
  const close = async (): Promise<void> => {
    server.kill('SIGTERM');
    await exited;
    await rm(directory, { recursive: true });
  };
  const client = connectTo(port);
  try {
    const failed = exited.then(() => Promise.reject(new Error(`${binary} did not start.`)));
    await Promise.race([takeAllSlots(client), failed, late()]);
  } catch (error) {
    await close();
    throw error;
  } finally {
    client.disconnect();
  }
  return { host, port, close };
}

async function settings(port: number): Promise<string[]> {
  const own = { port, bind: host, save: '', appendonly: 'no' };
  const cluster = {
    'cluster-enabled': 'yes',
    'cluster-port': await freePort(),
    // Clients connect to the address the node gives in CLUSTER SLOTS.
    'cluster-announce-ip': host,
  };
  return Object.entries({ ...own, ...cluster }).flatMap(([name, value]) => [`--${name}`, String(value)]);
}

/** A client that tries until the server listens; each attempt before is an error that says nothing new. */
function connectTo(port: number): Redis {
  const patience = {
    retryStrategy: () => 50,
    maxRetriesPerRequest: null,
    enableReadyCheck: false,
    disconnectTimeout: 50,
  };
  return new Redis({ host, port, ...patience }).on('error', () => undefined);
}

async function takeAllSlots(client: Redis): Promise<void> {
  await client.call('CLUSTER', 'ADDSLOTSRANGE', '0', String(slotCount - 1));
  while (!String(await client.call('CLUSTER', 'INFO')).includes('cluster_state:ok')) await pause(20);
}

async function late(): Promise<never> {
  await pause(startUpMs, undefined, { ref: false });
  throw new Error('redis-server did not get ready in time.');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}
