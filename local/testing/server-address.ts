import * as z from 'zod';

const variable = 'LEDGERBANK_TEST_POSTGRES';
const address = z.object({ host: z.string(), port: z.number(), user: z.string(), password: z.string() });

/** Where the run's Postgres is and who its superuser is. */
export type ServerAddress = z.output<typeof address>;

/** Name of the migrated database that test databases are copied from. */
export const templateDatabase = 'ledgerbank_template';

/** Password of `bank_app` in every test database. */
export const appPassword = 'app-of-the-tests';

/** Password of `bank_console`, likewise. */
export const consolePassword = 'console-of-the-tests';

/** Jest's workers inherit the environment of the process that ran the global setup. */
export function publishServer(server: ServerAddress): void {
  process.env[variable] = JSON.stringify(server);
}

/** @throws Error when the global setup of jest.config.ts has not run */
export function publishedServer(): ServerAddress {
  const text = process.env[variable];
  if (text === undefined)
    throw new Error('No test server: run the tests with Jest, whose global setup starts it.');
  return address.parse(JSON.parse(text));
}
