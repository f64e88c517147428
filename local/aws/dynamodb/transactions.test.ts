import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { AttributeValue, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { CallRecord } from '../front.ts';
import { useFront } from '../testing/use-front.ts';
import { startDynamoDb } from './service.ts';

const TableName = 'log';

describe('transactions of DynamoDB', () => {
  const records: CallRecord[] = [];
  let now = new Date('2026-03-01T12:00:00Z');
  const front = useFront(async () => [await startDynamoDb({ now: () => now })], {
    onCall: (record) => records.push(record),
  });
  let client: DynamoDBClient | undefined;
  let id = 0;
  const fresh = (): { pk: AttributeValue.SMember; sk: AttributeValue.NMember } => ({
    pk: { S: `key-${String((id += 1))}` },
    sk: { N: '1' },
  });

  const connect = async (): Promise<DynamoDBClient> => {
    if (client) return client;
    client = new DynamoDBClient(front.config());
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'N' },
        ],
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      }),
    );
    return client;
  };
  const write = async (TransactItems: TransactWriteItem[], ClientRequestToken?: string): Promise<void> => {
    await (await connect()).send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken }));
  };
  const read = async (
    Key: Record<string, AttributeValue>,
  ): Promise<Record<string, AttributeValue> | undefined> =>
    (await (await connect()).send(new GetItemCommand({ TableName, Key }))).Item;
  const put = (Item: Record<string, AttributeValue>, condition?: string): TransactWriteItem => ({
    Put: { TableName, Item, ConditionExpression: condition },
  });
  const addOne = (Key: Record<string, AttributeValue>, condition?: string): TransactWriteItem => ({
    Update: {
      TableName,
      Key,
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
      ConditionExpression: condition,
    },
  });

  beforeEach(async () => {
    await connect();
  });

  it('writes all parts', async () => {
    const [one, two, three] = [fresh(), fresh(), fresh()];
    await write([put({ ...three, n: { N: '9' } })]);
    await write([put({ ...one, n: { N: '5' } }), addOne(two), { Delete: { TableName, Key: three } }]);
    expect(await read(one)).toMatchObject({ n: { N: '5' } });
    expect(await read(two)).toMatchObject({ n: { N: '1' } });
    expect(await read(three)).toBeUndefined();
  });

  it('writes nothing when one condition fails, and says which and what was there', async () => {
    const [one, two, three] = [fresh(), fresh(), fresh()];
    await write([put({ ...one, n: { N: '5' } }), put({ ...three, n: { N: '7' } })]);
    const refused = write([
      addOne(one),
      put(two),
      {
        Put: {
          TableName,
          Item: three,
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
    ]);
    await expect(refused).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      message: expect.stringContaining('[None, None, ConditionalCheckFailed]'),
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'None' },
        { Code: 'ConditionalCheckFailed', Item: { ...three, n: { N: '7' } } },
      ],
    });
    expect(await read(one)).toMatchObject({ n: { N: '5' } });
    expect(await read(two)).toBeUndefined();
  });

  it('writes nothing when one part is no valid request', async () => {
    const one = fresh();
    const broken = { Update: { TableName, Key: fresh(), UpdateExpression: 'SET nonsense' } };
    await expect(write([put(one), broken])).rejects.toMatchObject({ name: 'ValidationException' });
    expect(await read(one)).toBeUndefined();
  });

  it('checks conditions without leaving an item behind', async () => {
    const [present, absent, written] = [fresh(), fresh(), fresh()];
    await write([put(present)]);
    const check = (Key: Record<string, AttributeValue>, ConditionExpression: string): TransactWriteItem => ({
      ConditionCheck: { TableName, Key, ConditionExpression },
    });
    await write([
      check(present, 'attribute_exists(pk)'),
      check(absent, 'attribute_not_exists(pk)'),
      put(written),
    ]);
    expect(await read(absent)).toBeUndefined();
    expect(await read(written)).toEqual(written);
    await expect(write([check(absent, 'attribute_exists(pk)')])).rejects.toThrow('ConditionalCheckFailed');
  });

  it('refuses two operations on one item', async () => {
    const one = fresh();
    const twice = write([addOne({ pk: one.pk, sk: one.sk }), addOne({ sk: one.sk, pk: one.pk })]);
    await expect(twice).rejects.toMatchObject({ name: 'ValidationException' });
    expect(await read(one)).toBeUndefined();
  });

  it('runs a request once under its token, for ten minutes', async () => {
    const one = fresh();
    await write([addOne(one)], 'token-1');
    await write([addOne(one)], 'token-1');
    expect(await read(one)).toMatchObject({ n: { N: '1' } });
    const other = write([addOne(fresh())], 'token-1');
    await expect(other).rejects.toMatchObject({ name: 'IdempotentParameterMismatchException' });
    now = new Date(now.getTime() + 11 * 60_000);
    await write([addOne(one)], 'token-1');
    expect(await read(one)).toMatchObject({ n: { N: '2' } });
  });

  it('lets no other call see or change a transaction half done', async () => {
    const [left, right] = [fresh(), fresh()];
    await write([put({ ...left, n: { N: '0' } }), put({ ...right, n: { N: '0' } })]);
    const moves = Array.from({ length: 20 }, () => write([addOne(left), addOne(right)]));
    const readings = Array.from({ length: 20 }, async () => {
      const TransactItems = [left, right].map((Key) => ({ Get: { TableName, Key } }));
      const { Responses } = await (await connect()).send(new TransactGetItemsCommand({ TransactItems }));
      return Responses?.map(({ Item }) => Item?.['n']?.N);
    });
    const others = Array.from({ length: 20 }, async () =>
      (await connect()).send(new PutItemCommand({ TableName, Item: fresh() })),
    );
    await Promise.all([...moves, ...others]);
    for (const [one, two] of (await Promise.all(readings)).map((pair) => pair ?? [])) expect(one).toBe(two);
    expect(await read(left)).toMatchObject({ n: { N: '20' } });
    expect(await read(right)).toMatchObject({ n: { N: '20' } });
  });

  it('asks for the permission of each part', async () => {
    records.length = 0;
    const parts = [put(fresh()), addOne(fresh()), { Delete: { TableName, Key: fresh() } }];
    await write(parts);
    const actions = records.map(({ action }) => action);
    expect(actions).toEqual(['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem']);
  });
});
