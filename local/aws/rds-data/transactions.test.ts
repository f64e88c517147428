import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  BeginTransactionCommand,
  CommitTransactionCommand,
  ExecuteStatementCommand,
  RDSDataClient,
  RollbackTransactionCommand,
} from '@aws-sdk/client-rds-data';
import type { CommitTransactionCommandOutput, ExecuteStatementCommandOutput } from '@aws-sdk/client-rds-data';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/aws-data-api/pg';
import { jsonb, numeric, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core';
import { startFront } from '../front.ts';
import type { AwsFront } from '../front.ts';
import { deleteHome } from '../../postgres/home.ts';
import { startPostgres } from '../../postgres/server.ts';
import type { PostgresServer } from '../../postgres/server.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { useFront } from '../testing/use-front.ts';
import { startRdsData } from './service.ts';

const target = { resourceArn: 'arn:cluster', secretArn: 'arn:secret' };

describe('transactions of the RDS Data API', () => {
  const testDatabase = useTestDatabase();
  const front = useFront(() => {
    const { host, port, user: username, password, database } = testDatabase().adminConnection;
    const credentials = (): Promise<{ username: string; password: string }> =>
      Promise.resolve({ username, password });
    const limits = { transactionIdleMs: 300 };
    return [startRdsData({ host, port, credentials, limits, connections: 4, defaultDatabase: database })];
  });
  let client: RDSDataClient;
  const execute = (statement: string, transactionId?: string): Promise<ExecuteStatementCommandOutput> =>
    client.send(new ExecuteStatementCommand({ ...target, sql: statement, transactionId }));
  const begin = async (): Promise<string> =>
    (await client.send(new BeginTransactionCommand(target))).transactionId ?? '';
  const commit = (transactionId: string): Promise<CommitTransactionCommandOutput> =>
    client.send(new CommitTransactionCommand({ ...target, transactionId }));
  const count = async (): Promise<number | undefined> =>
    (await execute('SELECT count(*) FROM step')).records?.[0]?.[0]?.longValue;

  beforeAll(async () => {
    client = new RDSDataClient(front.config());
    await execute('CREATE TABLE step (n int)');
    await execute(
      'CREATE TABLE statement (id uuid PRIMARY KEY, amount numeric(20,4), detail jsonb, made timestamptz DEFAULT now())',
    );
  });

  it('shows its work to others when it commits, and never when it rolls back', async () => {
    const before = (await count()) ?? 0;
    const kept = await begin();
    await execute('INSERT INTO step VALUES (1)', kept);
    expect(await count()).toBe(before);
    expect(await commit(kept)).toMatchObject({ transactionStatus: 'Transaction Committed' });
    expect(await count()).toBe(before + 1);
    const dropped = await begin();
    await execute('INSERT INTO step VALUES (2)', dropped);
    const rollback = await client.send(new RollbackTransactionCommand({ ...target, transactionId: dropped }));
    expect(rollback.transactionStatus).toBe('Rollback Complete');
    expect(await count()).toBe(before + 1);
  });

  it('runs statements that come at once one after another', async () => {
    const id = await begin();
    await Promise.all(
      Array.from({ length: 10 }, (_, n) => execute(`INSERT INTO step VALUES (${String(n)})`, id)),
    );
    const { records } = await execute('SELECT count(*) FROM step WHERE xmin = pg_current_xact_id()::xid', id);
    expect(records).toEqual([[{ longValue: 10 }]]);
    await commit(id);
  });

  it('does not call a failed transaction committed', async () => {
    const id = await begin();
    await expect(execute('SELECT 1/0', id)).rejects.toThrow('SQLState: 22012');
    await expect(execute('SELECT 1', id)).rejects.toThrow('SQLState: 25P02');
    await expect(commit(id)).rejects.toMatchObject({ name: 'DatabaseErrorException' });
  });

  it('rolls back what is left alone', async () => {
    const before = await count();
    const id = await begin();
    await execute('INSERT INTO step VALUES (99)', id);
    await pause(500);
    await expect(commit(id)).rejects.toMatchObject({ name: 'TransactionNotFoundException' });
    expect(await count()).toBe(before);
  });

  it('forgets a transaction whose connection died', async () => {
    const id = await begin();
    const { records } = await execute('SELECT pg_backend_pid()', id);
    await execute(`SELECT pg_terminate_backend(${String(records?.[0]?.[0]?.longValue)})`);
    await pause(50);
    await expect(execute('SELECT 1', id)).rejects.toMatchObject({ name: 'TransactionNotFoundException' });
    expect(await count()).toBeGreaterThan(0);
  });

  it('serves drizzle', async () => {
    const statement = pgTable('statement', {
      id: uuid().primaryKey(),
      amount: numeric({ precision: 20, scale: 4 }),
      detail: jsonb(),
      made: timestamp({ withTimezone: true }),
    });
    const db = drizzle(client, { ...target, database: testDatabase().adminConnection.database });
    const id = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
    await db.transaction(async (transaction) => {
      await transaction.insert(statement).values({ id, amount: '1234567890.1234', detail: { lines: ['é'] } });
      const [row] = await transaction.select().from(statement).where(eq(statement.id, id)).for('update');
      expect(row).toMatchObject({ id, amount: '1234567890.1234', detail: { lines: ['é'] } });
      expect(Math.abs((row?.made?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    });
    const failing = db.transaction(async (transaction) => {
      await transaction.update(statement).set({ amount: '0' }).where(eq(statement.id, id));
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    const raw = await db.execute<{ amount: string }>(
      sql`SELECT amount FROM statement WHERE id = ${id}::uuid`,
    );
    expect(raw.rows).toEqual([{ amount: '1234567890.1234' }]);
  });

  it('fails a statement whose connection dies under it, and goes on', async () => {
    const sleeping = execute('SELECT pg_sleep(10)');
    const outcome = expect(sleeping).rejects.toMatchObject({ name: 'DatabaseUnavailableException' });
    await pause(100);
    await execute(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(10)' AND pid <> pg_backend_pid()",
    );
    await outcome;
    expect(await count()).toBeGreaterThan(0);
  });

  describe('over a server of its own', () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'ledgerbank-restart-'));
    let postgres: PostgresServer;
    let own: AwsFront;
    let here: RDSDataClient;

    beforeAll(async () => {
      postgres = await startPostgres({ dataDir, durable: false });
      const { host, port, superuser } = postgres;
      const login = { username: superuser.user, password: superuser.password };
      const credentials = (): Promise<typeof login> => Promise.resolve(login);
      own = await startFront({
        services: [startRdsData({ host, port, credentials, defaultDatabase: 'postgres' })],
      });
      here = new RDSDataClient({ ...front.config(), endpoint: own.endpoint });
    });
    afterAll(async () => {
      await own.close();
      await postgres.close();
      deleteHome(dataDir);
    });

    const run = (statement: string): Promise<ExecuteStatementCommandOutput> =>
      here.send(new ExecuteStatementCommand({ ...target, sql: statement }));

    async function untilAvailable(): Promise<void> {
      for (let attempt = 0; attempt < 50; attempt += 1) {
        const { ok } = await run('SELECT 1').then(
          () => ({ ok: true }),
          () => ({ ok: false }),
        );
        if (ok) return;
        await pause(100);
      }
      throw new Error('The database did not come back.');
    }

    it('survives that a backend is killed, which says no goodbye', async () => {
      const outcome = expect(run('SELECT pg_sleep(10)')).rejects.toMatchObject({
        name: 'DatabaseUnavailableException',
      });
      await pause(100);
      const { records } = await run("SELECT pid FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(10)'");
      process.kill(records?.[0]?.[0]?.longValue ?? Number.NaN, 'SIGKILL');
      await outcome;
      // The server notices the death a moment later, and only then takes everybody down to recover.
      await pause(1000);
      await untilAvailable();
    });

    it('survives that the server goes away and comes back', async () => {
      const one = (): Promise<unknown> => run('SELECT 1');
      await one();
      const { transactionId } = await here.send(new BeginTransactionCommand(target));
      const { port } = postgres;
      await postgres.close();
      await expect(one()).rejects.toMatchObject({ name: 'DatabaseUnavailableException', $fault: 'server' });
      postgres = await startPostgres({ dataDir, port, durable: false });
      await one();
      const lost = here.send(new CommitTransactionCommand({ ...target, transactionId }));
      await expect(lost).rejects.toMatchObject({ name: 'TransactionNotFoundException' });
    });
  });
});
