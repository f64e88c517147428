import { sql, type SQL } from 'drizzle-orm';
import * as z from 'zod';
import type { Clock, Ids } from '../../services/ports.ts';
import type { KeyService } from '../kms/data-keys.ts';
import { callFunction, type BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { instantText } from './parse.ts';

const keyRow = z.object({
  id: z.string(),
  purpose: z.enum(['seal', 'lookup']),
  wrapped: z.string(),
  createdAt: instantText.transform((text) => Date.parse(text)),
});
type Purpose = z.output<typeof keyRow>['purpose'];

const day = 86_400_000;
/** A new key after this long, so that one that became known opens no more than a month of values. */
const newKeyAfterMs = 30 * day;
/** How long an unwrapped key stays in this process. */
const keptMs = 5 * 60_000;

export interface PersonalDataParts {
  readonly keys: KeyService;
  readonly ids: Ids;
  readonly clock: Clock;
}

export interface DataKeys {
  toSealWith(): Promise<{ readonly id: string; readonly key: Uint8Array }>;
  toLookUpWith(): Promise<Uint8Array>;
  keyOf(id: string): Promise<Uint8Array>;
}

/** Data keys from the database, unwrapped by the key service and kept for a few minutes. */
export function dataKeys(database: BooksDatabase, { keys, ids, clock }: PersonalDataParts): DataKeys {
  const kept = new Map<string, { readonly key: Uint8Array; readonly until: number }>();

  const latest = async (where: SQL): Promise<z.output<typeof keyRow> | undefined> => {
    const [row] = await reachable(
      database.rows(sql`
        SELECT id::text AS id, purpose, wrapped, created_at::text AS "createdAt" FROM bank.data_key
        WHERE ${where} ORDER BY created_at DESC LIMIT 1`),
    );
    return row === undefined ? undefined : keyRow.parse(row);
  };
  const add = async (purpose: Purpose): Promise<string> => {
    const { wrapped } = await keys.fresh(purpose);
    const made = JSON.stringify({ id: ids.next(), purpose, wrapped });
    return z
      .string()
      .parse(await callFunction(database, sql`SELECT bank.add_data_key(${made}::jsonb)::text`));
  };
  const keyOf = async (id: string): Promise<Uint8Array> => {
    const known = kept.get(id);
    if (known && known.until > clock.now()) return known.key;
    const row = await latest(sql`id = ${id}::uuid`);
    if (!row) throw new Error(`There is no data key ${id}`);
    const key = await keys.unwrap(row.purpose, row.wrapped);
    kept.set(id, { key, until: clock.now() + keptMs });
    return key;
  };
  const current = async (purpose: Purpose): Promise<string> => {
    const found = await latest(sql`purpose = ${purpose}`);
    const isOld = purpose === 'seal' && found && clock.now() - found.createdAt > newKeyAfterMs;
    return !found || isOld === true ? add(purpose) : found.id;
  };
  return {
    keyOf,
    async toSealWith() {
      const id = await current('seal');
      return { id, key: await keyOf(id) };
    },
    toLookUpWith: async () => keyOf(await current('lookup')),
  };
}
