import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Client, DatabaseError, type QueryArrayResult } from 'pg';
import { createTestDatabase, dropTestDatabase } from '../../local/testing/database.ts';

const folder = fileURLToPath(new URL('../examples', import.meta.url));
const examples = readdirSync(folder).filter((name) => name.endsWith('.sql'));

/** Columns as wide as their widest value, as a terminal would show them. */
function table({ fields, rows }: QueryArrayResult): string {
  const cells = [
    fields.map(({ name }) => name),
    ...rows.map((row) => row.map((value) => String(value ?? ''))),
  ];
  const widths = fields.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(' | ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('-+-'));
  return lines.join('\n');
}

/** Each statement with what it answered, dates and numbers as the database writes them. */
async function play(script: string): Promise<string> {
  const database = await createTestDatabase();
  const client = new Client({
    ...database.adminConnection,
    options: '-c role=bank_operator',
    types: { getTypeParser: () => (text: string) => text },
  });
  await client.connect();
  const output: string[] = [];
  for (const statement of script
    .split(/(?<=;)\n/)
    .map((part) => part.trim())
    .filter(Boolean)) {
    output.push(statement);
    output.push(
      await client.query({ text: statement, rowMode: 'array' }).then(table, (error: unknown) => {
        if (error instanceof DatabaseError)
          return `ERROR ${error.code ?? ''}: ${error.message}\nDETAIL ${error.detail ?? ''}`;
        throw error;
      }),
    );
  }
  await client.end();
  await dropTestDatabase(database);
  return `${output.join('\n\n')}\n`;
}

describe('The example', () => {
  it.each(examples)('%s gives the output that lies beside it', async (name) => {
    const output = await play(readFileSync(join(folder, name), 'utf8'));
    const committed = join(folder, `${name}.out`);
    // `UPDATE_EXAMPLES=1 npm test sql/tests/examples` writes the file anew.
    if (process.env['UPDATE_EXAMPLES']) writeFileSync(committed, output);
    expect(existsSync(committed) ? readFileSync(committed, 'utf8') : '').toBe(output);
  });
});
