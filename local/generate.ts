import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openApiOf } from '../functions/contract/openapi.ts';
import { routeList } from '../functions/contract/routes.ts';
import { migrate, type MigrateConnection } from '../functions/adapters/postgres/migrate.ts';
import { statusOf } from '../functions/http/problem.ts';
import { root } from './config.ts';
import { generateDrizzleSchema } from './generate/drizzle-schema.ts';
import { permissionMatrix } from './generate/permissions.ts';
import { problemTable } from './generate/problems.ts';
import { generateSchemaReference } from './generate/schema-reference.ts';
import { themeStyles } from './generate/theme.ts';
import { startPostgres } from './postgres/server.ts';

/** What is derived from the contract and from a freshly migrated database, by file. */
async function generate(connection: MigrateConnection): Promise<Record<string, string>> {
  const openApi = openApiOf(routeList, (code) => statusOf[code]);
  return {
    'docs/openapi.json': `${JSON.stringify(openApi, null, 2)}\n`,
    'docs/permissions.md': permissionMatrix(),
    'docs/problems.md': problemTable(),
    'docs/schema.md': await generateSchemaReference(connection),
    'web/ui/generated/theme.css': themeStyles(),
    'functions/adapters/postgres/generated/schema.ts': await generateDrizzleSchema(connection),
  };
}

async function withFreshDatabase<T>(use: (connection: MigrateConnection) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ledgerbank-generate-'));
  const server = await startPostgres({ dataDir, durable: false });
  try {
    const { user, password } = server.superuser;
    const connection = { host: server.host, port: server.port, user, password, database: 'postgres' };
    await migrate(connection);
    return await use(connection);
  } finally {
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const generated = await withFreshDatabase(generate);
const changed = Object.entries(generated).filter(([file, text]) => {
  const path = join(root, file);
  return !existsSync(path) || readFileSync(path, 'utf8') !== text;
});
if (!values.check) for (const [file, text] of changed) writeFileSync(join(root, file), text);
for (const [file] of changed) console.log(`${values.check ? 'out of date' : 'written'}: ${file}`);
if (values.check && changed.length > 0) {
  console.log('Run `npm run generate` and commit what it writes.');
  process.exitCode = 1;
}
if (changed.length === 0) console.log(`${Object.keys(generated).length} generated files are up to date`);
