import { DatabaseError, escapeIdentifier, escapeLiteral, type Client } from 'pg';
import { scramVerifier } from './scram.ts';

/** Two migrators of sibling databases change, or add, the same rows about roles; the loser is told so and tries again. */
const lostRaces = new Set(['XX000', '23505']);
const tries = 5;

/** Passwords of the roles that log in. */
export interface LoginPasswords {
  readonly appPassword?: string;
  readonly consolePassword?: string;
}

/**
 * Makes the roles unless they exist: `bank_owner` owns every object; `bank_app`, the login of the functions, and
 * `bank_operator`, which the console takes on, may only what the sql files grant. `bank_console` logs in and is granted
 * nothing but to take on `bank_operator`. Passwords are left as they are unless given.
 */
export async function ensureRoles(client: Client, passwords: LoginPasswords): Promise<void> {
  const { rows } = await client.query<{ database: string }>('SELECT current_database() AS database');
  const database = escapeIdentifier(rows[0]?.database ?? '');
  await retrying(async () => {
    await client.query(createRole('bank_owner', 'NOLOGIN'));
    await client.query(createRole('bank_app', 'LOGIN'));
    await client.query(createRole('bank_operator', 'NOLOGIN'));
    await client.query(createRole('bank_console', 'LOGIN'));
    await setPassword(client, 'bank_app', passwords.appPassword);
    await setPassword(client, 'bank_console', passwords.consolePassword);
    await client.query('GRANT bank_operator TO bank_console');
    for (const role of ['bank_app', 'bank_console']) {
      await client.query(`ALTER ROLE ${role} SET timezone TO 'UTC'`);
      // Here and not on bank.post_pair: a function's own setting is made and undone at every call.
      await client.query(`ALTER ROLE ${role} SET lock_timeout TO '10s'`);
    }
    await client.query('GRANT bank_owner, bank_operator TO CURRENT_USER');
    await client.query(`GRANT CREATE ON DATABASE ${database} TO bank_owner`);
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO bank_app, bank_console`);
  });
}

async function setPassword(client: Client, role: string, password: string | undefined): Promise<void> {
  if (password === undefined) return;
  await client.query(`ALTER ROLE ${role} PASSWORD ${escapeLiteral(scramVerifier(password))}`);
}

function createRole(name: string, attributes: string): string {
  return `DO $$ BEGIN
    CREATE ROLE ${name} ${attributes} NOINHERIT;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END $$`;
}

async function retrying(work: () => Promise<void>, left = tries): Promise<void> {
  try {
    await work();
  } catch (error) {
    const lost = error instanceof DatabaseError && lostRaces.has(error.code ?? '');
    if (left <= 1 || !lost) throw error;
    await retrying(work, left - 1);
  }
}
