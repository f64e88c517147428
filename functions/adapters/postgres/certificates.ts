import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { CertificateLedger } from '../../services/ports/certificates.ts';
import { callFunction, jsonOf, type BooksDatabase } from './database.ts';
import { posting } from './ledger.ts';
import { minorText } from './parse.ts';

const opened = z.object({ id: z.string(), created: z.boolean() });

const quoted = z.object({
  amountMinor: minorText,
  penaltyDays: z.number(),
  penaltyMinor: minorText,
  interestMinor: minorText,
  isAll: z.boolean(),
  maturesOn: z.string(),
});

const withdrawn = z.object({
  outcome: z.enum(['posted', 'replayed']),
  amountMinor: minorText,
  penaltyMinor: minorText,
  interestMinor: minorText,
});

/** Amounts as text, and nothing that is absent. */
const asText = (value: unknown): string =>
  JSON.stringify(value, (_name, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));

/** Certificates by the functions of the books. */
export function postgresCertificates(database: BooksDatabase): CertificateLedger {
  return {
    async open({ scope, key, ...certificate }) {
      const asked = asText({ ...certificate, key: `${scope}:${key}` });
      const call = sql`SELECT bank.open_certificate(${asked}::jsonb)::text AS answer`;
      const { id, created } = opened.parse(jsonOf(await posting(database, call)));
      return { id, outcome: created ? 'posted' : 'replayed' };
    },
    async quote(withdrawal) {
      const asked = asText({ ...withdrawal, dryRun: true });
      const call = sql`SELECT bank.withdraw_certificate(${asked}::jsonb)::text AS answer`;
      return quoted.parse(jsonOf(await callFunction(database, call)));
    },
    async withdraw(withdrawal) {
      const call = sql`SELECT bank.withdraw_certificate(${asText(withdrawal)}::jsonb)::text AS answer`;
      return withdrawn.parse(jsonOf(await posting(database, call)));
    },
  };
}
