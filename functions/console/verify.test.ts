import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Client, Pool } from 'pg';
import { startDynamoDb } from '../../local/aws/dynamodb/service.ts';
import { startFront, type AwsFront } from '../../local/aws/front.ts';
import { openBank, type Cast } from '../../local/testing/cast.ts';
import { createTestDatabase, dropTestDatabase, type TestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, aJournal, aTransfer, post } from '../../local/testing/journals.ts';
import { tamper } from '../../local/testing/sealed.ts';
import { dynamoBlockRoots } from '../adapters/dynamo/block-roots.ts';
import { booksByPool } from '../adapters/postgres/proxy.ts';
import type { ConsoleContext } from './context.ts';
import { runConsole } from './main.ts';

let front: AwsFront;
let documents: DynamoDBDocumentClient;
let prepared: TestDatabase;
let cast: Cast;
let database: TestDatabase;
let output: string[];
let said: string[];

const table = { name: 'roots', books: 'bank' };

beforeAll(async () => {
  front = await startFront({ services: [await startDynamoDb()] });
  const client = new DynamoDBClient({
    endpoint: front.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  await client.send(
    new CreateTableCommand({
      TableName: table.name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['books', 'block'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [
        { AttributeName: 'books', KeyType: 'HASH' },
        { AttributeName: 'block', KeyType: 'RANGE' },
      ],
    }),
  );
  await waitUntilTableExists(
    { client, maxWaitTime: 10, minDelay: 1, maxDelay: 1 },
    { TableName: table.name },
  );
  prepared = await createTestDatabase();
  cast = await openBank(prepared.operator);
  await fill(prepared, cast);
  database = prepared;
  output = [];
  expect(await runConsole(context(), ['seal'])).toBe(0);
  expect(output).toEqual([expect.stringMatching(/^sealed \d+ journals in 1 blocks; published 1 blocks$/)]);
  await post(prepared.app, aCashDeposit(cast.bob.accountId, 1n));
  await runConsole(context(), ['seal']);
  await post(prepared.app, aCashDeposit(cast.bob.accountId, 2n));
  await cutConnections(prepared);
});
afterAll(async () => {
  await dropTestDatabase(prepared);
  await front.close();
});

beforeEach(async () => {
  output = [];
  said = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  database = await createTestDatabase(prepared.adminConnection.database);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await dropTestDatabase(database);
});

/** A few days with one of everything that a check looks at. */
async function fill({ app, operator }: TestDatabase, { alice, bob }: Cast): Promise<void> {
  await post(app, aCashDeposit(alice.accountId, 100_000n));
  const [wrong] = await post(app, {
    ...aTransfer(alice.accountId, bob.accountId, 700n),
    metadata: { invoice: 'A-17', note: 'paid' },
  });
  const mirror = [
    { account: bob.accountId, minor: 700n },
    { account: alice.accountId, minor: -700n },
  ];
  await post(app, aJournal(mirror, { type: 'REVERSAL', reversesId: wrong?.id }));
  await operator.query("SELECT bank.roll_business_date('2026-01-16')");
  await post(app, { ...aTransfer(alice.accountId, bob.accountId, 900n), valueDate: '2026-01-12' });
  await operator.query('SELECT bank.place_holds($1)', [JSON.stringify({ holds: [aHold(alice.accountId)] })]);
  await operator.query("SELECT bank.roll_business_date('2026-01-17')");
  await post(app, aTransfer(alice.accountId, bob.accountId, 30n));
}

const aHold = (account: string): object => ({
  id: randomUUID(),
  scope: 'test',
  key: randomUUID(),
  requestHash: 'x',
  account,
  minor: '500',
  currency: 'USD',
  description: 'A hold',
  actor: 'tests',
});

/** A database can only be copied while nobody is connected to it. */
async function cutConnections({ adminConnection }: TestDatabase): Promise<void> {
  const client = new Client({ ...adminConnection, database: 'postgres' });
  await client.connect();
  await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
    adminConnection.database,
  ]);
  await client.end();
}

function context(published = true): ConsoleContext {
  return {
    openBooks: () => {
      const pool = new Pool({ ...database.adminConnection, options: '-c role=bank_operator' });
      return Promise.resolve({ database: booksByPool(pool), close: () => pool.end() });
    },
    openPublished: () =>
      Promise.resolve(
        published
          ? { published: dynamoBlockRoots({ ...table, client: documents }), close: () => Promise.resolve() }
          : undefined,
      ),
    out: (text) => output.push(text),
    progress: () => ({ advance: () => undefined, finish: () => output.push('finished') }),
  };
}

interface Told {
  readonly ok: boolean;
  readonly unsealed: number;
  readonly unpublished: number | null;
  readonly checks: readonly { readonly disagreement: object | null }[];
  readonly first: {
    readonly relation: string;
    readonly key: string;
    readonly stored: string;
    readonly expected: string;
  } | null;
}

async function verify(): Promise<{ code: number; told: Told }> {
  const code = await runConsole(context(), ['verify', '--json']);
  return { code, told: JSON.parse(output.at(-1) ?? '{}') as Told };
}

describe('console verify', () => {
  it('finds sound books sound, in words and as JSON, and says what is not sealed yet', async () => {
    expect(await runConsole(context(), ['verify'])).toBe(0);
    expect(output[0]).toBe('finished');
    expect(output[1]).not.toContain('DISAGREES');
    expect(output[1]).toContain('2 blocks; 1 journals not sealed yet; 0 blocks not published yet');
    const { code, told } = await verify();
    expect([code, told.ok, told.first, told.unsealed, told.unpublished]).toEqual([0, true, null, 1, 0]);
  });

  it('writes nothing', async () => {
    const marks = (): Promise<unknown> =>
      database.owner
        .query(
          'SELECT (SELECT count(*) FROM books.block) AS blocks, (SELECT max(sequence) FROM books.journal) AS last',
        )
        .then(({ rows }) => rows as unknown);
    const before = await marks();
    await verify();
    expect(await marks()).toEqual(before);
  });

  it('says so where blocks are published nowhere', async () => {
    expect(await runConsole(context(false), ['verify'])).toBe(0);
    expect(output.at(-1)).toContain('blocks are published nowhere');
    expect(await runConsole(context(false), ['seal'])).toBe(0);
    expect(output.at(-1)).toBe('sealed 1 journals in 1 blocks; there is no place here to publish them');
  });
});

const oneByte = (column: string): string => `${column} = set_byte(${column}, 5, get_byte(${column}, 5) # 1)`;

/** What was changed, in which table, how, and the row that must be named. */
const changes: readonly (readonly [string, string, string, string, string])[] = [
  ['a description', 'journal', "description = 'Transfes' WHERE sequence = 2", 'books.journal', 'sequence 2'],
  [
    'metadata',
    'journal',
    `metadata = '{"invoice": "A-18", "note": "paid"}' WHERE sequence = 2`,
    'books.journal',
    'sequence 2',
  ],
  ['an actor', 'journal', "actor = 'testr' WHERE sequence = 3", 'books.journal', 'sequence 3'],
  ['an idempotency key', 'journal', "key = key || 'x' WHERE sequence = 3", 'books.journal', 'sequence 3'],
  [
    'a microsecond',
    'journal',
    "occurred_at = occurred_at + '1 microsecond' WHERE sequence = 4",
    'books.journal',
    'sequence 4',
  ],
  [
    'a business date',
    'journal',
    "business_date = '2026-01-14' WHERE sequence = 1",
    'books.journal',
    'sequence 1',
  ],
  [
    'what is reversed',
    'journal',
    'reverses_id = gen_random_uuid() WHERE sequence = 3',
    'books.journal',
    'sequence 3',
  ],
  [
    'an amount',
    'entry',
    'amount_minor = amount_minor + 1 WHERE journal_sequence = 2 AND line_no = 2',
    'books.entry',
    'journal 2, line 2',
  ],
  [
    'a running balance',
    'entry',
    'balance_after_minor = 0 WHERE journal_sequence = 2 AND line_no = 1',
    'books.entry',
    'journal 2, line 1',
  ],
  [
    'the date of an entry',
    'entry',
    "business_date = '2026-01-14' WHERE journal_sequence = 1 AND line_no = 2",
    'books.entry',
    'journal 1, line 2',
  ],
  [
    'the value date of an entry',
    'entry',
    "value_date = '2026-01-13' WHERE journal_sequence = 4 AND line_no = 1",
    'books.entry',
    'journal 4, line 1',
  ],
  [
    'the ledger account of an entry',
    'entry',
    "ledger_account = '2020' WHERE journal_sequence = 1 AND line_no = 2",
    'books.entry',
    'journal 1, line 2',
  ],
  [
    'a balance',
    'balance',
    "balance_minor = balance_minor + 1 WHERE ledger_account = '1010'",
    'books.balance',
    'stripe 0',
  ],
  ['a version', 'balance', "version = 99 WHERE ledger_account = '1010'", 'books.balance', 'stripe 0'],
  [
    'a copied floor',
    'balance',
    "floor_minor = -1 WHERE ledger_account = '2010'",
    'books.balance',
    'stripe 0',
  ],
  ['what is held', 'balance', 'held_minor = held_minor - 1 WHERE held_minor > 0', 'books.balance', 'account'],
  ['a hold', 'hold', 'remaining_minor = remaining_minor - 1', 'books.hold', ''],
  [
    'a closed day',
    'closed_day',
    "last_sequence = last_sequence - 1 WHERE business_date = '2026-01-15'",
    'books.closed_day',
    '2026-01-15',
  ],
  [
    'an account’s movement',
    'account_movement',
    "debit_minor = debit_minor + 1 WHERE business_date = '2026-01-16' AND debit_minor > 0",
    'books.account_movement',
    '2026-01-16',
  ],
  [
    'a ledger account’s movement',
    'ledger_movement',
    "credit_minor = credit_minor + 1 WHERE ledger_account = '2010' AND business_date = '2026-01-15'",
    'books.ledger_movement',
    '2026-01-15, ledger account 2010',
  ],
  [
    'a value shift',
    'value_shift',
    'net_minor = net_minor + 1 WHERE net_minor > 0',
    'books.value_shift',
    'value date 2026-01-12',
  ],
  [
    'what an everyday journal adjusts',
    'journal',
    "adjusts_on = '2026-02-01' WHERE sequence = (SELECT max(sequence) FROM books.journal)",
    'books.journal',
    'sequence',
  ],
  [
    'a sealed hash',
    'sealed_journal',
    `${oneByte('entries_hash')} WHERE sequence = 2`,
    'books.sealed_journal',
    'sequence 2',
  ],
  ['a salt', 'sealed_journal', `${oneByte('salt')} WHERE sequence = 2`, 'books.journal', 'sequence 2'],
  ['the root of a block', 'block', `${oneByte('root')} WHERE number = 2`, 'books.block', 'number 2'],
  ['the hash of a block', 'block', `${oneByte('hash')} WHERE number = 1`, 'books.block', 'number 1'],
  [
    'the time of a block',
    'block',
    "sealed_at = sealed_at + '1 second' WHERE number = 1",
    'books.block',
    'number 1',
  ],
];

describe('console verify, after a superuser with the triggers off has changed', () => {
  it.each(changes)('%s', async (_what, changed, change, relation, key) => {
    await tamper(database, changed, `UPDATE books.${changed} SET ${change}`);
    const { code, told } = await verify();
    expect([code, told.ok, told.first?.relation]).toEqual([1, false, relation]);
    expect(told.first?.key).toContain(key);
    expect(told.first?.stored).not.toBe(told.first?.expected);
    expect(said.join('')).toContain(`The books disagree: ${relation}, ${told.first?.key ?? ''}`);
  });

  it('the set of journals: one is gone', async () => {
    await tamper(database, 'entry', 'DELETE FROM books.entry WHERE journal_sequence = 6');
    await tamper(database, 'journal', 'DELETE FROM books.journal WHERE sequence = 6');
    const { code, told } = await verify();
    expect([code, told.ok]).toEqual([1, false]);
    expect(told.checks.map(({ disagreement }) => disagreement)).toContainEqual(
      expect.objectContaining({ relation: 'books.journal', key: 'sequence 6', stored: 'no journal' }),
    );
  });

  it('everything inside the books, so that they agree with themselves', async () => {
    // Seals and blocks are made anew over a changed description; only what was published still tells.
    await tamper(database, 'journal', "UPDATE books.journal SET description = 'Transfes' WHERE sequence = 2");
    await tamper(database, 'sealed_journal', 'TRUNCATE books.sealed_journal');
    await tamper(database, 'block', 'TRUNCATE books.block');
    expect(await runConsole(context(), ['seal'])).toBe(1);
    expect(said.join('')).toContain('Block 2 is not as it was published');
    const { code, told } = await verify();
    expect([code, told.first?.relation, told.first?.key]).toEqual([1, 'published blocks', 'number 1']);
  });
});

describe('console verify, after what was published', () => {
  const at = (block: number): { TableName: string; Key: Record<string, string> } => ({
    TableName: table.name,
    Key: { books: 'bank', block: String(block).padStart(19, '0') },
  });

  it('has another root', async () => {
    const root = (value: string): UpdateCommand =>
      new UpdateCommand({
        ...at(1),
        UpdateExpression: 'SET root = :root',
        ExpressionAttributeValues: { ':root': value },
        ReturnValues: 'UPDATED_OLD',
      });
    const { Attributes } = await documents.send(root('0'.repeat(64)));
    const { code, told } = await verify();
    await documents.send(root(String(Attributes?.['root'])));
    expect([code, told.first?.relation, told.first?.key]).toEqual([1, 'published blocks', 'number 1']);
    expect(told.first?.stored).toContain('0'.repeat(64));
  });

  it('lacks a block', async () => {
    const removed = await documents.send(new DeleteCommand({ ...at(1), ReturnValues: 'ALL_OLD' }));
    const { code, told } = await verify();
    await dynamoBlockRoots({ ...table, client: documents }).publish({
      ...(removed.Attributes as never as {
        lastSequence: string;
        journals: number;
        root: string;
        hash: string;
        sealedAt: string;
      }),
      number: '1',
    });
    expect([code, told.first?.key, told.first?.stored]).toEqual([1, 'number 1', 'no block']);
    expect((await verify()).code).toBe(0);
  });
});
