import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { queueNames } from '../../functions/domain/queue.ts';
import { queuePair } from '../../functions/manifest-queues.ts';
import { arn } from '../aws/arns.ts';
import { startFront, type AwsFront } from '../aws/front.ts';
import { startSqs } from '../aws/sqs/service.ts';
import { useTemporaryDirectory } from '../aws/testing/temporary-directory.ts';
import { createAccess } from '../stack/access.ts';
import { runLocalConsole } from '../testing/run-local-console.ts';
import { consolePermissions } from './permissions.ts';

const directory = useTemporaryDirectory();
let front: AwsFront;
let admin: SQSClient;
let operator: SQSClient;

const clientWith = (credentials: { accessKeyId: string; secretAccessKey: string }): SQSClient =>
  new SQSClient({ endpoint: front.endpoint, region: 'us-east-1', credentials });

beforeAll(async () => {
  const access = createAccess();
  front = await startFront({ services: [await startSqs()], authorize: access.authorize });
  const key = access.issue('console', consolePermissions);
  mkdirSync(join(directory, 'running'), { recursive: true });
  const stack = { pid: process.pid, awsEndpoint: front.endpoint, console: key };
  writeFileSync(join(directory, 'running', 'stack.json'), JSON.stringify(stack));
  admin = clientWith(access.admin);
  operator = clientWith(key);
  for (const name of queueNames) await createPair(queuePair('local', name));
});
afterAll(async () => {
  admin.destroy();
  operator.destroy();
  await front.close();
});

async function createPair({ queue, deadLetters }: ReturnType<typeof queuePair>): Promise<void> {
  const fifo = queue.endsWith('.fifo') ? { FifoQueue: 'true' } : {};
  await admin.send(new CreateQueueCommand({ QueueName: deadLetters, Attributes: fifo }));
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn('sqs', deadLetters), maxReceiveCount: 1 });
  await admin.send(new CreateQueueCommand({ QueueName: queue, Attributes: { ...fifo, RedrivePolicy } }));
}

const run = (place: string, ...args: readonly string[]): Promise<[number, string]> =>
  runLocalConsole(join(directory, place), ...args);

describe('The console works the queues', () => {
  it('of the bank that runs here, with a key that may do that much and no more', async () => {
    const QueueUrl = `${front.endpoint}/000000000000/${queuePair('local', 'tick').deadLetters}`;
    await admin.send(new SendMessageCommand({ QueueUrl, MessageBody: 'dead' }));
    expect(await run('running', 'queue', 'redrive', 'tick')).toEqual([0, '1 dead letters went back.']);
    const [, looked] = await run('running', 'queue', 'peek', 'tick', '--json');
    expect(JSON.parse(looked)).toMatchObject([{ body: 'dead' }]);
    expect(await run('running', 'queue', 'drain', 'tick', '--yes')).toEqual([0, '1 messages deleted.']);
    const [, status] = await run('running', 'queue', 'status', '--json');
    expect(JSON.parse(status)).toEqual(
      queueNames.map((queue) => ({ queue, waiting: 0, delayed: 0, inFlight: 0, deadLetters: 0 })),
    );
    const forbidden = [
      new SendMessageCommand({ QueueUrl, MessageBody: 'dead' }),
      new CreateQueueCommand({ QueueName: 'ledgerbank-local-more' }),
    ] as const;
    await expect(operator.send(forbidden[0])).rejects.toThrow('not authorized');
    await expect(operator.send(forbidden[1])).rejects.toThrow('not authorized');
  });

  it('nowhere, where no bank runs', async () => {
    expect(await run('none', 'queue', 'status')).toEqual([1, '']);
  });

  it('nowhere, where the profile has no credentials', async () => {
    // Else the SDK would go and ask the network whether this machine is one of Amazon's.
    process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
    const [code] = await run('none', 'queue', 'status', '--profile', 'no-such-profile', '--stage', 'prod');
    expect(code).toBe(1);
  });
});
