import { parse } from 'csv-parse/sync';
import type { Client } from 'pg';
import { failureIn, MigrationError } from './error.ts';
import { readSqlFiles, type SqlFile } from './files.ts';
import { asOwner, record, type History } from './history.ts';
import { eachFile, type MigrationProgress } from './progress.ts';

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

type Seed = SqlFile & { readonly load: string };

/**
 * The reference data in the order in which it is loaded.
 * @throws MigrationError for a file that nobody knows how to load
 */
export function readSeeds(sqlDir: string): Seed[] {
  const files = readSqlFiles(sqlDir, 'seed', '.csv');
  const unknown = files.find((file) => !loaders.some(({ name }) => name === file.name));
  if (unknown) throw new MigrationError(`${unknown.path}: no loader is known for this file.`);
  return loaders.flatMap(({ name, load }) => {
    const file = files.find((candidate) => candidate.name === name);
    return file ? [{ ...file, load }] : [];
  });
}

/** Loads the reference data again at every run, because loading is idempotent; answers the files that changed. */
export async function applySeeds(
  client: Client,
  { sqlDir, history }: { readonly sqlDir: string; readonly history: History },
  progress: MigrationProgress,
): Promise<string[]> {
  const files = readSeeds(sqlDir);
  const isChanged = ({ path, checksum }: Seed): boolean => history.get(path) !== checksum;
  await eachFile(progress, 'reference data', {
    files,
    run: (file) =>
      asOwner(client, async () => {
        await loadSeed(client, file);
        if (isChanged(file)) await record(client, file);
      }),
  });
  return files.filter(isChanged).map(({ path }) => path);
}

async function loadSeed(client: Client, { path, text, load }: Seed): Promise<void> {
  const rows: unknown = parse(text, { columns: true });
  await client.query(load, [JSON.stringify(rows)]).catch((error: unknown) => {
    throw failureIn(path, '', error);
  });
}
