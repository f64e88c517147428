import {
  CreateQueueCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { useBank } from '../../local/testing/bank.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';
import { aHold, placeHold } from '../../local/testing/ledger-calls.ts';

const bank = useBank();
let relay: () => Promise<void>;
let sqs: SQSClient;

beforeAll(async () => {
  relay = (await import('./outbox-relay.lambda.ts')).handler;
  sqs = new SQSClient({});
});
afterAll(() => {
  sqs.destroy();
});

const urlOf = (name: 'EVENTS' | 'FILES'): string => bank().parts.environment[`${name}_QUEUE_URL`] ?? '';
const nameOf = (url: string): string => url.split('/').at(-1) ?? '';

async function kindsOn(name: 'EVENTS' | 'FILES'): Promise<string[]> {
  const asked = { QueueUrl: urlOf(name), MaxNumberOfMessages: 10, WaitTimeSeconds: 0, VisibilityTimeout: 0 };
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(asked));
  return Messages.map(({ Body }) => (JSON.parse(Body ?? '') as { kind: string }).kind).sort();
}

async function waiting(): Promise<Set<string>> {
  const { rows } = await bank().database.app.query<{ kind: string }>(
    'SELECT kind FROM bank.take_outbox(1000)',
  );
  return new Set(rows.map(({ kind }) => kind));
}

/** More filings than one batch of the relay holds, and behind them a journal and a hold. */
async function fillOutbox(): Promise<void> {
  const { database, cast } = bank();
  await database.owner.query(
    `INSERT INTO ops.outbox (kind, payload) SELECT 'report.filed', jsonb_build_object('n', n) FROM generate_series(1, 150) n`,
  );
  await post(database.app, aCashDeposit(cast.alice.accountId, 500n));
  await placeHold(database.app, aHold(cast.alice.accountId, 1n));
}

describe('The relay, when one queue refuses', () => {
  it('sends the other everything that is for it, marks that alone as sent, and fails', async () => {
    await fillOutbox();
    await sqs.send(new DeleteQueueCommand({ QueueUrl: urlOf('FILES') }));
    await expect(relay()).rejects.toThrow('A queue refused what is for it.');
    expect(await kindsOn('EVENTS')).toEqual([expect.stringMatching(/^hold/), 'journal.posted']);
    expect(await waiting()).toEqual(new Set(['report.filed']));
  });

  it('sends what waited as soon as the queue is back', async () => {
    await sqs.send(new CreateQueueCommand({ QueueName: nameOf(urlOf('FILES')) }));
    await relay();
    expect(await waiting()).toEqual(new Set());
    expect(new Set(await kindsOn('FILES'))).toEqual(new Set(['report.filed']));
  });
});
