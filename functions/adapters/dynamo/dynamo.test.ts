import { beforeEach, describe, expect, it } from '@jest/globals';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { dynamoEventLog } from './event-log.ts';
import { dynamoSessions } from './session-store.ts';
import { dynamoSnapshots } from './snapshots.ts';

const dynamo = mockClient(DynamoDBDocumentClient);
const refused = new ConditionalCheckFailedException({ message: 'no', $metadata: {} });

beforeEach(() => {
  dynamo.reset();
});

describe('sessions', () => {
  it('stay ended when they are seen after their end', async () => {
    dynamo.on(UpdateCommand).rejects(refused);
    await expect(dynamoSessions('t').touch('id', 1, 2)).resolves.toBeUndefined();
  });
  it('tell when DynamoDB fails', async () => {
    dynamo.on(UpdateCommand).rejects(new Error('throttled'));
    await expect(dynamoSessions('t').touch('id', 1, 2)).rejects.toThrow('throttled');
  });
  it('are not taken on trust: a record of another shape is refused', async () => {
    dynamo.on(GetCommand).resolves({ Item: { id: 'id', principal: { roles: ['root'] } } });
    await expect(dynamoSessions('t').find('id')).rejects.toThrow();
  });
});

describe('the log', () => {
  it('is partitioned by day and kept for 400 days', async () => {
    dynamo.on(PutCommand).resolves({});
    const clock = { now: () => Date.UTC(2026, 0, 2, 3, 4, 5) };
    const item = {
      kind: 'denial',
      traceId: 't',
      operation: 'o',
      status: 403,
      code: 'forbidden',
      subject: null,
    } as const;
    await dynamoEventLog('log', clock, { next: () => 'id' }).append(item);
    expect(dynamo.commandCalls(PutCommand)[0]?.args[0].input.Item).toEqual({
      ...item,
      day: '2026-01-02',
      at: '2026-01-02T03:04:05.000Z#id',
      expiresAt: Date.UTC(2026, 0, 2, 3, 4, 5) / 1000 + 400 * 86_400,
    });
  });
});

describe('snapshots', () => {
  it('never replace a newer one, and say when they could not be written', async () => {
    dynamo.on(PutCommand).rejectsOnce(refused).rejectsOnce(new Error('throttled'));
    await expect(dynamoSnapshots('s').write('c', [], 1)).resolves.toBeUndefined();
    await expect(dynamoSnapshots('s').write('c', [], 1)).rejects.toThrow('throttled');
  });
  it('are absent until the first posting', async () => {
    dynamo.on(GetCommand).resolves({});
    expect(await dynamoSnapshots('s').read('c')).toBeUndefined();
  });
});
