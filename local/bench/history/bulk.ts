import type { Client } from 'pg';
import * as z from 'zod';

const trigger = z.object({ table: z.string(), name: z.string(), enabled: z.enum(['O', 'A', 'R', 'D']) });
const index = z.object({
  table: z.string(),
  name: z.string(),
  definition: z.string(),
  constraint_name: z.string().nullable(),
  constraint_definition: z.string().nullable(),
});

const enabling = { O: 'ENABLE', A: 'ENABLE ALWAYS', R: 'ENABLE REPLICA', D: 'DISABLE' };

/**
 * Takes triggers and indexes off tables, for the superuser to load them. Answers what puts both back as they were: the
 * indexes are built from the rows, so what they demand is checked then.
 */
export async function forBulkLoading(admin: Client, tables: readonly string[]): Promise<() => Promise<void>> {
  const triggers = await triggersOf(admin, tables);
  const indexes = await indexesOf(admin, tables);
  for (const { table, name } of triggers) await admin.query(`ALTER TABLE ${table} DISABLE TRIGGER ${name}`);
  for (const each of indexes) await admin.query(dropping(each));
  return async () => {
    for (const each of indexes) await admin.query(making(each));
    for (const { table, name, enabled } of triggers)
      await admin.query(`ALTER TABLE ${table} ${enabling[enabled]} TRIGGER ${name}`);
  };
}

async function triggersOf(admin: Client, tables: readonly string[]): Promise<z.output<typeof trigger>[]> {
  const { rows } = await admin.query(
    `SELECT tgrelid::regclass::text AS table, quote_ident(tgname) AS name, tgenabled AS enabled
     FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = ANY ($1::regclass[])`,
    [tables],
  );
  return z.array(trigger).parse(rows);
}

/** Indexes that no foreign key stands on. */
async function indexesOf(admin: Client, tables: readonly string[]): Promise<z.output<typeof index>[]> {
  const { rows } = await admin.query(
    `SELECT i.indrelid::regclass::text AS table, i.indexrelid::regclass::text AS name,
       pg_get_indexdef(i.indexrelid) AS definition, quote_ident(c.conname) AS constraint_name,
       pg_get_constraintdef(c.oid) AS constraint_definition
     FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('p', 'u')
     WHERE i.indrelid = ANY ($1::regclass[])
       AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.conindid = i.indexrelid AND f.contype = 'f')`,
    [tables],
  );
  return z.array(index).parse(rows);
}

function dropping({ table, name, constraint_name }: z.output<typeof index>): string {
  return constraint_name === null
    ? `DROP INDEX ${name}`
    : `ALTER TABLE ${table} DROP CONSTRAINT ${constraint_name}`;
}

function making({
  table,
  definition,
  constraint_name,
  constraint_definition,
}: z.output<typeof index>): string {
  return constraint_name === null || constraint_definition === null
    ? definition
    : `ALTER TABLE ${table} ADD CONSTRAINT ${constraint_name} ${constraint_definition}`;
}
