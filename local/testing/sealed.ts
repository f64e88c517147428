import { createHash } from 'node:crypto';
import { Pool } from 'pg';
import type { TestDatabase } from './database.ts';
import type { Queryable } from './journals.ts';

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** Seals until nothing is left; answers the blocks that were made. */
export async function sealAll(database: Queryable, limit = 10_000): Promise<Record<string, unknown>[]> {
  const blocks: Record<string, unknown>[] = [];
  for (;;) {
    const { rows } = await database.query<{ block: Record<string, unknown> | null }>(
      'SELECT bank.seal_block($1) AS block',
      [limit],
    );
    const block = rows[0]?.block;
    if (!block) return blocks;
    blocks.push(block);
  }
}

/**
 * What only a superuser who switches the triggers off can do to the books; they stay off.
 * @param statement changes rows of this table of schema `books`
 */
export async function tamper(
  { adminConnection }: TestDatabase,
  table: string,
  statement: string,
): Promise<void> {
  const pool = new Pool({ ...adminConnection, max: 1 });
  try {
    await pool.query(`ALTER TABLE books.${table} DISABLE TRIGGER ALL`);
    const { rowCount } = await pool.query(statement);
    if (rowCount === 0) throw new Error(`Nothing was changed by: ${statement}`);
  } finally {
    await pool.end();
  }
}
