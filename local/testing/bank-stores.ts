import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, PutObjectLockConfigurationCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { queuePair, reportQueue, type QueueName } from '../../functions/manifest-queues.ts';
import { filesBucket } from '../../functions/manifest.ts';
import { arn, localAccount } from '../aws/arns.ts';

/** As the template of the laptop has it. */
export async function createFilesBucket(endpoint: string): Promise<string> {
  const credentials = { accessKeyId: 'admin', secretAccessKey: 'unverified' };
  const client = new S3Client({ endpoint, region: 'us-east-1', credentials });
  const Bucket = filesBucket('local', localAccount);
  await client.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
  const DefaultRetention = { Mode: 'GOVERNANCE', Days: 1 } as const;
  const ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention } } as const;
  await client.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }));
  client.destroy();
  return Bucket;
}

/** Every table of the bank; answers their names as the environment has them. */
export async function createTables(client: DynamoDBClient): Promise<Record<string, string>> {
  const keys: Record<string, readonly string[]> = {
    sessions: ['id'],
    log: ['day', 'at'],
    snapshots: ['customerId'],
    reports: ['kind', 'period'],
    drafts: ['owner', 'id'],
    imports: ['id', 'part'],
    roots: ['books', 'block'],
  };
  for (const [table, names] of Object.entries(keys)) await createTable(client, table, names);
  return Object.fromEntries(Object.keys(keys).map((table) => [`${table.toUpperCase()}_TABLE`, table]));
}

/** A table that is keyed by these names. */
export async function createTable(
  client: DynamoDBClient,
  TableName: string,
  keys: readonly string[],
): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
      KeySchema: keys.map((AttributeName, index) => ({
        AttributeName,
        KeyType: index === 0 ? ('HASH' as const) : ('RANGE' as const),
      })),
    }),
  );
}

interface Queues {
  readonly urls: Readonly<Record<QueueName, string>>;
  readonly deadReports: string;
}

/** Each with its dead-letter queue, under the names they have on a laptop. */
export async function createQueues(client: SQSClient): Promise<Queues> {
  const create = async (name: string, attributes: Record<string, string> = {}): Promise<string> => {
    const Attributes = name.endsWith('.fifo') ? { FifoQueue: 'true', ...attributes } : attributes;
    const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: name, Attributes }));
    return QueueUrl ?? '';
  };
  const { maxReceiveCount, visibilitySeconds } = reportQueue;
  const made = async (name: QueueName): Promise<{ url: string; deadLetters: string }> => {
    const { queue, deadLetters } = queuePair('local', name);
    const dead = await create(deadLetters);
    const url = await create(queue, {
      VisibilityTimeout: String(visibilitySeconds),
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn('sqs', deadLetters), maxReceiveCount }),
    });
    return { url, deadLetters: dead };
  };
  const tick = await made('tick');
  const report = await made('report');
  const imports = await made('import');
  const day = await made('day');
  const events = await made('events');
  const files = await made('files');
  return {
    urls: {
      ...{ tick: tick.url, report: report.url, import: imports.url },
      ...{ day: day.url, events: events.url, files: files.url },
    },
    deadReports: report.deadLetters,
  };
}
