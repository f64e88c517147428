import type { Cache } from '../../services/ports.ts';
import { orUndefined, type RedisConnection } from './connection.ts';

// JSON has no bigint; the marker can't occur in our texts because control characters are refused.
const marker = '\u0000n';

const write = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `${marker}${part}` : part));

const read = (text: string): unknown =>
  JSON.parse(text, (_key, part: unknown) =>
    typeof part === 'string' && part.startsWith(marker) ? BigInt(part.slice(marker.length)) : part,
  );

/** Service answers in Redis. A key names one version of what it holds, so nothing ever needs to be evicted. */
export function redisCache(redis: RedisConnection): Cache {
  return {
    async remember<T>(key: string, keepSeconds: number, load: () => Promise<T>) {
      const known = await orUndefined(redis.get(key));
      // The type is the caller's: under one key only ever one shape is kept.
      if (typeof known === 'string') return { value: read(known) as T, cached: true };
      const value = await load();
      await orUndefined(redis.set(key, write(value), 'EX', keepSeconds));
      return { value, cached: false };
    },
  };
}
