import type { ClientBase } from 'pg';

/** What the catalog says about a column's type. */
export interface ColumnType {
  readonly oid: number;
  readonly name: string;
  readonly isArray: boolean;
  readonly isEnum: boolean;
  readonly elementOid: number;
}
export type TypeCatalog = Map<number, ColumnType>;

const query = `select oid::int8, typname, typcategory = 'A', typtype = 'e', typelem::int8
  from pg_catalog.pg_type where oid = any($1::oid[])`;

/** Adds the types not yet in the catalog of this database. */
export async function learnTypes(
  catalog: TypeCatalog,
  client: ClientBase,
  oids: readonly number[],
): Promise<void> {
  const missing = oids.filter((oid) => !catalog.has(oid));
  if (missing.length === 0) return;
  const { rows } = await client.query<string[]>({ text: query, values: [missing], rowMode: 'array' });
  for (const [oid, name = '', isArray, isEnum, elementOid] of rows) {
    catalog.set(Number(oid), {
      oid: Number(oid),
      name,
      isArray: isArray === 't',
      isEnum: isEnum === 't',
      elementOid: Number(elementOid),
    });
  }
}
