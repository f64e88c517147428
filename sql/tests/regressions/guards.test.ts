import { beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { wholeBooks } from '../../../local/testing/books.ts';
import { anAccount, openBank, type Cast } from '../../../local/testing/cast.ts';
import { useTestDatabase } from '../../../local/testing/database.ts';
import { aCashDeposit, aTransfer, post } from '../../../local/testing/journals.ts';
import { aHold, placeHold, postPair, stateOf } from '../../../local/testing/ledger-calls.ts';
import { refusalOf } from '../../../local/testing/refusal.ts';

const database = useTestDatabase();
let cast: Cast;

beforeAll(async () => {
  cast = await openBank(database().operator);
  await post(database().app, aCashDeposit(cast.alice.accountId, 1_000n));
  await placeHold(database().app, aHold(cast.alice.accountId, 100n));
});

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

/** Columns of what may never change that a row may leave empty. */
async function emptyableColumns(): Promise<Column[]> {
  const { rows } = await database().owner.query<Column>(
    `SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'books'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attnotnull
       AND c.relname IN ('journal', 'entry', 'hold_event', 'journal_batch', 'journal_batch_item', 'account_movement',
         'ledger_movement', 'closed_day', 'block') AND NOT a.attisdropped
     ORDER BY 1, 2`,
  );
  return rows;
}

describe('Regression 27: a null makes the guard of what may not change look away', () => {
  it('nothing that is recorded goes from null to a value, from a value to null, or from null to null', async () => {
    const { owner } = database();
    const columns = await emptyableColumns();
    const places = columns.map(({ table, column }) => `${table}.${column}`);
    expect(places).toEqual(
      expect.arrayContaining(['journal.reverses_id', 'journal.metadata', 'hold_event.journal_id']),
    );
    const before = await wholeBooks(owner);
    for (const { table, column, type } of columns) {
      const changes = [
        `UPDATE books.${table} SET ${column} = NULL`,
        `UPDATE books.${table} SET ${column} = NULL WHERE ${column} IS NULL`,
        `UPDATE books.${table} SET ${column} = (SELECT max(${column}::text) FROM books.${table})::${type}`,
        `UPDATE books.${table} SET ${column} = ${column} WHERE ${column} IS NULL`,
      ];
      for (const change of changes)
        expect([change, (await refusalOf(owner.query(change))).sqlState]).toEqual([change, 'LB010']);
    }
    expect(await wholeBooks(owner)).toEqual(before);
  });
});

/** Fails inside the database whenever the statement does that to the table. */
async function failing(table: string, event: string, meanwhile: () => Promise<void>): Promise<void> {
  const { owner } = database();
  await owner.query(
    `CREATE FUNCTION books.fail() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION 'the disk is full' USING ERRCODE = '53100'; END $$`,
  );
  await owner.query(
    `CREATE TRIGGER fail AFTER ${event} ON books.${table} FOR EACH STATEMENT EXECUTE FUNCTION books.fail()`,
  );
  try {
    await meanwhile();
  } finally {
    await owner.query('DROP FUNCTION books.fail() CASCADE');
  }
}

async function killed(pid: number): Promise<void> {
  const administrator = new Client(database().adminConnection);
  await administrator.connect();
  await administrator.query('SELECT pg_terminate_backend($1, 5000)', [pid]);
  await administrator.end();
}

describe('Regression 7: a journal is recorded and its balances are not', () => {
  const steps = [
    ['journal', 'INSERT'],
    ['entry', 'INSERT'],
    ['balance', 'UPDATE'],
  ] as const;

  it.each(steps)(
    'a failure at %s (%s) leaves nothing of the posting, and its key is free',
    async (table, event) => {
      const { app, owner, operator } = database();
      const account = await anAccount(operator, cast.bob.customerId, { balanceMinor: 1_000n });
      const transfer = aTransfer(account, cast.carla.accountId, 400n);
      const pair = { debit: account, credit: cast.carla.accountId, minor: 400n, key: `pair-${table}` };
      const before = await wholeBooks(owner);
      await failing(table, event, async () => {
        expect((await refusalOf(post(app, transfer))).sqlState).toBe('53100');
        expect((await refusalOf(postPair(app, pair))).sqlState).toBe('53100');
      });
      expect(await wholeBooks(owner)).toEqual(before);
      expect((await post(app, transfer))[0]?.outcome).toBe('posted');
      expect((await postPair(app, pair)).outcome).toBe('posted');
      expect((await stateOf(app, account)).balance).toBe('200');
    },
  );

  it('a server process that dies before it commits leaves nothing of the posting', async () => {
    const { app, owner, operator } = database();
    const account = await anAccount(operator, cast.bob.customerId, { balanceMinor: 1_000n });
    const transfer = aTransfer(account, cast.carla.accountId, 400n);
    const before = await wholeBooks(owner);
    const client = await app.connect();
    client.on('error', () => undefined);
    await client.query('BEGIN');
    await post(client, transfer);
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await killed(rows[0]?.pid ?? 0);
    await expect(client.query('COMMIT')).rejects.toThrow();
    client.release(true);
    expect(await wholeBooks(owner)).toEqual(before);
    expect((await post(app, transfer))[0]?.outcome).toBe('posted');
  });
});
