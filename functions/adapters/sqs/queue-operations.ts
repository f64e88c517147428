import { setTimeout as pause } from 'node:timers/promises';
import {
  ChangeMessageVisibilityBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListMessageMoveTasksCommand,
  PurgeQueueCommand,
  PurgeQueueInProgress,
  ReceiveMessageCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
  type Message,
  type QueueAttributeName,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { QueueName } from '../../domain/queue.ts';
import {
  QueueRefusedError,
  type QueueCounts,
  type QueueOperations,
  type QueueSide,
  type RedriveOptions,
  type Redriven,
  type TickQueue,
  type WaitingMessage,
} from '../../services/ports/queues.ts';
import type { ReportQueue } from '../../services/ports/reports.ts';
import { sqsReportQueue } from './queues.ts';

const own = new SQSClient({});

/** What a queue and its dead-letter queue are called in the account. */
export type QueueNaming = (name: QueueName) => { readonly queue: string; readonly deadLetters: string };

const batchLimit = 10;
/** How long a look hides a message when it is cut off before it has given it back. */
const lookSeconds = 10;
const pollMs = 250;
/** A long poll asks every server of SQS; a short one may miss what waits. */
const WaitTimeSeconds = 1;
const AttributeNames: QueueAttributeName[] = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesDelayed',
  'ApproximateNumberOfMessagesNotVisible',
];

/** The queues as an operator works them, through the client's account. */
export function sqsQueueOperations(naming: QueueNaming, client: SQSClient = own): QueueOperations {
  const sideUrl = ({ name, dead }: QueueSide): Promise<string> =>
    queueUrl(client, dead ? naming(name).deadLetters : naming(name).queue);
  return {
    async counts(name) {
      const side = async (dead: boolean): Promise<Omit<QueueCounts, 'deadLetters'>> =>
        countsAt(client, await sideUrl({ name, dead }));
      const [alive, dead] = await Promise.all([side(false), side(true)]);
      return { ...alive, deadLetters: dead.waiting + dead.inFlight };
    },
    // Nobody works on dead letters, so nobody has to be kept from them during the look.
    peek: async (side, limit) =>
      look(client, await sideUrl(side), { limit, hidden: side.dead ? 0 : lookSeconds }),
    redrive: async (name, options) => moveBack(client, await sideUrl({ name, dead: true }), options),
    drain: async (side) => purge(client, await sideUrl(side)),
  };
}

/** The queue that schedules send to, by its name. */
export function sqsTickQueue(client: SQSClient, name: string): TickQueue {
  return {
    async send({ kind, scheduledTime }) {
      const MessageBody = JSON.stringify({ kind, scheduledTime });
      await client.send(new SendMessageCommand({ QueueUrl: await queueUrl(client, name), MessageBody }));
    },
  };
}

/** The queue that reports are asked for by, by its name. */
export function sqsReportRequests(client: SQSClient, name: string): ReportQueue {
  return {
    send: async (order) => sqsReportQueue(await queueUrl(client, name), client).send(order),
  };
}

/** @throws QueueRefusedError */
export async function queueUrl(client: SQSClient, name: string): Promise<string> {
  try {
    const { QueueUrl = '' } = await client.send(new GetQueueUrlCommand({ QueueName: name }));
    return QueueUrl;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new QueueRefusedError(`The queue ${name} can't be reached: ${why}`, { cause: error });
  }
}

async function countsAt(client: SQSClient, QueueUrl: string): Promise<Omit<QueueCounts, 'deadLetters'>> {
  const { Attributes = {} } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
  const [waiting = 0, delayed = 0, inFlight = 0] = AttributeNames.map((name) =>
    Number(Attributes[name] ?? 0),
  );
  return { waiting, delayed, inFlight };
}

interface Look {
  readonly limit: number;
  /** Seconds for which nobody else receives what is looked at. */
  readonly hidden: number;
}

async function look(client: SQSClient, QueueUrl: string, { limit, hidden }: Look): Promise<WaitingMessage[]> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl,
      WaitTimeSeconds,
      VisibilityTimeout: hidden,
      MaxNumberOfMessages: Math.min(limit, batchLimit),
      MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount', 'MessageGroupId'],
    }),
  );
  if (hidden > 0 && Messages.length > 0) await showAgain(client, QueueUrl, Messages);
  return Messages.map(asWaiting).sort((a, b) => a.sentAt - b.sentAt);
}

/** At once, so that a worker waits for them no longer than the look took. */
async function showAgain(client: SQSClient, QueueUrl: string, messages: readonly Message[]): Promise<void> {
  const Entries = messages.map(({ ReceiptHandle }, index) => ({
    Id: String(index),
    ReceiptHandle,
    VisibilityTimeout: 0,
  }));
  await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
}

const asWaiting = ({ MessageId = '', Body = '', Attributes = {} }: Message): WaitingMessage => ({
  id: MessageId,
  sentAt: Number(Attributes.SentTimestamp),
  receives: Number(Attributes.ApproximateReceiveCount),
  group: Attributes.MessageGroupId ?? null,
  body: Body,
});

async function moveBack(
  client: SQSClient,
  QueueUrl: string,
  { moved, patienceMs = Infinity }: RedriveOptions,
): Promise<Redriven> {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const SourceArn = Attributes?.QueueArn;
  if ((await newestMove(client, SourceArn)).status !== 'RUNNING') await startMove(client, SourceArn);
  for (let waited = 0; ; waited += pollMs) {
    const { status, count } = await newestMove(client, SourceArn);
    moved?.(count);
    if (status === 'COMPLETED') return { count, finished: true };
    if (status === 'FAILED' || status === 'CANCELLED') {
      throw new QueueRefusedError(`SQS ended the move after ${count} dead letters: ${status}.`);
    }
    if (waited >= patienceMs) return { count, finished: false };
    await pause(pollMs);
  }
}

/** SQS refuses a second move of the same letters: whose was begun between our look and this is followed. */
async function startMove(client: SQSClient, SourceArn: string | undefined): Promise<void> {
  try {
    await client.send(new StartMessageMoveTaskCommand({ SourceArn }));
  } catch (error) {
    if ((await newestMove(client, SourceArn)).status !== 'RUNNING') throw error;
  }
}

async function newestMove(
  client: SQSClient,
  SourceArn: string | undefined,
): Promise<{ status: string | undefined; count: number }> {
  const { Results } = await client.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }));
  const task = Results?.[0];
  return { status: task?.Status, count: task?.ApproximateNumberOfMessagesMoved ?? 0 };
}

async function purge(client: SQSClient, QueueUrl: string): Promise<void> {
  try {
    await client.send(new PurgeQueueCommand({ QueueUrl }));
  } catch (error) {
    if (!(error instanceof PurgeQueueInProgress)) throw error;
    throw new QueueRefusedError('The queue was drained within the last minute; SQS allows one a minute.', {
      cause: error,
    });
  }
}
