import { describe, expect, it } from '@jest/globals';
import { useTestDatabase } from '../../../local/testing/database.ts';
import { openPool } from './proxy.ts';

const database = useTestDatabase();

describe('A connection of the functions', () => {
  it('asks for nothing at its start, which RDS Proxy would refuse, and reckons in UTC all the same', async () => {
    const { password, ...connection } = database().appConnection;
    const pool = openPool({ ...connection, password: () => Promise.resolve(password), tls: false });
    expect(pool.options.options).toBeUndefined();
    const { rows } = await pool.query<{ setting: string; source: string }>(
      "SELECT setting, source FROM pg_settings WHERE name = 'TimeZone'",
    );
    await pool.end();
    expect(rows).toEqual([{ setting: 'UTC', source: 'user' }]);
  });
});
