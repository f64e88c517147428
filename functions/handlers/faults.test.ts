import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';

const bank = useBank();
let alice: Caller;
let printed: string[];

beforeAll(async () => {
  printed = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed.push(String(text));
    return true;
  });
  alice = await bank().signIn('alice');
  await post(bank().database.app, aCashDeposit(bank().cast.alice.accountId, 10_000n));
});
afterAll(() => {
  jest.restoreAllMocks();
});

const code = ({ body }: Answer): string => (body as { code: string }).code;
const aTransfer = (reference: string): object => ({
  fromAccountId: `acc_${bank().cast.alice.accountId}`,
  to: `acc_${bank().cast.bob.accountId}`,
  amount: { minor: '4711', currency: 'USD' },
  reference,
});

/** Runs something while a row that every posting of Alice needs is held by somebody else. */
async function whileLocked<T>(run: () => Promise<T>): Promise<T> {
  const client = new Client(bank().database.adminConnection);
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT 1 FROM books.balance WHERE account_id = $1 FOR UPDATE', [
    bank().cast.alice.accountId,
  ]);
  try {
    return await run();
  } finally {
    await client.query('ROLLBACK');
    await client.end();
  }
}

describe('books that hang', () => {
  it('let a transfer give up by itself, which then has moved nothing and can be sent again', async () => {
    const headers = { 'idempotency-key': 'patient-transfer' };
    const answer = await whileLocked(() =>
      alice.post('/api/v1/transfers', aTransfer('Waiting'), { headers }),
    );
    expect([answer.status, code(answer), answer.headers['retry-after']]).toEqual([
      503,
      'books-unavailable',
      '5',
    ]);
    const again = await alice.post('/api/v1/transfers', aTransfer('Waiting'), { headers });
    expect([again.status, again.headers['idempotency-replayed']]).toEqual([201, undefined]);
  }, 60_000);

  it('show the last known balances before the server-rendered site, which waits eight seconds, gives up', async () => {
    const { dynamoSnapshots } = await import('../adapters/dynamo/snapshots.ts');
    const { customerId } = bank().cast.alice;
    const { accountReader } = await import('../adapters/postgres/accounts.ts');
    const { booksByPool } = await import('../adapters/postgres/proxy.ts');
    const accounts = await accountReader(booksByPool(bank().database.owner)).accountsOf(customerId);
    await dynamoSnapshots('snapshots').write(customerId, accounts, Date.now());
    const client = await bank().database.owner.connect();
    await client.query('BEGIN; LOCK TABLE books.balance IN ACCESS EXCLUSIVE MODE');
    const asked = Date.now();
    const answer = await alice.get('/api/v1/accounts');
    const waited = Date.now() - asked;
    await client.query('ROLLBACK');
    client.release();
    expect([answer.status, waited < 7000]).toEqual([200, true]);
    const { items } = answer.body as { items: { staleAsOf: string | null }[] };
    expect(items.map(({ staleAsOf }) => staleAsOf)).toEqual([expect.any(String)]);
  }, 30_000);

  it('are given up before the function is killed, with an answer and an item of the log', async () => {
    const soon = { getRemainingTimeInMillis: () => 2000 };
    const answer = await whileLocked(() =>
      alice.post('/api/v1/transfers', aTransfer('Deadline'), { context: soon }),
    );
    expect([answer.status, code(answer)]).toEqual([503, 'timed-out']);
    const { traceId } = answer.body as { traceId: string };
    expect((await bank().parts.readLog()).find((item) => item['traceId'] === traceId)).toMatchObject({
      kind: 'failure',
      code: 'timed-out',
    });
  }, 60_000);
});

describe('the log', () => {
  it('holds nothing that a customer typed, not even of a fault of ours', async () => {
    const { owner } = bank().database;
    await owner.query('ALTER FUNCTION bank.post_pair RENAME TO away');
    try {
      const answer = await alice.post('/api/v1/transfers', aTransfer('a very private reference'));
      expect([answer.status, code(answer)]).toEqual([500, 'internal-error']);
    } finally {
      await owner.query('ALTER FUNCTION bank.away RENAME TO post_pair');
    }
    const all = printed.join('');
    expect(all).toContain('"code":"42883"');
    expect(all).not.toMatch(/private reference|Waiting|Deadline|\b4711\b|Correct-horse/);
  });
});
