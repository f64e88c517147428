import { MigrationError } from '../../functions/adapters/postgres/migration/error.ts';
import { migrate, planMigration, type MigrateConnection } from '../../functions/adapters/postgres/migrate.ts';
import type { MigrationRun } from '../../functions/adapters/postgres/migration/plan.ts';
import { ConsoleError, type BooksMigration, type BooksTarget } from '../../functions/console/context.ts';
import { appSecret, consoleSecret, masterSecret } from '../../functions/manifest-secrets.ts';
import type { LocalConfig } from '../config.ts';
import { verifiedAs } from './cluster-certificate.ts';
import { stageBooksProblem } from './stage-books-problem.ts';
import { readLogin, readRolePassword } from './stage-logins.ts';

/**
 * Brings the books of a stage to the sql files of this checkout, as the master user of their cluster, and gives the roles
 * that log in the passwords of their secrets; or tells what would run.
 * @throws ConsoleError when a login is out of reach, or the books are; when the books and the files disagree; and when a file fails
 */
export async function migrateStageBooks(
  config: LocalConfig,
  { books, plan, progress }: BooksMigration,
  target: BooksTarget,
): Promise<MigrationRun> {
  const { stage } = target;
  const appPassword = await readRolePassword(target, { secret: appSecret(stage), role: 'bank_app' });
  const consolePassword = await readRolePassword(target, {
    secret: consoleSecret(stage),
    role: 'bank_console',
  });
  // The one that may everything is asked for last: not where the others are missing.
  const login = await readLogin(target, masterSecret(stage));
  const at = target.through ?? { host: login.host, port: login.port };
  const connection: MigrateConnection = {
    ...at,
    ...{ database: books, user: login.username, password: login.password },
    ssl: verifiedAs(login.host, config),
    connectionTimeoutMillis: 5000,
  };
  try {
    return plan
      ? await planMigration(connection)
      : await migrate(connection, { appPassword, consolePassword, progress });
  } catch (error) {
    if (error instanceof MigrationError) throw new ConsoleError(error.message, { cause: error });
    const refused = `The secret ${masterSecret(stage)} has the password that a deployment gave ${login.username}.`;
    const told = stageBooksProblem(error, {
      name: books,
      target,
      at,
      database: login,
      who: login.username,
      refused,
    });
    throw told === undefined ? error : new ConsoleError(told, { cause: error });
  }
}
