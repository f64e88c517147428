import { randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import { AwsError } from '../service.ts';
import type { Database } from './pools.ts';
import type { Connection } from './statements.ts';

interface OpenTransaction {
  readonly client: PoolClient;
  readonly connection: Connection;
  /** Forgets the transaction when its connection dies; the server has rolled it back by then. */
  readonly onLost: () => void;
  /** Statements of one transaction run one after another, in the order they came. */
  last: Promise<unknown>;
  idle: NodeJS.Timeout;
}

export interface Transactions {
  begin(database: Database): Promise<string>;
  /** Runs `work` after everything already asked of the transaction. Throws TransactionNotFoundException. */
  within<T>(id: string, work: (connection: Connection) => Promise<T>): Promise<T>;
  commit(id: string): Promise<void>;
  rollback(id: string): Promise<void>;
  close(): Promise<void>;
}

/** Keeps the open transactions; one left alone for `idleMs` is rolled back. */
export function openTransactions(idleMs: number): Transactions {
  const open = new Map<string, OpenTransaction>();

  function find(id: string): OpenTransaction {
    const transaction = open.get(id);
    if (!transaction) {
      throw new AwsError('TransactionNotFoundException', `Transaction ${id} is not found`, { status: 404 });
    }
    return transaction;
  }

  function within<T>(id: string, work: (connection: Connection) => Promise<T>): Promise<T> {
    const transaction = find(id);
    clearTimeout(transaction.idle);
    const result = transaction.last.then(() => work(transaction.connection));
    const rest = (): void => {
      clearTimeout(transaction.idle);
      transaction.idle = setTimeout(() => void abandon(id), idleMs).unref();
    };
    transaction.last = result.then(rest, rest);
    return result;
  }

  async function end(id: string, command: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    const transaction = find(id);
    open.delete(id);
    await transaction.last;
    clearTimeout(transaction.idle);
    transaction.client.removeListener('error', transaction.onLost);
    await finish(transaction.client, command);
  }

  /** Rolls back what its owner left behind; where that fails the server has dropped the transaction itself. */
  async function abandon(id: string): Promise<void> {
    if (open.has(id)) await end(id, 'ROLLBACK').catch(() => undefined);
  }

  return {
    async begin(database) {
      const client = await database.connect();
      await client.query('BEGIN').catch((error: unknown) => {
        client.release(true);
        throw error;
      });
      const id = randomBytes(48).toString('base64');
      const onLost = (): void => void abandon(id);
      client.once('error', onLost);
      const connection = { client, types: database.types };
      const idle = setTimeout(() => void abandon(id), idleMs).unref();
      open.set(id, { client, connection, onLost, last: Promise.resolve(), idle });
      return id;
    },
    within,
    commit: (id) => end(id, 'COMMIT'),
    rollback: (id) => end(id, 'ROLLBACK'),
    async close() {
      await Promise.all([...open.keys()].map(abandon));
    },
  };
}

/** Ends the transaction. A COMMIT that Postgres answers with ROLLBACK, because a statement failed, is an error. */
async function finish(client: PoolClient, command: 'COMMIT' | 'ROLLBACK'): Promise<void> {
  let broken = true;
  try {
    const result = await client.query(command);
    broken = false;
    if (result.command === command) return;
  } finally {
    client.release(broken);
  }
  const message = 'ERROR: The transaction had failed and was rolled back; SQLState: 25P02';
  throw new AwsError('DatabaseErrorException', message);
}
