import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { publishedServer } from '../../../../local/testing/server-address.ts';
import { scramVerifier } from './scram.ts';

const role = 'knows_its_password';
const server = { ...publishedServer(), database: 'postgres' };

async function asAdministrator(statement: string): Promise<void> {
  const client = new Client(server);
  await client.connect();
  await client.query(statement);
  await client.end();
}

beforeAll(() => asAdministrator(`CREATE ROLE ${role} LOGIN PASSWORD '${scramVerifier('of the secret')}'`));
afterAll(() => asAdministrator(`DROP ROLE ${role}`));

async function signIn(password: string): Promise<unknown> {
  const client = new Client({ ...server, user: role, password });
  await client.connect();
  const { rows } = await client.query<{ role: string }>('SELECT current_user AS role');
  await client.end();
  return rows;
}

describe('What the database is told of a password', () => {
  it('lets in whoever has it, and nobody else', async () => {
    expect(await signIn('of the secret')).toEqual([{ role }]);
    await expect(signIn('of another')).rejects.toMatchObject({ code: '28P01' });
  });

  it('is not the password, and another text each time', () => {
    const [once, again] = [scramVerifier('of the secret'), scramVerifier('of the secret')];
    expect(once).toMatch(/^SCRAM-SHA-256\$4096:[\w+/=]{24}\$[\w+/=]{44}:[\w+/=]{44}$/);
    expect(once).not.toBe(again);
    expect(once + again).not.toContain('secret');
  });
});
