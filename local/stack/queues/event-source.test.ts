import { afterEach, describe, expect, it } from '@jest/globals';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { startSqs } from '../../aws/sqs/service.ts';
import { useFront } from '../../aws/testing/use-front.ts';
import { FunctionError } from '../functions/function-process.ts';
import { type EventSource, type EventSourceOptions, startEventSource } from './event-source.ts';

const front = useFront(async () => [await startSqs()]);
const running: EventSource[] = [];
let created = 0;

interface TestQueue {
  readonly url: string;
  readonly arn: string;
  send(body: string, group?: string): Promise<void>;
}

async function aQueue(attributes: Record<string, string> = {}): Promise<TestQueue> {
  const fifo = attributes['FifoQueue'] === 'true';
  const name = `queue-${++created}${fifo ? '.fifo' : ''}`;
  const sqs = new SQSClient(front.config());
  const { QueueUrl: url = '' } = await sqs.send(
    new CreateQueueCommand({ QueueName: name, Attributes: attributes }),
  );
  return {
    url,
    arn: `arn:aws:sqs:us-east-1:000000000000:${name}`,
    send: async (body, group) => {
      const order = group ? { MessageGroupId: group, MessageDeduplicationId: `${group}-${body}` } : {};
      await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body, ...order }));
    },
  };
}

type Invoke = (event: SQSEvent) => unknown;

function map(queue: TestQueue, invoke: Invoke, options: Partial<EventSourceOptions> = {}): EventSource {
  const source = startEventSource({
    queueUrl: queue.url,
    queueArn: queue.arn,
    batchSize: 10,
    batchingWindowSeconds: 0,
    reportsFailures: true,
    concurrency: 5,
    target: { name: 'worker', invoke: (event) => Promise.resolve(event as SQSEvent).then(invoke) },
    sqs: new SQSClient(front.config()),
    report: () => undefined,
    ...options,
  });
  running.push(source);
  return source;
}

