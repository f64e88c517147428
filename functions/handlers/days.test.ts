import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { useBank, type Caller } from '../../local/testing/bank.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';
import { aRecord, failuresOf, type Worker } from '../../local/testing/queue-event.ts';

const bank = useBank();
let worker: Worker;
let planner: Worker;
let sqs: SQSClient;
let accountant: Caller;

beforeAll(async () => {
  worker = (await import('./day-worker.lambda.ts')).handler;
  planner = (await import('./planner.lambda.ts')).handler;
  sqs = new SQSClient({});
  accountant = await bank().signIn('accountant');
  await post(bank().database.app, aCashDeposit(bank().cast.alice.accountId, 5_000n));
});
afterAll(() => {
  sqs.destroy();
});

/** Takes what waits in the queue. */
async function orders(): Promise<unknown[]> {
  const QueueUrl = bank().parts.environment['DAY_QUEUE_URL'];
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  for (const { ReceiptHandle } of Messages)
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return Messages.map(({ Body }) => JSON.parse(Body ?? '') as unknown);
}

async function today(): Promise<string> {
  const { body } = await accountant.get('/api/v1/days');
  return (body as { businessDate: string }).businessDate;
}

const order = (through: string): ReturnType<typeof aRecord> =>
  aRecord({ through, requestedBy: 'tests' }, { group: 'days' });

describe('The end of a day', () => {
  it('is asked for once, however often the button is pressed', async () => {
    const answers = [
      await accountant.post('/api/v1/days/2026-01-15/end', {}),
      await accountant.post('/api/v1/days/2026-01-15/end', {}),
    ];
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(await orders()).toEqual([{ through: '2026-01-15', requestedBy: 'accountant' }]);
    expect(await today()).toBe('2026-01-15');
  });

  it.each(['2026-01-14', '2026-01-16'])('%s is refused: the books stand elsewhere', async (date) => {
    const answer = await accountant.post(`/api/v1/days/${date}/end`, {});
    expect(answer).toMatchObject({ status: 409, body: { code: 'business-date-refused' } });
  });

  it('is done by the worker, step by step, and shown with what was reconciled', async () => {
    expect(await failuresOf(worker, order('2026-01-15'))).toEqual([]);
    expect(await today()).toBe('2026-01-16');
    const { body } = await accountant.get('/api/v1/days/2026-01-15');
    const { day, steps, reconciliation } = body as {
      day: object;
      steps: { step: string; finishedAt: string | null }[];
      reconciliation: { ledgerAccount: string; actual: { minor: string }; difference: { minor: string } }[];
    };
    expect(day).toMatchObject({ status: 'over', done: steps.length, of: steps.length, differences: 0 });
    expect(steps.filter(({ finishedAt }) => finishedAt === null)).toEqual([]);
    expect(reconciliation.find(({ ledgerAccount }) => ledgerAccount === '2010')).toMatchObject({
      actual: { minor: '-5000' },
      difference: { minor: '0' },
    });
  });

  it('is nothing to do when the message comes again', async () => {
    expect(await failuresOf(worker, order('2026-01-15'))).toEqual([]);
    expect(await today()).toBe('2026-01-16');
  });

  it('of days that were missed follows one by one, a day a message', async () => {
    await orders();
    expect(await failuresOf(worker, order('2026-01-21'))).toEqual([]);
    // Over the weekend and the holiday.
    expect(await today()).toBe('2026-01-20');
    expect(await orders()).toContainEqual({ through: '2026-01-21', requestedBy: 'tests' });
    expect(await failuresOf(worker, order('2026-01-21'), order('2026-01-21'))).toEqual([]);
    expect(await today()).toBe('2026-01-22');
  });

  it('comes every night of the schedule, for the days before it in the bank’s time zone', async () => {
    await orders();
    const tick = aRecord({ kind: 'night', scheduledTime: '2026-01-23T05:15:00Z' });
    expect(await failuresOf(planner, tick)).toEqual([]);
    expect(await orders()).toContainEqual({ through: '2026-01-22', requestedBy: 'schedule' });
  });

  it('of a message that can’t be read is given back', async () => {
    const poison = aRecord({ through: 'soon' }, { group: 'days' });
    expect(await failuresOf(worker, poison)).toEqual([poison.messageId]);
  });

  it('of a day the bank never had is not found', async () => {
    expect((await accountant.get('/api/v1/days/2026-01-17')).status).toBe(404);
  });
});
