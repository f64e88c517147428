import { beforeEach, describe, expect, it } from '@jest/globals';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { queuedJob } from '../../domain/report-job.ts';
import { dynamoDrafts } from './drafts.ts';
import { dynamoEventLog } from './event-log.ts';
import { dynamoReportJobs } from './report-jobs.ts';
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
  it('are not taken on trust: a record of another shape is no session', async () => {
    dynamo.on(GetCommand).resolves({ Item: { id: 'id', principal: { roles: ['root'] } } });
    expect(await dynamoSessions('t').find('id')).toBeUndefined();
  });
});

describe('many sessions at once', () => {
  const ids = Array.from({ length: 150 }, (_, index) => `id-${index}`);
  const keysOfCall = (call: number): number =>
    dynamo.commandCalls(BatchGetCommand)[call]?.args[0].input.RequestItems?.['t']?.Keys?.length ?? 0;

  it('are read a hundred in a call', async () => {
    dynamo.on(BatchGetCommand).resolves({});
    await dynamoSessions('t').findAll(ids);
    expect([keysOfCall(0), keysOfCall(1), keysOfCall(2)]).toEqual([100, 50, 0]);
  });
  it('are asked for again where DynamoDB left some out', async () => {
    const left = { t: { Keys: [{ id: 'id-7' }, { id: 'id-8' }] } };
    dynamo.on(BatchGetCommand).resolvesOnce({ UnprocessedKeys: left }).resolves({});
    await dynamoSessions('t').findAll(ids.slice(0, 20));
    expect([keysOfCall(0), keysOfCall(1), keysOfCall(2)]).toEqual([20, 2, 0]);
  });
  it('are never taken for fewer than there are', async () => {
    dynamo.on(BatchGetCommand).resolves({ UnprocessedKeys: { t: { Keys: [{ id: 'id-7' }] } } });
    await expect(dynamoSessions('t').findAll(['id-7'])).rejects.toThrow('left 1 items of t unread');
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

describe('report jobs', () => {
  const order = { kind: 'quarter', period: '2026Q3', run: 2, requestedBy: 'a', requestedAt: 1 } as const;
  const job = queuedJob(order);

  it('are written for a new run only, and say when that one is there', async () => {
    dynamo.on(PutCommand).resolvesOnce({}).rejectsOnce(refused).rejectsOnce(new Error('throttled'));
    expect([await dynamoReportJobs('t').open(job), await dynamoReportJobs('t').open(job)]).toEqual([
      true,
      false,
    ]);
    await expect(dynamoReportJobs('t').open(job)).rejects.toThrow('throttled');
    expect(dynamo.commandCalls(PutCommand)[0]?.args[0].input).toMatchObject({
      Item: job,
      ConditionExpression: 'attribute_not_exists(#run) OR #run < :run',
    });
  });

  it('are changed by the attempt that holds them only', async () => {
    dynamo.on(UpdateCommand).rejectsOnce(refused).rejectsOnce(new Error('throttled'));
    const done = { done: 1, updatedAt: 2 };
    await expect(dynamoReportJobs('t').update(job, done)).resolves.toBeUndefined();
    await expect(dynamoReportJobs('t').update(job, done)).rejects.toThrow('throttled');
    expect(dynamo.commandCalls(UpdateCommand)[0]?.args[0].input).toMatchObject({
      ConditionExpression: '#run = :ownRun AND #attempt = :ownAttempt',
      ExpressionAttributeValues: { ':ownRun': 2, ':ownAttempt': 0, ':done': 1 },
    });
  });
});

describe('drafts', () => {
  it('are not taken on trust: a record of another shape is refused', async () => {
    dynamo.on(GetCommand).resolves({ Item: { id: 'id', form: 'sign-in', fields: {}, expiresAt: 1 } });
    await expect(dynamoDrafts('t').find('owner', 'id')).rejects.toThrow();
  });
});
