import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListMessageMoveTasksCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
  UnsupportedOperation,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { queuePair } from '../../manifest-queues.ts';
import { sqsQueueOperations } from './queue-operations.ts';

const sqs = mockClient(SQSClient);
const queues = sqsQueueOperations((name) => queuePair('test', name), new SQSClient({}));

const refused = new UnsupportedOperation({
  message: 'There is already a task running.',
  $metadata: {},
});

beforeEach(() => {
  sqs.reset();
  sqs.on(GetQueueUrlCommand).resolves({ QueueUrl: 'url' });
  sqs.on(GetQueueAttributesCommand).resolves({ Attributes: { QueueArn: 'arn' } });
  sqs.on(StartMessageMoveTaskCommand).rejects(refused);
});

describe('sending dead letters back', () => {
  it('follows the move that somebody else began between the look and the start', async () => {
    const moves = [
      [],
      [{ Status: 'RUNNING' }],
      [{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 3 }],
    ];
    sqs.on(ListMessageMoveTasksCommand).callsFake(() => ({ Results: moves.shift() ?? [] }));
    expect(await queues.redrive('report', {})).toEqual({ count: 3, finished: true });
  });

  it('is refused with the words of SQS where no move is under way', async () => {
    sqs.on(ListMessageMoveTasksCommand).resolves({ Results: [] });
    await expect(queues.redrive('report', {})).rejects.toThrow('already a task running');
  });
});
