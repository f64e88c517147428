import { setTimeout as pause } from 'node:timers/promises';
import {
  CancelMessageMoveTaskCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import type { Message, SendMessageCommandInput } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { startFront } from '../front.ts';
import type { CallRecord } from '../front.ts';
import { useFront } from '../testing/use-front.ts';
import { queueArn } from './demands.ts';
import { queueUrl } from './queue-urls.ts';
import { startSqs } from './service.ts';

const bodies = (messages: readonly Message[]): (string | undefined)[] => messages.map(({ Body }) => Body);

describe('SQS', () => {
  const records: CallRecord[] = [];
  const front = useFront(async () => [await startSqs()], { onCall: (record) => records.push(record) });
  let client: SQSClient;
  const urlOf = (name: string): string => queueUrl(front.endpoint(), name);

  beforeAll(() => {
    client = new SQSClient(front.config());
  });

  async function createQueue(name: string, attributes: Record<string, string> = {}): Promise<string> {
    const Attributes = name.endsWith('.fifo') ? { FifoQueue: 'true', ...attributes } : attributes;
    const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: name, Attributes }));
    return QueueUrl;
  }
  /** A queue whose messages go to `<name>-dlq` after one delivery. */
  async function createWithDeadLetters(name: string, suffix = ''): Promise<[string, string]> {
    const deadLetters = await createQueue(`${name}-dlq${suffix}`);
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: queueArn(`${name}-dlq${suffix}`),
      maxReceiveCount: 1,
    });
    return [await createQueue(`${name}${suffix}`, { RedrivePolicy }), deadLetters];
  }
  const send = (
    QueueUrl: string,
    MessageBody: string,
    more: Partial<SendMessageCommandInput> = {},
  ): Promise<unknown> => client.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
  const inGroup = (
    MessageGroupId: string,
    MessageDeduplicationId: string,
  ): Partial<SendMessageCommandInput> => ({
    MessageGroupId,
    MessageDeduplicationId,
  });
  async function receive(QueueUrl: string, VisibilityTimeout = 30, WaitTimeSeconds = 0): Promise<Message[]> {
    const request = { QueueUrl, VisibilityTimeout, WaitTimeSeconds, MaxNumberOfMessages: 10 };
    const names = { MessageSystemAttributeNames: ['All' as const], MessageAttributeNames: ['All'] };
    return (await client.send(new ReceiveMessageCommand({ ...request, ...names }))).Messages ?? [];
  }
  const remove = (QueueUrl: string, { ReceiptHandle }: Message): Promise<unknown> =>
    client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));

  it('names queues by the address of the front', async () => {
    expect(await createQueue('named')).toBe(urlOf('named'));
    const found = await client.send(new GetQueueUrlCommand({ QueueName: 'named' }));
    expect(found.QueueUrl).toBe(urlOf('named'));
    const { QueueUrls } = await client.send(new ListQueuesCommand({ QueueNamePrefix: 'named' }));
    expect(QueueUrls).toEqual([urlOf('named')]);
    await expect(client.send(new GetQueueUrlCommand({ QueueName: 'none' }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
  });

  it('is found by a client that knows only AWS_ENDPOINT_URL', async () => {
    const url = await createQueue('by-environment');
    process.env['AWS_ENDPOINT_URL'] = front.endpoint();
    const { region, credentials } = front.config();
    const plain = new SQSClient({ region, credentials });
    await plain.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'hello' }));
    delete process.env['AWS_ENDPOINT_URL'];
    expect(bodies(await receive(url))).toEqual(['hello']);
  });

  it('delivers a message with its attributes, once, until its visibility ends', async () => {
    const url = await createQueue('standard');
    await send(url, 'héllo €', {
      MessageAttributes: { trace: { DataType: 'String', StringValue: '1-abc' } },
    });
    const [message = {}] = await receive(url, 1);
    expect(message.Body).toBe('héllo €');
    expect(message.MessageAttributes).toMatchObject({ trace: { StringValue: '1-abc' } });
    expect(await receive(url)).toEqual([]);
    await pause(1100);
    const [again = {}] = await receive(url);
    expect(again.Attributes?.ApproximateReceiveCount).toBe('2');
    await remove(url, again);
  });

  it('gives a message back at once when its visibility is set to 0', async () => {
    const url = await createQueue('released');
    await send(url, 'again');
    const [{ ReceiptHandle } = {}] = await receive(url);
    await client.send(
      new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout: 0 }),
    );
    expect(bodies(await receive(url))).toEqual(['again']);
  });

  it('answers a waiting receiver as soon as a message comes', async () => {
    const url = await createQueue('awaited');
    const began = Date.now();
    const waiting = receive(url, 30, 10);
    await pause(100);
    await send(url, 'now');
    expect(bodies(await waiting)).toEqual(['now']);
    expect(Date.now() - began).toBeLessThan(5000);
  });

  it('keeps the order of a group, and holds the group while one of its messages is out', async () => {
    const url = await createQueue('ordered.fifo');
    await send(url, 'a1', inGroup('A', '1'));
    await send(url, 'a2', inGroup('A', '2'));
    await send(url, 'b1', inGroup('B', '3'));
    const [a1, b1] = await receive(url);
    expect(bodies([a1 ?? {}, b1 ?? {}])).toEqual(['a1', 'b1']);
    expect(await receive(url)).toEqual([]);
    await remove(url, a1 ?? {});
    expect(bodies(await receive(url))).toEqual(['a2']);
  });

  it('takes a message sent twice under one deduplication id once', async () => {
    const url = await createQueue('once.fifo');
    await send(url, 'first', inGroup('A', 'same'));
    await send(url, 'second', inGroup('A', 'same'));
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages'] }),
    );
    expect(Attributes?.['ApproximateNumberOfMessages']).toBe('1');
  });

  it('moves what can’t be delivered to the dead letter queue, and back when told to', async () => {
    const [source, deadLetters] = await createWithDeadLetters('reports', '.fifo');
    await send(source, 'r1', inGroup('income/2026Q1', 'r1'));
    await receive(source, 0);
    expect(await receive(source)).toEqual([]);
    const sources = await client.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: deadLetters }));
    expect(sources.queueUrls).toEqual([source]);

    const SourceArn = queueArn('reports-dlq.fifo');
    const { TaskHandle } = await client.send(new StartMessageMoveTaskCommand({ SourceArn }));
    expect(TaskHandle).toBeDefined();
    const [moved = {}] = await receive(source, 30, 5);
    expect(moved.Body).toBe('r1');
    expect(moved.Attributes?.MessageGroupId).toBe('income/2026Q1');
    await pause(50);
    const { Results } = await client.send(new ListMessageMoveTasksCommand({ SourceArn }));
    expect(Results).toMatchObject([{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 1, SourceArn }]);
  });

  it('stops a move when told to', async () => {
    const [source, deadLetters] = await createWithDeadLetters('slow');
    await send(deadLetters, 'one');
    await send(deadLetters, 'two');
    const SourceArn = queueArn('slow-dlq');
    const start = new StartMessageMoveTaskCommand({ SourceArn, MaxNumberOfMessagesPerSecond: 1 });
    const { TaskHandle } = await client.send(start);
    expect(await receive(source, 30, 5)).toHaveLength(1);
    await client.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
    await pause(1100);
    expect(await receive(source)).toEqual([]);
    await expect(client.send(new CancelMessageMoveTaskCommand({ TaskHandle }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('refuses to move messages where it can’t tell where to', async () => {
    await createQueue('plain');
    const fromPlain = client.send(new StartMessageMoveTaskCommand({ SourceArn: queueArn('plain') }));
    await expect(fromPlain).rejects.toThrow('dead letter queue');
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: queueArn('plain'), maxReceiveCount: 1 });
    await createQueue('plain-1', { RedrivePolicy });
    await createQueue('plain-2', { RedrivePolicy });
    const fromShared = client.send(new StartMessageMoveTaskCommand({ SourceArn: queueArn('plain') }));
    await expect(fromShared).rejects.toThrow('DestinationArn');
  });

  it('reports a move that failed', async () => {
    await createWithDeadLetters('lost');
    const deadLetters = urlOf('lost-dlq');
    await send(deadLetters, 'one');
    const SourceArn = queueArn('lost-dlq');
    const DestinationArn = queueArn('nowhere');
    await client.send(new StartMessageMoveTaskCommand({ SourceArn, DestinationArn }));
    await pause(200);
    const { Results } = await client.send(new ListMessageMoveTasksCommand({ SourceArn }));
    expect(Results).toMatchObject([
      { Status: 'FAILED', FailureReason: expect.stringContaining('QueueDoesNotExist') },
    ]);
  });

  it('asks for the single permission where a batch is sent', async () => {
    const url = await createQueue('batch');
    records.length = 0;
    const Entries = [{ Id: '1', MessageBody: 'one' }];
    await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
    expect(records).toMatchObject([{ action: 'sqs:SendMessage', resource: queueArn('batch') }]);
  });

  it('hands every call to another SQS where it is told to', async () => {
    const outer = await startFront({ services: [await startSqs({ url: front.endpoint() })] });
    const through = new SQSClient({ ...front.config(), endpoint: outer.endpoint });
    const { QueueUrl = '' } = await through.send(new CreateQueueCommand({ QueueName: 'through' }));
    expect(QueueUrl).toBe(queueUrl(outer.endpoint, 'through'));
    await through.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
    expect(bodies(await receive(urlOf('through')))).toEqual(['hello']);
    await outer.close();
  });
});
