import * as z from 'zod';
import type { Invoke, Item } from './invoke.ts';

/** The primary key of an item of the table. */
export type KeyOf = (table: string, item: Item) => Promise<Item>;

const description = z.object({
  Table: z.object({ KeySchema: z.array(z.object({ AttributeName: z.string() })) }),
});

/** Reads the key schema at each use: a table may be dropped and made again with another key. */
export function keyReader(invoke: Invoke): KeyOf {
  return async (table, item) => {
    const { Table } = await invoke('DescribeTable', { TableName: table }, description);
    const names = new Set(Table.KeySchema.map(({ AttributeName }) => AttributeName));
    return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
  };
}
