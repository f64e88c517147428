import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SQSClient } from '@aws-sdk/client-sqs';
import { setTimeout as sleep } from 'node:timers/promises';
import { useBank } from '../../local/testing/bank.ts';
import { aRecord, failuresOf, type Worker } from '../../local/testing/queue-event.ts';
import { queuesOf, quietProgress } from '../../local/testing/console-context.ts';
import type { ConsoleContext } from './context.ts';
import { runConsole } from './main.ts';

const bank = useBank();
const output: string[] = [];
let sqs: SQSClient;
let now = 0;

const context: ConsoleContext = {
  openBooks: () => Promise.reject(new Error('Schedules need no books.')),
  openQueues: (target) => queuesOf(sqs, target),
  clock: { now: () => now },
  out: (text) => output.push(text),
  progress: quietProgress,
};

beforeAll(() => {
  sqs = new SQSClient({});
});
beforeEach(() => {
  now = Date.parse('2026-03-31T16:00:00Z');
});
afterAll(() => {
  sqs.destroy();
});

async function run(...args: readonly string[]): Promise<string> {
  output.length = 0;
  expect([args, await runConsole(context, args)]).toEqual([args, 0]);
  return output.join('\n');
}

/** Takes what waits in the tick queue away. */
async function takeTicks(): Promise<unknown[]> {
  const messages = JSON.parse(await run('queue', 'peek', 'tick', '--json')) as { body: string }[];
  await run('queue', 'drain', 'tick', '--yes');
  return messages.map(({ body }) => JSON.parse(body) as unknown);
}

interface Row {
  readonly name: string;
  readonly next: string | null;
  readonly last: string | null;
}
async function listed(...target: readonly string[]): Promise<Row[]> {
  return JSON.parse(await run('schedule', 'list', '--json', ...target)) as Row[];
}

describe('schedule list', () => {
  it('tells when each is due, by the clock of New York', async () => {
    const rows = await listed('--profile', 'operator', '--stage', 'prod');
    expect(rows.map(({ name, next }) => [name, next])).toEqual([
      ['night', '2026-04-01T04:15:00Z'],
      ['day', '2026-04-01T05:00:00Z'],
      ['month', '2026-04-01T06:00:00Z'],
      ['quarter', '2026-04-01T06:30:00Z'],
      ['year', '2027-01-01T08:00:00Z'],
      ['outbox', null],
      ['sealing', null],
      ['keeping', null],
    ]);
  });

  it('knows that no day ends by itself on a laptop', async () => {
    expect((await listed()).find(({ name }) => name === 'night')).toMatchObject({ next: null });
    expect(await run('schedule', 'list')).toMatch(
      /^quarter +cron\(30 2 1 1,4,7,10 \? \*\) +→ tick +next 2026-04-01/m,
    );
  });
});

describe('schedule run-now', () => {
  it('sends the tick that asks for the report, and the list knows of it', async () => {
    const { handler: planner } = (await import('../handlers/planner.lambda.ts')) as { handler: Worker };
    await run('schedule', 'run-now', 'month', '--at', '2025-12-01T02:00:00-05:00');
    const ticks = await takeTicks();
    expect(ticks).toEqual([{ kind: 'month', scheduledTime: '2025-12-01T07:00:00Z' }]);
    expect(await failuresOf(planner, aRecord(ticks[0]))).toEqual([]);
    const { body } = await (await bank().signIn('accountant')).get('/api/v1/reports?kind=month');
    expect(body).toMatchObject({ items: [{ period: '2025-11', requestedBy: 'schedule' }] });
    const months = (await listed()).filter(({ name, last }) => name === 'month' && last !== null);
    expect(months).toHaveLength(1);
  });

  it('says now what time it is', async () => {
    expect(await run('schedule', 'run-now', 'night')).toBe('night tick of 2026-03-31T16:00:00Z sent');
  });

  it.each([
    ['a schedule that is none', ['run-now', 'noon']],
    ['one that sends no tick', ['run-now', 'keeping']],
    ['a time without a zone', ['run-now', 'day', '--at', '2026-03-31T01:00:00']],
    ['a time that is none', ['run-now', 'day', '--at', 'noon']],
  ])('refuses %s', async (_what, args) => {
    expect(await runConsole(context, ['schedule', ...args])).toBe(2);
  });
});

describe('schedule serve', () => {
  it('sends each tick once when it is due, and ends when it is stopped', async () => {
    await takeTicks();
    let stop: () => void = () => undefined;
    const untilStopped = (): Promise<void> => new Promise((resolve) => (stop = resolve));
    output.length = 0;
    // It begins at the first time it is told; then half a day goes by at once.
    const times = [now];
    const clock = { now: () => times.shift() ?? Date.parse('2026-04-01T12:00:00Z') };
    const served = runConsole({ ...context, clock, untilStopped }, ['schedule', 'serve', '--json']);
    while (output.length < 3) await sleep(50);
    stop();
    expect(await served).toBe(0);
    const due = [
      { kind: 'day', scheduledTime: '2026-04-01T05:00:00Z' },
      { kind: 'month', scheduledTime: '2026-04-01T06:00:00Z' },
      { kind: 'quarter', scheduledTime: '2026-04-01T06:30:00Z' },
    ];
    expect(output.map((line) => JSON.parse(line) as unknown)).toEqual(due);
    expect(await takeTicks()).toEqual(due);
  });

  it('does not begin where the queue is out of reach, or nothing could stop it', async () => {
    const untilStopped = (): Promise<void> => Promise.resolve();
    const elsewhere = ['schedule', 'serve', '--profile', 'operator', '--stage', 'nowhere'];
    expect(await runConsole({ ...context, untilStopped }, elsewhere)).toBe(1);
    expect(await runConsole(context, ['schedule', 'serve'])).toBe(1);
  });
});
