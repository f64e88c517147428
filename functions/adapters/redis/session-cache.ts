import type { SessionStore } from '../../services/ports/sessions.ts';
import { sessionRecord } from '../dynamo/session-record.ts';
import { orUndefined, type RedisConnection } from './connection.ts';

/** So long a session may be read from here; what ends or changes one takes it out at once. */
const keepSeconds = 30;
const nameOf = (id: string): string => `session:${id}`;

/**
 * Spares most reads of the store. Only what the store said is kept; while Redis is away every read goes there, so
 * nothing fails open.
 */
export function cachedSessions(store: SessionStore, redis: RedisConnection): SessionStore {
  const forget = async (...ids: readonly string[]): Promise<void> => {
    await Promise.all(ids.map((id) => orUndefined(redis.del(nameOf(id)))));
  };
  return {
    ...store,
    async find(id) {
      const known = await orUndefined(redis.get(nameOf(id)));
      if (typeof known === 'string') return sessionRecord.parse(JSON.parse(known));
      const session = await store.find(id);
      if (session) await orUndefined(redis.set(nameOf(id), JSON.stringify(session), 'EX', keepSeconds));
      return session;
    },
    async touch(id, lastSeenAt, expiresAt) {
      await store.touch(id, lastSeenAt, expiresAt);
      await forget(id);
    },
    async end(ids, ending) {
      await store.end(ids, ending);
      await forget(...ids);
    },
    async establish(session, person, change) {
      const done = await store.establish(session, person, change);
      if (done) await forget(...change.leaving.map(({ id }) => id));
      return done;
    },
    async prove(id, until) {
      await store.prove(id, until);
      await forget(id);
    },
    async takeProof(id, now) {
      const taken = await store.takeProof(id, now);
      await forget(id);
      return taken;
    },
  };
}
