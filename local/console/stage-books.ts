import type { Pool } from 'pg';
import { booksByPool, openPool } from '../../functions/adapters/postgres/proxy.ts';
import { ConsoleError, type BooksTarget, type OpenBooks } from '../../functions/console/context.ts';
import { consoleSecret } from '../../functions/manifest-secrets.ts';
import type { LocalConfig } from '../config.ts';
import { verifiedAs } from './cluster-certificate.ts';
import { readLogin } from './stage-logins.ts';
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
  const login = await readLogin(target, consoleSecret(target.stage));
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
  const refused =
    'Whoever runs the migrations gives it the password of its secret: npm run console -- migrate; see infra/README.md.';
  await refuseUnlessBooks(pool, { name, target, at, database: login, who: 'the console', refused });
  return { database: booksByPool(pool), close: () => pool.end() };
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