async function eventually<T>(read: () => T | Promise<T>, accept: (value: T) => boolean): Promise<T> {
  for (const until = Date.now() + 10_000; Date.now() < until;) {
    const value = await read();
    if (accept(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Not within 10 seconds; last seen ${JSON.stringify(await read())}`);
}

async function counts({
  url,
}: TestQueue): Promise<[visible: string | undefined, inFlight: string | undefined]> {
  const { Attributes } = await new SQSClient(front.config()).send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
  );
  return [Attributes?.['ApproximateNumberOfMessages'], Attributes?.['ApproximateNumberOfMessagesNotVisible']];
}

const isEmpty = (seen: readonly unknown[]): boolean => seen.join() === '0,0';

function bodies(event: SQSEvent): string[] {
  return event.Records.map(({ body }) => body);
}

const failing = (message: string): never => {
  throw new FunctionError({ errorType: 'Error', errorMessage: message });
};

afterEach(async () => {
  const sources = running.splice(0);
  await Promise.all(sources.map((source) => source.stop()));
  await Promise.all(sources.map((source) => source.settled()));
});

describe('an event source mapping', () => {
  it('hands messages over in the shape of Lambda and deletes them when the function is done', async () => {
    const queue = await aQueue();
    const events: SQSEvent[] = [];
    const sqs = new SQSClient(front.config());
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: queue.url,
        MessageBody: '{"kind":"night"}',
        MessageAttributes: { source: { DataType: 'String', StringValue: 'test' } },
      }),
    );
    map(queue, (event) => void events.push(event));
    await eventually(() => counts(queue), isEmpty);
    expect(events).toEqual([
      {
        Records: [
          {
            messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
            receiptHandle: expect.any(String),
            body: '{"kind":"night"}',
            attributes: {
              ApproximateReceiveCount: '1',
              SentTimestamp: expect.stringMatching(/^\d{13}$/),
              SenderId: expect.any(String),
              ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
            },
            messageAttributes: {
              source: { stringValue: 'test', stringListValues: [], binaryListValues: [], dataType: 'String' },
            },
            md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
            md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
            eventSource: 'aws:sqs',
            eventSourceARN: queue.arn,
            awsRegion: 'us-east-1',
          },
        ],
      },
    ]);
  });

  it('brings back exactly the messages a function reports as failed', async () => {
    const queue = await aQueue({ VisibilityTimeout: '1' });
    const seen: string[] = [];
    map(queue, (event) => {
      const failed = event.Records.filter(({ body }) => body === 'bad' && !seen.includes('bad'));
      seen.push(...bodies(event));
      return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });
    for (const body of ['good', 'bad', 'fine']) await queue.send(body);
    await eventually(() => counts(queue), isEmpty);
    expect(seen.sort()).toEqual(['bad', 'bad', 'fine', 'good']);
  });

  it('moves a message to the dead-letter queue after the last attempt', async () => {
    const dlq = await aQueue();
    const redrive = JSON.stringify({ deadLetterTargetArn: dlq.arn, maxReceiveCount: 2 });
    const queue = await aQueue({ VisibilityTimeout: '1', RedrivePolicy: redrive });
    const problems: string[] = [];
    map(queue, () => failing('poison'), { report: (problem) => problems.push(problem) });
    await queue.send('poison');
    await eventually(
      () => counts(dlq),
      ([visible]) => visible === '1',
    );
    expect(problems).toEqual(Array(2).fill('worker failed on 1 message(s): Error: poison'));
  });

  it('keeps the order of a group and lets other groups pass', async () => {
    const queue = await aQueue({ FifoQueue: 'true', VisibilityTimeout: '30' });
    const seen: string[] = [];
    let finishSlow: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (finishSlow = resolve));
    map(
      queue,
      async (event) => {
        if (bodies(event).includes('a1')) await slow;
        seen.push(...bodies(event));
      },
      { batchSize: 1 },
    );
    await queue.send('a1', 'a');
    await queue.send('a2', 'a');
    await queue.send('b1', 'b');
    await eventually(
      () => seen,
      ({ length }) => length === 1,
    );
    expect(seen).toEqual(['b1']);
    finishSlow();
    await eventually(
      () => seen,
      ({ length }) => length === 3,
    );
    expect(seen).toEqual(['b1', 'a1', 'a2']);
  });

  it('fills a batch during its window', async () => {
    const queue = await aQueue();
    const sizes: number[] = [];
    const sqs = new SQSClient(front.config());
    const sendTen = (prefix: string): Promise<unknown> => {
      const Entries = Array.from({ length: 10 }, (_, index) => ({
        Id: `${index}`,
        MessageBody: `${prefix}${index}`,
      }));
      return sqs.send(new SendMessageBatchCommand({ QueueUrl: queue.url, Entries }));
    };
    await sendTen('a');
    await sendTen('b');
    map(queue, (event) => void sizes.push(event.Records.length), { batchSize: 20, batchingWindowSeconds: 5 });
    await eventually(() => counts(queue), isEmpty);
    expect(sizes).toEqual([20]);
  });

  it('makes unfinished messages visible again when it is closed', async () => {
    const queue = await aQueue({ VisibilityTimeout: '600' });
    let kill: () => void = () => undefined;
    const killed = new Promise<void>((resolve) => (kill = resolve));
    let started = false;
    const source = map(queue, async () => {
      started = true;
      await killed;
      failing('process killed');
    });
    await queue.send('unfinished');
    await eventually(
      () => started,
      (value) => value,
    );
    await source.stop();
    kill();
    await source.settled();
    const { Messages } = await new SQSClient(front.config()).send(
      new ReceiveMessageCommand({ QueueUrl: queue.url }),
    );
    expect(Messages?.map(({ Body }) => Body)).toEqual(['unfinished']);
  });

  it('reports a queue it may not read and tries again', async () => {
    const problems: string[] = [];
    const queue = {
      url: `${front.endpoint()}/000000000000/nowhere`,
      arn: 'arn:nowhere',
      send: () => Promise.resolve(),
    };
    map(queue, () => null, { report: (problem) => problems.push(problem) });
    await eventually(
      () => problems,
      ({ length }) => length > 1,
    );
    expect(problems[0]).toMatch(/^Queue arn:nowhere: .*does not exist/i);
  });
});
