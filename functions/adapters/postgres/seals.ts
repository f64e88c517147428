import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { SealedBooks } from '../../services/ports-of-seals.ts';
import { callFunction, jsonOf, type BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { instantText } from './parse.ts';

const block = z.object({
  number: z.string(),
  firstSequence: z.string(),
  lastSequence: z.string(),
  journals: z.number(),
  root: z.string(),
  previousHash: z.string(),
  hash: z.string(),
  sealedAt: instantText,
});

const part = { hash: z.string(), text: z.string().nullable() };
const state = z.object({ sealed: z.boolean() });
const proof = z.object({
  journal: z.string(),
  origin: z.object(part),
  entries: z.array(z.object({ line: z.number(), ...part })),
  leaf: z.string(),
  position: z.number(),
  path: z.array(z.object({ side: z.enum(['left', 'right']), hash: z.string() })),
  header: z.string(),
  block,
});

/** Numbers as text, like every bigint of the books. */
const columns = sql`number::text, first_sequence::text AS "firstSequence", last_sequence::text AS "lastSequence",
  journals, root, previous_hash AS "previousHash", hash, sealed_at::text AS "sealedAt"`;

export function sealedBooks(database: BooksDatabase): SealedBooks {
  return {
    async sealBlock(limit) {
      const sealed = await callFunction(database, sql`SELECT bank.seal_block(${limit}::integer)::text`);
      return sealed === null ? undefined : block.parse(jsonOf(sealed));
    },
    async blocksAfter(number, limit) {
      const rows = await reachable(
        database.rows(
          sql`SELECT ${columns} FROM bank.block WHERE number > ${number}::bigint ORDER BY bank.block.number LIMIT ${limit}::integer`,
        ),
      );
      return rows.map((row) => block.parse(row));
    },
    async block(number) {
      const [row] = await reachable(
        database.rows(sql`SELECT ${columns} FROM bank.block WHERE number = ${number}::bigint`),
      );
      return row === undefined ? undefined : block.parse(row);
    },
    async proofOf(journalId, customerId) {
      const found = await callFunction(
        database,
        sql`SELECT bank.journal_proof(${journalId}::uuid, ${customerId}::uuid)::text`,
      );
      if (found === null) return undefined;
      const answer = jsonOf(found);
      return state.parse(answer).sealed ? proof.parse(answer) : 'unsealed';
    },
  };
}
