import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { startRedisProcess } from './redis-process.ts';
import { startRedis } from './server.ts';
import type { RedisServer } from './server.ts';

export interface RedisChoice {
  /** Value of REDIS_URL: a Redis that runs already. */
  readonly url?: string | undefined;
  /** Value of PATH, where `redis-server` is looked for. */
  readonly searchPath?: string | undefined;
  /** Where to listen; a free port unless given. */
  readonly port?: number;
}

export interface ProvidedRedis extends RedisServer {
  readonly kind: 'embedded' | 'redis-server' | 'external';
}

/** Gives the Redis at the URL; without one a `redis-server` from the path; without that the one of this process. */
export async function provideRedis({ url, searchPath, port }: RedisChoice): Promise<ProvidedRedis> {
  if (url !== undefined) return { ...addressOf(url), kind: 'external', close: () => Promise.resolve() };
  const binary = findRedisServer(searchPath);
  if (binary !== undefined) return { ...(await startRedisProcess(binary, port)), kind: 'redis-server' };
  return { ...(await startRedis(port === undefined ? {} : { port })), kind: 'embedded' };
}

function addressOf(url: string): { host: string; port: number } {
  const { protocol, hostname, port } = new URL(url);
  if (protocol !== 'redis:') throw new Error(`REDIS_URL must begin with redis://, not ${protocol}//`);
  return { host: hostname, port: port === '' ? 6379 : Number(port) };
}

/** The whole path of `redis-server`, if one of the directories has it. */
export function findRedisServer(searchPath = ''): string | undefined {
  const candidates = searchPath.split(delimiter).map((directory) => join(directory, 'redis-server'));
  return candidates.find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
