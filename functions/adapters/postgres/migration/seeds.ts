import { parse } from 'csv-parse/sync';
import type { Client } from 'pg';
import { failureIn, MigrationError } from './error.ts';
import { readSqlFiles } from './files.ts';
import { asOwner, record, type History } from './history.ts';

/** The function of the database that takes each file's rows, in the order they are loaded. */
const loaders = [
  { name: 'statement_lines', load: 'SELECT books.load_statement_lines($1::jsonb)' },
  { name: 'chart_of_accounts', load: 'SELECT books.load_chart($1::jsonb)' },
  { name: 'deposit_products', load: 'SELECT books.load_deposit_products($1::jsonb)' },
  { name: 'deposit_rates', load: 'SELECT books.load_deposit_rates($1::jsonb)' },
  { name: 'loan_products', load: 'SELECT books.load_loan_products($1::jsonb)' },
  { name: 'report_lines', load: 'SELECT books.load_report_lines($1::jsonb)' },
  { name: 'report_rules', load: 'SELECT books.load_report_rules($1::jsonb)' },
];

/** Loads the reference data again at every run, because loading is idempotent; answers the files that changed. */
export async function applySeeds(client: Client, sqlDir: string, history: History): Promise<string[]> {
  const files = readSqlFiles(sqlDir, 'seed', '.csv');
  const unknown = files.find((file) => !loaders.some(({ name }) => name === file.name));
  if (unknown) throw new MigrationError(`${unknown.path}: no loader is known for this file.`);
  const applied: string[] = [];
  for (const { name, load } of loaders) {
    const file = files.find((candidate) => candidate.name === name);
    if (!file) continue;
    const rows: unknown = parse(file.text, { columns: true });
    await asOwner(client, async () => {
      await client.query(load, [JSON.stringify(rows)]).catch((error: unknown) => {
        throw failureIn(file.path, '', error);
      });
      if (history.get(file.path) !== file.checksum) await record(client, file);
    });
    if (history.get(file.path) !== file.checksum) applied.push(file.path);
  }
  return applied;
}
