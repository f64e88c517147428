import { Client } from 'pg';
import * as z from 'zod';
import type { MigrateConnection } from '../../functions/adapters/postgres/migrate.ts';

const column = z.object({
  name: z.string(),
  type: z.string(),
  nullable: z.boolean(),
  /** The expression of its default, or null. */
  default: z.string().nullable(),
  primaryKey: z.boolean(),
  comment: z.string().nullable(),
});
export type CatalogColumn = z.output<typeof column>;

const relation = z.object({
  schema: z.string(),
  name: z.string(),
  kind: z.enum(['table', 'view']),
  comment: z.string().nullable(),
  /** Whether the role of the deployed functions may read it. */
  readableByApp: z.boolean(),
  columns: z.array(column),
});
export type CatalogRelation = z.output<typeof relation>;

const routine = z.object({
  name: z.string(),
  arguments: z.string(),
  result: z.string(),
  comment: z.string().nullable(),
});
export type CatalogRoutine = z.output<typeof routine>;

/**
 * Postgres doesn't know whether a column of a view can be null, so the rule is: it can't, unless its comment begins
 * with "Null". `drizzle-schema.test.ts` holds the views against that rule.
 */
const relationsQuery = `
  SELECT n.nspname AS schema, c.relname AS name, CASE c.relkind WHEN 'v' THEN 'view' ELSE 'table' END AS kind,
    obj_description(c.oid, 'pg_class') AS comment,
    has_schema_privilege('bank_app', n.oid, 'USAGE') AND has_table_privilege('bank_app', c.oid, 'SELECT') AS "readableByApp",
    json_agg(json_build_object(
      'name', a.attname,
      'type', format_type(a.atttypid, a.atttypmod),
      'nullable', CASE c.relkind WHEN 'v' THEN coalesce(col_description(c.oid, a.attnum), '') LIKE 'Null%' ELSE NOT a.attnotnull END,
      'default', pg_get_expr(d.adbin, d.adrelid),
      'primaryKey', coalesce(a.attnum = ANY (k.conkey), false),
      'comment', col_description(c.oid, a.attnum)
    ) ORDER BY a.attnum) AS columns
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
  WHERE n.nspname IN ('bank', 'books', 'ops') AND c.relkind IN ('r', 'v')
  GROUP BY n.nspname, c.oid, n.oid
  ORDER BY n.nspname, c.relname`;

const routinesQuery = `
  SELECT p.proname AS name, pg_get_function_arguments(p.oid) AS arguments, pg_get_function_result(p.oid) AS result,
    obj_description(p.oid, 'pg_proc') AS comment
  FROM pg_proc p WHERE p.pronamespace = 'bank'::regnamespace ORDER BY p.proname`;

const schemasQuery = `
  SELECT nspname AS name, obj_description(oid, 'pg_namespace') AS comment
  FROM pg_namespace WHERE nspname IN ('bank', 'books', 'ops') ORDER BY nspname`;

export interface Catalog {
  readonly schemas: readonly { name: string; comment: string | null }[];
  readonly relations: readonly CatalogRelation[];
  /** The functions of the public surface. */
  readonly routines: readonly CatalogRoutine[];
}

/** What a migrated database says of itself, in the order of names. */
export async function readCatalog(connection: MigrateConnection): Promise<Catalog> {
  const client = new Client(connection);
  await client.connect();
  try {
    const schema = z.object({ name: z.string(), comment: z.string().nullable() });
    return {
      schemas: z.array(schema).parse((await client.query(schemasQuery)).rows),
      relations: z.array(relation).parse((await client.query(relationsQuery)).rows),
      routines: z.array(routine).parse((await client.query(routinesQuery)).rows),
    };
  } finally {
    await client.end();
  }
}
