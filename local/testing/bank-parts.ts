import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { AmazonEndpoints, CognitoMessage } from '../aws/cognito/options.ts';
import { startCognito } from '../aws/cognito/service.ts';
import { startDynamoDb } from '../aws/dynamodb/service.ts';
import { startKms } from '../aws/kms/service.ts';
import { startFront, type AwsFront } from '../aws/front.ts';
import { startRdsData } from '../aws/rds-data/service.ts';
import { startS3 } from '../aws/s3/service.ts';
import { startSecrets } from '../aws/secrets/service.ts';
import { startSqs } from '../aws/sqs/service.ts';
import { startRedis, type RedisServer } from '../redis/server.ts';
import { createFilesBucket, createQueues, createTables } from './bank-stores.ts';
import type { TestDatabase } from './database.ts';
import { bankOrigin, classicOrigin, createTestPool, type TestPool } from './pool.ts';

export { userPassword } from './pool.ts';

export interface BankParts {
  readonly front: AwsFront;
  /** IAM actions that the functions are denied for as long as they stand here. */
  readonly denied: Set<string>;
  readonly redis: RedisServer;
  /** What the functions read, by name. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where poison of the report queue ends. */
  readonly deadReportsUrl: string;
  readonly pool: TestPool;
  /** Where S3 has its objects, below the name of their bucket. */
  readonly filesDirectory: string;
  /** User name → subject. */
  readonly subjects: ReadonlyMap<string, string>;
  /** What the cloud would have sent by e-mail. */
  readonly letters: readonly CognitoMessage[];
  /** Every item of the security log. */
  readLog(): Promise<Record<string, unknown>[]>;
}

interface Clients {
  readonly dynamo: DynamoDBClient;
  readonly cognito: CognitoIdentityProviderClient;
  readonly secrets: SecretsManagerClient;
  readonly sqs: SQSClient;
}

/** The real stand-ins behind one front, with the tables, queues, secrets and people the bank needs. */
export async function startBankParts({ appConnection }: TestDatabase): Promise<BankParts> {
  const { host, port } = appConnection;
  // Known once the servers listen.
  const hosted = { origin: '', providers: '' };
  const letters: CognitoMessage[] = [];
  const filesDirectory = mkdtempSync(join(tmpdir(), 's3-'));
  const secretsService = startSecrets();
  const credentials = (arn: string): Promise<{ username: string; password: string }> =>
    Promise.resolve(JSON.parse(secretsService.read(arn)) as { username: string; password: string });
  const services = [
    await startDynamoDb(),
    await startSqs(),
    await startCognito({
      stage: 'local',
      domainOrigin: () => hosted.origin,
      amazon: () => amazonAt(hosted.providers),
      deliver: (letter) => {
        if (letter.to.endsWith('@unreachable.example')) throw new Error('There is no such mailbox.');
        letters.push(letter);
      },
    }),
    secretsService,
    startRdsData({ host, port, credentials }),
    startKms(),
    startS3({ directory: filesDirectory, secretOf: () => 'test' }),
  ];
  const denied = new Set<string>();
  const front = await startFront({
    services,
    authorize: ({ caller, action }) =>
      caller === 'test' && denied.has(action) ? `${action} is denied.` : undefined,
  });
  const redis = await startRedis();
  const clients = clientsOf(front.endpoint);
  hosted.origin = front.endpoint;
  const pool = await createTestPool(clients.cognito, front.endpoint);
  hosted.providers = pool.providers.origin;
  const queues = await createQueues(clients.sqs);
  const environment = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: front.endpoint,
    BOOKS_CLUSTER_ARN: 'arn:aws:rds:us-east-1:000000000000:cluster:books',
    BOOKS_SECRET_ARN: await createSecret(clients.secrets, 'books-app', {
      username: appConnection.user,
      password: appConnection.password,
    }),
    BOOKS_DATABASE: appConnection.database,
    BOOKS_HOST: host,
    BOOKS_PORT: String(port),
    BOOKS_TLS: 'false',
    CACHE_HOST: redis.host,
    CACHE_PORT: String(redis.port),
    CACHE_TLS: 'false',
    ...(await createTables(clients.dynamo)),
    STAGE: 'local',
    REPORT_QUEUE_URL: queues.urls.report,
    IMPORT_QUEUE_URL: queues.urls.import,
    EVENTS_QUEUE_URL: queues.urls.events,
    DAY_QUEUE_URL: queues.urls.day,
    FILES_QUEUE_URL: queues.urls.files,
    FILES_BUCKET: await createFilesBucket(front.endpoint),
    USER_POOL_ID: pool.poolId,
    USER_POOL_CLIENT_ID: pool.bff.id,
    API_CLIENT_ID: pool.programs.id,
    AUTH_ORIGIN: front.endpoint,
    SIGNING_SECRET_ARN: await createSecret(clients.secrets, 'signing', { key: 'a key that only tests know' }),
    PASS_SECRET_ARN: await createSecret(clients.secrets, 'pass', { key: passKey }),
    EDGE_SECRET_ARN: await createSecret(clients.secrets, 'edge', { token: edgeToken }),
    PERSONAL_KEY_ARN: await createKey(front.endpoint),
    BANK_ORIGIN: bankOrigin,
    CLASSIC_ORIGIN: classicOrigin,
    STAFF_PASSWORDS: 'true',
  };
  return {
    front,
    denied,
    redis,
    environment,
    deadReportsUrl: queues.deadReports,
    pool,
    filesDirectory,
    letters,
    subjects: pool.subjects,
    readLog: () => readLog(clients.dynamo),
  };
}

const amazonAt = (origin: string): AmazonEndpoints => ({
  authorize: `${origin}/amazon/ap/oa`,
  token: `${origin}/amazon/auth/o2/token`,
  profile: `${origin}/amazon/user/profile`,
});

export const edgeToken = 'shown by the CDN';
export const passKey = 'what the CDN knows passes of staff by';

function clientsOf(endpoint: string): Clients {
  const config = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'admin', secretAccessKey: 'unverified' },
  };
  return {
    dynamo: new DynamoDBClient(config),
    cognito: new CognitoIdentityProviderClient(config),
    secrets: new SecretsManagerClient(config),
    sqs: new SQSClient(config),
  };
}

async function createKey(endpoint: string): Promise<string> {
  const credentials = { accessKeyId: 'admin', secretAccessKey: 'unverified' };
  const client = new KMSClient({ endpoint, region: 'us-east-1', credentials });
  const { KeyMetadata } = await client.send(new CreateKeyCommand({}));
  return KeyMetadata?.Arn ?? '';
}

async function createSecret(client: SecretsManagerClient, name: string, value: object): Promise<string> {
  const { ARN } = await client.send(
    new CreateSecretCommand({ Name: name, SecretString: JSON.stringify(value) }),
  );
  return ARN ?? '';
}

async function readLog(client: DynamoDBClient): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: 'log' }));
  return Items.map((item) =>
    Object.fromEntries(
      Object.entries(item).map(([name, value]) => [name, value.S ?? value.N ?? value.M ?? null]),
    ),
  );
}
