import type { Clock, RateDecision, RateLimiter } from '../../services/ports.ts';
import { orUndefined, type RedisConnection } from './connection.ts';

/** After a question that Redis did not answer nobody waits for it again so soon. */
const restSeconds = 5;

/** Fixed windows counted in Redis, and by each process for itself, so that nothing is forgotten while Redis is away. */
export function redisRateLimiter(redis: RedisConnection, clock: Clock): RateLimiter {
  const own = new Map<string, number>();
  let failedAt = Number.POSITIVE_INFINITY;
  const nameOf = (key: string, windowSeconds: number): string =>
    `rate:${key}:${Math.floor(clock.now() / 1000 / windowSeconds)}`;
  return {
    async forgive(key, windowSeconds) {
      const name = nameOf(key, windowSeconds);
      own.delete(name);
      await orUndefined(redis.del(name));
    },
    async hit(key, limit, windowSeconds) {
      const now = Math.floor(clock.now() / 1000);
      const window = Math.floor(now / windowSeconds);
      const name = nameOf(key, windowSeconds);
      const isResting = now >= failedAt && now < failedAt + restSeconds;
      const shared = isResting ? undefined : await orUndefined(redis.incr(name));
      if (shared === undefined && !isResting) failedAt = now;
      if (shared === 1) await orUndefined(redis.expire(name, windowSeconds));
      const count = Math.max(shared ?? 0, countHere(own, name));
      return decision(count, limit, (window + 1) * windowSeconds - now);
    },
  };
}

const maxOwnWindows = 10_000;

function countHere(own: Map<string, number>, name: string): number {
  // An attacker may invent user names without end; memory may not follow.
  if (own.size > maxOwnWindows) own.clear();
  const count = (own.get(name) ?? 0) + 1;
  own.set(name, count);
  return count;
}

function decision(count: number, limit: number, resetSeconds: number): RateDecision {
  return { allowed: count <= limit, remaining: Math.max(0, limit - count), resetSeconds };
}
