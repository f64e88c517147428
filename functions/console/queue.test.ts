import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { arn } from '../../local/aws/arns.ts';
import { startEventSource, type EventSource } from '../../local/stack/queues/event-source.ts';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { aRecord, failuresOf, type Worker } from '../../local/testing/queue-event.ts';
import { queueUrl } from '../adapters/sqs/queue-operations.ts';
import { queuePair } from '../manifest-queues.ts';
import type { WaitingMessage } from '../services/ports/queues.ts';
import { booksOf, queuesOf, quietProgress } from '../../local/testing/console-context.ts';
import { until } from '../../local/testing/until.ts';
import type { ConsoleContext, StageTarget } from './context.ts';
import { runConsole } from './main.ts';

const bank = useBank();
const output: string[] = [];
const targets: (StageTarget | undefined)[] = [];
let sqs: SQSClient;

const context: ConsoleContext = {
  openBooks: booksOf(() => bank().database.operator),
  openQueues: (target) => {
    targets.push(target);
    return queuesOf(sqs, target);
  },
  out: (text) => output.push(text),
  progress: quietProgress,
};

beforeAll(() => {
  sqs = new SQSClient({});
});

afterAll(() => {
  sqs.destroy();
});

async function run(...args: readonly string[]): Promise<string> {
  output.length = 0;
  expect([args, await runConsole(context, args)]).toEqual([args, 0]);
  return output.join('\n');
}
const json = async (...args: readonly string[]): Promise<unknown> => JSON.parse(await run(...args, '--json'));

interface Row {
  readonly queue: string;
  readonly waiting: number;
  readonly inFlight: number;
  readonly deadLetters: number;
}
const statusOf = async (queue: string): Promise<Row | undefined> =>
  ((await json('queue', 'status')) as Row[]).find((row) => row.queue === queue);

describe('Poison of the report queue', () => {
  let source: EventSource;
  let accountant: Caller;
  beforeAll(async () => {
    accountant = await bank().signIn('accountant');
    const { handler } = (await import('../handlers/report-worker.lambda.ts')) as { handler: Worker };
    source = startEventSource({
      queueUrl: bank().parts.environment['REPORT_QUEUE_URL'] ?? '',
      queueArn: arn('sqs', queuePair('local', 'report').queue),
      batchSize: 1,
      batchingWindowSeconds: 0,
      reportsFailures: true,
      concurrency: 1,
      target: { name: 'report-worker', invoke: (event) => handler(event as SQSEvent) },
      sqs,
      report: () => undefined,
    });
  });
  afterAll(async () => {
    await source.stop();
    await source.settled();
  });

  // Making a report keeps this process busy, so that the books may not answer in time (503); who waits asks again.
  const answered = async (): Promise<Answer> => accountant.get('/api/v1/reports?kind=day');
  const job = async (accept: (text: string) => boolean = () => true): Promise<unknown> => {
    const { body } = await until(
      answered,
      (answer) => answer.status === 200 && accept(JSON.stringify(answer)),
    );
    return (body as { items: unknown[] }).items;
  };

  it('shows in the status after three attempts, and goes back and heals once its cause is gone', async () => {
    const { handler: planner } = (await import('../handlers/planner.lambda.ts')) as { handler: Worker };
    const early = aRecord({ kind: 'day', scheduledTime: '2026-01-17T07:00:00Z' });
    expect(await failuresOf(planner, early)).toEqual([]);
    const dead = await until(
      () => statusOf('report'),
      // The two sides are counted by two calls: what is moved in between still waits in the one, and is dead in the other.
      (row) => row?.deadLetters === 1 && row.waiting + row.inFlight === 0,
    );
    expect(dead).toEqual({ queue: 'report', waiting: 0, delayed: 0, inFlight: 0, deadLetters: 1 });
    expect(await run('queue', 'status')).toMatch(/^report +0 +0 +0 +1$/m);
    const [letter] = (await json('queue', 'peek', 'report', '--dead')) as WaitingMessage[];
    expect(letter).toMatchObject({ group: 'day-2026-01-16' });
    expect(JSON.parse(letter?.body ?? '')).toMatchObject({ kind: 'day', period: '2026-01-16', run: 1 });
    expect(await job()).toMatchObject([{ period: '2026-01-16', status: 'failed', attempt: 3 }]);

    await run('day', 'roll', '--to', '2026-01-15');
    expect(await json('queue', 'redrive', 'report')).toEqual({ queue: 'report', moved: 1 });
    const healed = await job((text) => text.includes('"ready"'));
    expect(healed).toMatchObject([{ period: '2026-01-16', status: 'ready', problem: null }]);
    // The report is ready a moment before its message is taken out of the queue.
    const empty = await until(
      () => statusOf('report'),
      (row) => row?.inFlight === 0,
    );
    expect(empty).toEqual({ queue: 'report', waiting: 0, delayed: 0, inFlight: 0, deadLetters: 0 });
    const { rows } = await bank().database.owner.query('SELECT FROM ops.report_run WHERE period = $1', [
      '2026-01-16',
    ]);
    expect(rows).toHaveLength(1);
  });

  it('is left alone when there is none to send back', async () => {
    expect(await run('queue', 'redrive', 'report')).toBe('0 dead letters went back.');
  });
});

