import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  ConditionalCheckFailedException,
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { startFront } from '../front.ts';
import type { CallRecord } from '../front.ts';
import { useFront } from '../testing/use-front.ts';
import { useTemporaryDirectory } from '../testing/temporary-directory.ts';
import { startDynamoDb } from './service.ts';

/** A table keyed by `pk`, with an index by `owner`. */
function sessionsTable(TableName: string): CreateTableCommand {
  return new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'owner', AttributeType: 'S' },
    ],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-owner',
        KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  });
}

describe('DynamoDB', () => {
  const directory = useTemporaryDirectory();
  const records: CallRecord[] = [];
  const start = new Date('2026-03-01T12:00:00Z');
  let now = start;
  const front = useFront(async () => [await startDynamoDb({ sweepEveryMs: 20, now: () => now })], {
    onCall: (record) => records.push(record),
  });
  let client: DynamoDBClient;
  const put = (Item: Record<string, AttributeValue>): Promise<unknown> =>
    client.send(new PutItemCommand({ TableName: 'sessions', Item }));
  const get = async (pk: string): Promise<Record<string, AttributeValue> | undefined> =>
    (await client.send(new GetItemCommand({ TableName: 'sessions', Key: { pk: { S: pk } } }))).Item;

  beforeAll(async () => {
    client = new DynamoDBClient(front.config());
    await client.send(sessionsTable('sessions'));
    await client.send(
      new UpdateTimeToLiveCommand({
        TableName: 'sessions',
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      }),
    );
  });

  it('keeps items and finds them by key and by index', async () => {
    await put({ pk: { S: 'a' }, owner: { S: 'alice' }, blob: { B: new Uint8Array([1, 0, 255]) } });
    expect(await get('a')).toMatchObject({ blob: { B: new Uint8Array([1, 0, 255]) } });
    const { Items } = await client.send(
      new QueryCommand({
        TableName: 'sessions',
        IndexName: 'by-owner',
        KeyConditionExpression: '#owner = :owner',
        ExpressionAttributeNames: { '#owner': 'owner' },
        ExpressionAttributeValues: { ':owner': { S: 'alice' } },
      }),
    );
    expect(Items).toHaveLength(1);
  });

  it('deletes an item once its time has come, and neither a fresh one nor one with an odd time', async () => {
    const seconds = start.getTime() / 1000;
    await put({ pk: { S: 'gone' }, expiresAt: { N: String(seconds + 10) } });
    await put({ pk: { S: 'fresh' }, expiresAt: { N: String(seconds + 1000) } });
    await put({ pk: { S: 'odd' }, expiresAt: { N: '5' } });
    await pause(100);
    expect(await get('gone')).toBeDefined();
    now = new Date(start.getTime() + 60_000);
    await pause(200);
    expect(await get('gone')).toBeUndefined();
    expect(await get('fresh')).toBeDefined();
    expect(await get('odd')).toBeDefined();
  });

  it('says which attribute holds the time of expiry', async () => {
    const described = await client.send(new DescribeTimeToLiveCommand({ TableName: 'sessions' }));
    expect(described.TimeToLiveDescription).toEqual({
      AttributeName: 'expiresAt',
      TimeToLiveStatus: 'ENABLED',
    });
    await client.send(sessionsTable('lasting'));
    const without = await client.send(new DescribeTimeToLiveCommand({ TableName: 'lasting' }));
    expect(without.TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'DISABLED' });
  });

  it('shows the item that a condition refused, where the caller asks for it', async () => {
    await put({ pk: { S: 'v' }, version: { N: '7' } });
    const update = client.send(
      new UpdateItemCommand({
        TableName: 'sessions',
        Key: { pk: { S: 'v' } },
        UpdateExpression: 'SET version = :next',
        ConditionExpression: 'version = :seen',
        ExpressionAttributeValues: { ':next': { N: '7' }, ':seen': { N: '6' } },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    const error: unknown = await update.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
    expect(error).toMatchObject({ Item: { pk: { S: 'v' }, version: { N: '7' } } });
  });

  it('shows nothing where the condition refused a missing item, or nobody asked', async () => {
    const update = new PutItemCommand({
      TableName: 'sessions',
      Item: { pk: { S: 'missing' } },
      ConditionExpression: 'attribute_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    const error: unknown = await client.send(update).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'ConditionalCheckFailedException', Item: undefined });
  });

  it('asks for the permission on the table, or on its index', async () => {
    records.length = 0;
    await client.send(new ScanCommand({ TableName: 'sessions' }));
    await client.send(new ScanCommand({ TableName: 'sessions', IndexName: 'by-owner' }));
    const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/sessions';
    expect(records.map(({ action, resource }) => [action, resource])).toEqual([
      ['dynamodb:Scan', table],
      ['dynamodb:Scan', `${table}/index/by-owner`],
    ]);
  });

  it('keeps tables and their expiry in a directory', async () => {
    const path = join(directory, 'aws', 'tables');
    const first = await startFront({ services: [await startDynamoDb({ path })] });
    const before = new DynamoDBClient({ ...front.config(), endpoint: first.endpoint });
    await before.send(sessionsTable('kept'));
    const TimeToLiveSpecification = { AttributeName: 'expiresAt', Enabled: true };
    await before.send(new UpdateTimeToLiveCommand({ TableName: 'kept', TimeToLiveSpecification }));
    await first.close();
    const second = await startFront({ services: [await startDynamoDb({ path })] });
    const after = new DynamoDBClient({ ...front.config(), endpoint: second.endpoint });
    const { Table } = await after.send(new DescribeTableCommand({ TableName: 'kept' }));
    expect(Table?.TableStatus).toBe('ACTIVE');
    const expiry = await after.send(new DescribeTimeToLiveCommand({ TableName: 'kept' }));
    expect(expiry.TimeToLiveDescription?.AttributeName).toBe('expiresAt');
    await second.close();
  });

  it('hands every call to another DynamoDB where it is told to', async () => {
    const outer = await startFront({ services: [await startDynamoDb({ url: front.endpoint() })] });
    const through = new DynamoDBClient({ ...front.config(), endpoint: outer.endpoint });
    await through.send(new PutItemCommand({ TableName: 'sessions', Item: { pk: { S: 'through' } } }));
    expect(await get('through')).toEqual({ pk: { S: 'through' } });
    await outer.close();
    const stopped = await startFront({ services: [await startDynamoDb({ url: 'http://127.0.0.1:9' })] });
    const nowhere = new DynamoDBClient({ ...front.config(), endpoint: stopped.endpoint });
    const scan = nowhere.send(new ScanCommand({ TableName: 'sessions' }));
    await expect(scan).rejects.toMatchObject({ name: 'ServiceUnavailable' });
    await stopped.close();
  });
});
