import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from '@jest/globals';
import type { ImportJob } from '../../functions/domain/import-job.ts';
import { dynamoImports } from '../../functions/adapters/dynamo/imports.ts';
import { blockRootsTable, importsTable } from '../../functions/manifest.ts';
import type { PublishedBlock } from '../../functions/domain/proof.ts';
import { startDynamoDb } from '../aws/dynamodb/service.ts';
import { startFront, type AwsFront } from '../aws/front.ts';
import { useTemporaryDirectory } from '../aws/testing/temporary-directory.ts';
import { readConfig, type LocalConfig } from '../config.ts';
import { createAccess } from '../stack/access.ts';
import { consolePermissions } from './permissions.ts';
import { openImports, openPublished } from './published.ts';

const directory = useTemporaryDirectory();

const configOf = (dataDirectory: string): LocalConfig => readConfig({ BANK_DATA_DIR: dataDirectory });

async function makeTable(
  { endpoint }: AwsFront,
  credentials: { accessKeyId: string; secretAccessKey: string },
  { name, keys }: { name: string; keys: readonly [string, string] } = {
    name: blockRootsTable('local'),
    keys: ['books', 'block'],
  },
): Promise<void> {
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  const [partition, sort] = keys;
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: partition, KeyType: 'HASH' },
        { AttributeName: sort, KeyType: 'RANGE' },
      ],
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 1, maxDelay: 1 }, { TableName: name });
  client.destroy();
}

const aBlock: PublishedBlock = {
  number: '1',
  lastSequence: '9',
  journals: 9,
  root: 'a'.repeat(64),
  hash: 'b'.repeat(64),
  sealedAt: '2026-01-15T08:12:00.000Z',
};

describe('The console finds the published blocks', () => {
  it('of a stack that runs, with a key of its own that may publish and read, and no more', async () => {
    const dataDirectory = join(directory, 'running');
    mkdirSync(dataDirectory, { recursive: true });
    const access = createAccess();
    const front = await startFront({ services: [await startDynamoDb()], authorize: access.authorize });
    await makeTable(front, access.admin);
    const key = access.issue('console', consolePermissions);
    const stack = { pid: process.pid, awsEndpoint: front.endpoint, console: key };
    writeFileSync(join(dataDirectory, 'stack.json'), JSON.stringify(stack));
    const place = await openPublished(configOf(dataDirectory), 'bank');
    expect(await place?.published.publish(aBlock)).toEqual(aBlock);
    expect(await place?.published.publish({ ...aBlock, journals: 8 })).toEqual(aBlock);
    expect(await place?.published.last()).toEqual(aBlock);
    expect(await place?.published.after('0', 10)).toEqual([aBlock]);
    await place?.close();
    const other = await openPublished(configOf(dataDirectory), 'berka');
    expect([await other?.published.last(), await other?.published.find('1')]).toEqual([undefined, undefined]);
    await other?.close();
    await expect(makeTable(front, key)).rejects.toThrow('not authorized');
    await front.close();
  });

  it('that an earlier stack has left behind', async () => {
    const dataDirectory = join(directory, 'left');
    const path = join(dataDirectory, 'aws', 'dynamodb');
    const front = await startFront({ services: [await startDynamoDb({ path })] });
    await makeTable(front, { accessKeyId: 'test', secretAccessKey: 'test' });
    await front.close();
    // Its process is gone; the number may be anybody's by now, but never this one.
    writeFileSync(join(dataDirectory, 'stack.json'), '{}\n');
    const place = await openPublished(configOf(dataDirectory), 'bank');
    expect(await place?.published.last()).toBeUndefined();
    await place?.published.publish(aBlock);
    await place?.close();
    const again = await openPublished(configOf(dataDirectory), 'bank');
    expect(await again?.published.find('1')).toEqual(aBlock);
    await again?.close();
  });

  it('nowhere, where no bank has ever run', async () => {
    expect(await openPublished(configOf(join(directory, 'none')), 'bank')).toBeUndefined();
  });
});

describe('The console finds the imports', () => {
  const job: ImportJob = {
    id: 'one',
    kind: 'nacha',
    fileName: 'in.ach',
    sha256: 'a'.repeat(64),
    run: 1,
    status: 'ready',
    lines: 0,
    done: 0,
    posted: 0,
    refused: 0,
    skipped: 0,
    requestedBy: 'accountant',
    actor: 'somebody',
    requestedAt: 0,
    updatedAt: 0,
    attempt: 1,
    problem: null,
  };

  it('of a stack that runs, with a key that may read them, and no more', async () => {
    const dataDirectory = join(directory, 'imports');
    mkdirSync(dataDirectory, { recursive: true });
    const access = createAccess();
    const front = await startFront({ services: [await startDynamoDb()], authorize: access.authorize });
    await makeTable(front, access.admin, { name: importsTable('local'), keys: ['id', 'part'] });
    const clients: DynamoDBDocumentClient[] = [];
    const clientOf = (credentials: typeof access.admin): DynamoDBDocumentClient => {
      const client = DynamoDBDocumentClient.from(
        new DynamoDBClient({ endpoint: front.endpoint, region: 'us-east-1', credentials }),
      );
      clients.push(client);
      return client;
    };
    const store = dynamoImports(importsTable('local'), clientOf(access.admin));
    await store.open(job);
    await store.saveFile('one', 'text');
    const key = access.issue('console', consolePermissions);
    const stack = { pid: process.pid, awsEndpoint: front.endpoint, console: key };
    writeFileSync(join(dataDirectory, 'stack.json'), JSON.stringify(stack));
    const opened = await openImports(configOf(dataDirectory));
    expect(await opened?.imports.find('one')).toEqual(job);
    expect(await opened?.imports.readFile('one')).toBe('text');
    await opened?.close();
    const forbidden = dynamoImports(importsTable('local'), clientOf(key)).saveFile('one', 'other');
    await expect(forbidden).rejects.toThrow('not authorized');
    for (const client of clients) client.destroy();
    await front.close();
  });

  it('nowhere, where no bank has ever run', async () => {
    expect(await openImports(configOf(join(directory, 'none')))).toBeUndefined();
  });
});