describe('What waits in a queue', () => {
  const ids = (messages: unknown): string[] => (messages as WaitingMessage[]).map(({ id }) => id);

  beforeAll(async () => {
    const QueueUrl = await queueUrl(sqs, queuePair('local', 'events').queue);
    for (const MessageBody of ['one', 'two\u009b2J']) {
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    }
  });

  it('is shown by peek and stays where it is', async () => {
    const first = await json('queue', 'peek', 'events');
    expect(first).toMatchObject([{ body: 'one', receives: 1, group: null }, { body: 'two\u009b2J' }]);
    expect(ids(await json('queue', 'peek', 'events'))).toEqual(ids(first));
    expect(await statusOf('events')).toMatchObject({ waiting: 2, inFlight: 0 });
  });

  it('is shown to people without what would take over their terminal', async () => {
    const text = await run('queue', 'peek', 'events', '--limit', '2');
    expect(text).toContain(String.raw`"two\u009b2J"`);
    expect(text).not.toContain('\u009b');
    expect(await run('queue', 'peek', 'import')).toBe('Nothing waits there.');
  });

  it('is deleted by drain, which says first how much that is', async () => {
    expect(await runConsole(context, ['queue', 'drain', 'events'])).toBe(1);
    expect(await statusOf('events')).toMatchObject({ waiting: 2 });
    expect(await json('queue', 'drain', 'events', '--yes')).toEqual({
      queue: 'events',
      dead: false,
      deleted: 2,
    });
    expect(await statusOf('events')).toMatchObject({ waiting: 0, inFlight: 0, deadLetters: 0 });
  });
});

describe('The queues of another place', () => {
  it('are those of the profile and the stage that are named', async () => {
    targets.length = 0;
    const told = ['queue', 'status', '--profile', 'operator', '--stage', 'nowhere'];
    expect(await runConsole(context, told)).toBe(1);
    expect(targets).toEqual([{ profile: 'operator', stage: 'nowhere' }]);
  });

  it.each([
    ['a profile without a stage', ['status', '--profile', 'operator'], 2],
    ['a queue that is none', ['peek', 'letters'], 2],
    ['more than SQS shows', ['peek', 'events', '--limit', '11'], 2],
    ['a drain of no queue', ['drain', '--yes'], 2],
  ])('are refused with %s', async (_what, args, code) => {
    expect(await runConsole(context, ['queue', ...args])).toBe(code);
  });

  it('are refused where no bank runs', async () => {
    const nowhere: ConsoleContext = { ...context, openQueues: () => Promise.resolve(undefined) };
    expect(await runConsole(nowhere, ['queue', 'status'])).toBe(1);
  });
});
