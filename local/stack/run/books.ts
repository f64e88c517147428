import { Pool } from 'pg';
import * as z from 'zod';
import { migrate } from '../../../functions/adapters/postgres/migrate.ts';
import type { Backends } from '../provision/provisioner.ts';
import type { Provisioned } from '../provision/provision.ts';

const database = 'bank';
const loginSchema = z.object({ username: z.string(), password: z.string() });

/** A secret may be any text: one that a generator made can begin like JSON and be none. */
function jsonIn(secret: string): unknown {
  try {
    return JSON.parse(secret);
  } catch {
    return undefined;
  }
}

function loginIn(secret: string): z.output<typeof loginSchema> | undefined {
  return loginSchema.safeParse(jsonIn(secret)).data;
}

/** The password the templates' secrets give a role. */
function passwordOf(user: string, { registry, ofType }: Provisioned): string {
  const logins = ofType('AWS::SecretsManager::Secret').map(({ id }) => loginIn(registry.secret(id)));
  const login = logins.find((each) => each?.username === user);
  if (!login) throw new Error(`No secret of the templates holds the login ${user}.`);
  return login.password;
}

/** Brings the books of the bank up to date; answers the SQL files that were applied. */
export async function migrateBooks(
  postgres: Backends['postgres'],
  provisioned: Provisioned,
): Promise<string[]> {
  const { host, port, superuser } = postgres;
  const connection = { host, port, ...superuser, database };
  const { applied } = await migrate(connection, {
    appPassword: passwordOf('bank_app', provisioned),
    consolePassword: passwordOf('bank_console', provisioned),
  });
  return applied;
}

/** Connections to the books as their owner; whoever opens them ends them. */
export function openBooks({ host, port, superuser }: Backends['postgres']): Pool {
  return new Pool({
    host,
    port,
    ...superuser,
    database,
    max: 2,
    options: '-c role=bank_owner -c timezone=UTC',
  });
}
