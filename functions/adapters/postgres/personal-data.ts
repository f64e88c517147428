import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { personalFields, personalRules } from '../../domain/personal-data.ts';
import type { PersonalData, PersonalPlace } from '../../services/ports/personal-data.ts';
import { fingerprint, seal, unseal } from '../kms/seal.ts';
import { callFunction, type BooksDatabase } from './database.ts';
import { dataKeys, type PersonalDataParts } from './data-keys.ts';
import { reachable } from './errors.ts';
import { instantText } from './parse.ts';

const maskedRow = z.object({
  field: z.enum(personalFields),
  masked: z.string(),
  recordedBy: z.string(),
  recordedAt: instantText.transform((text) => Date.parse(text)),
});
const sealedRow = z.object({ dataKey: z.string(), ciphertext: z.string() });

const placeText = ({ customer, field }: PersonalPlace): string => `${customer}/${field}`;

/** Personal data in the database, sealed under data keys that lie wrapped beside it. */
export function postgresPersonalData(database: BooksDatabase, parts: PersonalDataParts): PersonalData {
  const keys = dataKeys(database, parts);
  return {
    async masked(customer) {
      const rows = await reachable(
        database.rows(sql`
          SELECT field, masked, recorded_by AS "recordedBy", recorded_at::text AS "recordedAt"
          FROM bank.personal_value WHERE customer_id = ${customer}::uuid ORDER BY field`),
      );
      return rows.map((row) => maskedRow.parse(row));
    },
    async store(place, value, actor) {
      const { found, mask } = personalRules[place.field];
      const { id, key } = await keys.toSealWith();
      const stored = {
        ...place,
        actor,
        dataKey: id,
        ciphertext: seal(key, placeText(place), value),
        masked: mask(value),
        lookup: found ? fingerprint(await keys.toLookUpWith(), place.field, value) : null,
      };
      await callFunction(database, sql`SELECT bank.store_personal(${JSON.stringify(stored)}::jsonb)::text`);
    },
    async open({ customer, field }) {
      const [row] = await reachable(
        database.rows(sql`
          SELECT data_key_id::text AS "dataKey", ciphertext FROM bank.personal_value
          WHERE customer_id = ${customer}::uuid AND field = ${field}`),
      );
      if (row === undefined) return undefined;
      const { dataKey, ciphertext } = sealedRow.parse(row);
      return unseal(await keys.keyOf(dataKey), placeText({ customer, field }), ciphertext);
    },
    async findBy(field, value) {
      const lookup = fingerprint(await keys.toLookUpWith(), field, value);
      const rows = await reachable(
        database.rows(sql`
          SELECT found::text AS id FROM bank.find_personal(${field}, ${lookup}) found`),
      );
      return rows.map(({ id }) => z.string().parse(id));
    },
  };
}
