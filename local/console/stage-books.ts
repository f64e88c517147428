import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import type { Pool, PoolConfig } from 'pg';
import { booksByPool, openPool } from '../../functions/adapters/postgres/proxy.ts';
import { ConsoleError, type BooksTarget, type OpenBooks } from '../../functions/console/context.ts';
import type { LocalConfig } from '../config.ts';
import { readConsoleLogin } from './console-login.ts';
import { stageBooksProblem, type SoughtBooks } from './stage-books-problem.ts';

/**
 * Books of a stage, as the operator's role: with the login of the console, which may nothing but take that role on.
 * @throws ConsoleError when they are not there or out of reach, or the login is; and when they were to be made
 */
export async function openStageBooks(
  config: LocalConfig,
  { name, create }: { readonly name: string; readonly create: boolean },
  target: BooksTarget,
): Promise<OpenBooks> {
  if (create)
    throw new ConsoleError('The console makes no books in a stage. Leave out --profile and --stage.');
  const login = await readConsoleLogin(target);
  const at = target.through ?? { host: login.host, port: login.port };
  const pool = openPool(
    {
      ...at,
      database: name,
      user: login.username,
      password: () => Promise.resolve(login.password),
      tls: true,
    },
    { ssl: verifiedAs(login.host, config), options: '-c role=bank_operator -c timezone=UTC' },
  );
  await refuseUnlessBooks(pool, { name, target, at, database: login });
  return { database: booksByPool(pool), close: () => pool.end() };
}

/**
 * Clusters show a certificate of RDS' own authority, which no other program trusts (the proxy's is a public one). At the end
 * of a tunnel it names the host where the database really is.
 */
function verifiedAs(host: string, { booksCaFile }: LocalConfig): PoolConfig['ssl'] {
  return {
    rejectUnauthorized: true,
    ca: readFileSync(booksCaFile ?? join(import.meta.dirname, 'rds-us-east-1.pem'), 'utf8'),
    checkServerIdentity: (_asked: string, certificate: PeerCertificate) =>
      checkServerIdentity(host, certificate),
  };
}

async function refuseUnlessBooks(pool: Pool, sought: SoughtBooks): Promise<void> {
  try {
    const { rows } = await pool.query<{ found: boolean }>(
      "SELECT to_regclass('bank.business_date') IS NOT NULL AS found",
    );
    if (rows[0]?.found === true) return;
    throw new ConsoleError(`The database "${sought.name}" is no set of books. Check --books.`);
  } catch (error) {
    await pool.end();
    const told = stageBooksProblem(error, sought);
    throw told === undefined ? error : new ConsoleError(told, { cause: error });
  }
}
