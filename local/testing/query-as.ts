import { Client } from 'pg';

export interface Login {
  readonly user: string;
  readonly password: string;
}

/** Signs in to a server, runs one statement and leaves; for tests of who may do what. */
export async function queryAs(
  { host, port }: { readonly host: string; readonly port: number },
  login: Login & { readonly database: string },
  text: string,
): Promise<Record<string, unknown>[]> {
  const client = new Client({ host, port, ...login });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
