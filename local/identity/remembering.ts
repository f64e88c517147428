import type { Adapter, AdapterPayload } from 'oidc-provider';

/** Keeps what the directory's library wants kept in memory, each kind under its own name. */
export function remembering(): (name: string) => Adapter {
  const kept = new Map<string, { payload: AdapterPayload; until: number }>();
  const read = (key: string): AdapterPayload | undefined => {
    const found = kept.get(key);
    return found && found.until > Date.now() ? found.payload : undefined;
  };
  const findBy = (name: string, matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined =>
    [...kept.entries()].find(
      ([key, { payload, until }]) => key.startsWith(`${name}:`) && until > Date.now() && matches(payload),
    )?.[1].payload;
  return (name) => ({
    upsert(id, payload, expiresIn) {
      for (const [key, { until }] of kept) if (until <= Date.now()) kept.delete(key);
      kept.set(`${name}:${id}`, { payload, until: Date.now() + (expiresIn || 3600) * 1000 });
      return Promise.resolve();
    },
    find: (id) => Promise.resolve(read(`${name}:${id}`)),
    findByUid: (uid) => Promise.resolve(findBy(name, (payload) => payload.uid === uid)),
    findByUserCode: (code) => Promise.resolve(findBy(name, (payload) => payload.userCode === code)),
    consume(id) {
      const payload = read(`${name}:${id}`);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      return Promise.resolve();
    },
    destroy(id) {
      kept.delete(`${name}:${id}`);
      return Promise.resolve();
    },
    revokeByGrantId(grantId) {
      for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
      return Promise.resolve();
    },
  });
}
