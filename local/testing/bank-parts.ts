import { CreateTableCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { roles } from '../../functions/domain/permissions.ts';
import { reportQueue } from '../../functions/manifest.ts';
import { arn } from '../aws/arns.ts';
import { startCognito } from '../aws/cognito/service.ts';
import { startDynamoDb } from '../aws/dynamodb/service.ts';
import { startKms } from '../aws/kms/service.ts';
import { startFront, type AwsFront } from '../aws/front.ts';
import { startRdsData } from '../aws/rds-data/service.ts';
import { startSecrets } from '../aws/secrets/service.ts';
import { startSqs } from '../aws/sqs/service.ts';
import { startRedis, type RedisServer } from '../redis/server.ts';
import type { TestDatabase } from './database.ts';

export const userPassword = 'Correct-horse-7';
const users: readonly (readonly [name: string, role: string])[] = [
  ['alice', 'customer'],
  ['bob', 'customer'],
  ['carla', 'customer'],
  ['teller', 'teller'],
  ['accountant', 'accountant'],
  ['auditor', 'auditor'],
  ['administrator', 'administrator'],
];

export interface BankParts {
  readonly front: AwsFront;
  readonly redis: RedisServer;
  /** What the functions read, by name. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where poison of the report queue ends. */
  readonly deadReportsUrl: string;
  /** User name → subject. */
  readonly subjects: ReadonlyMap<string, string>;
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
  const secretsService = startSecrets();
  const credentials = (arn: string): Promise<{ username: string; password: string }> =>
    Promise.resolve(JSON.parse(secretsService.read(arn)) as { username: string; password: string });
  const services = [
    await startDynamoDb(),
    await startSqs(),
    await startCognito({ stage: 'local' }),
    secretsService,
    startRdsData({ host, port, credentials }),
    startKms(),
  ];
  const front = await startFront({ services });
  const redis = await startRedis();
  const clients = clientsOf(front.endpoint);
  const { poolId, clientId } = await createPool(clients.cognito);
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
    REPORT_QUEUE_URL: queues.report,
    IMPORT_QUEUE_URL: queues.imports,
    EVENTS_QUEUE_URL: queues.events,
    DAY_QUEUE_URL: queues.days,
    USER_POOL_ID: poolId,
    USER_POOL_CLIENT_ID: clientId,
    SIGNING_SECRET_ARN: await createSecret(clients.secrets, 'signing', { key: 'a key that only tests know' }),
    EDGE_SECRET_ARN: await createSecret(clients.secrets, 'edge', { token: edgeToken }),
    PERSONAL_KEY_ARN: await createKey(front.endpoint),
    BANK_ORIGIN: 'http://bank.localhost:8080',
  };
  return {
    front,
    redis,
    environment,
    deadReportsUrl: queues.deadReports,
    subjects: await createUsers(clients.cognito, poolId),
    readLog: () => readLog(clients.dynamo),
  };
}

export const edgeToken = 'shown by the CDN';

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

async function createTables(client: DynamoDBClient): Promise<Record<string, string>> {
  const keys: Record<string, readonly string[]> = {
    sessions: ['id'],
    log: ['day', 'at'],
    snapshots: ['customerId'],
    reports: ['kind', 'period'],
    drafts: ['owner', 'id'],
    imports: ['id', 'part'],
    roots: ['books', 'block'],
  };
  for (const [table, names] of Object.entries(keys)) {
    await client.send(
      new CreateTableCommand({
        TableName: table,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
        KeySchema: names.map((AttributeName, index) => ({
          AttributeName,
          KeyType: index === 0 ? ('HASH' as const) : ('RANGE' as const),
        })),
      }),
    );
  }
  return Object.fromEntries(Object.keys(keys).map((table) => [`${table.toUpperCase()}_TABLE`, table]));
}

interface Queues {
  readonly report: string;
  readonly deadReports: string;
  readonly imports: string;
  readonly days: string;
  readonly events: string;
}

async function createQueues(client: SQSClient): Promise<Queues> {
  const create = async (name: string, attributes: Record<string, string> = {}): Promise<string> => {
    const { QueueUrl } = await client.send(
      new CreateQueueCommand({ QueueName: name, Attributes: attributes }),
    );
    return QueueUrl ?? '';
  };
  const fifo = { FifoQueue: 'true', ContentBasedDeduplication: 'false' };
  const deadReports = await create('report-dlq.fifo', fifo);
  const { maxReceiveCount, visibilitySeconds } = reportQueue;
  const report = await create('report.fifo', {
    ...fifo,
    VisibilityTimeout: String(visibilitySeconds),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn('sqs', 'report-dlq.fifo'), maxReceiveCount }),
  });
  const imports = await create('import.fifo', fifo);
  const days = await create('day.fifo', fifo);
  return { report, deadReports, imports, days, events: await create('events') };
}

async function createPool(
  client: CognitoIdentityProviderClient,
): Promise<{ poolId: string; clientId: string }> {
  const pool = await client.send(new CreateUserPoolCommand({ PoolName: 'tests' }));
  const poolId = pool.UserPool?.Id ?? '';
  const created = await client.send(
    new CreateUserPoolClientCommand({
      UserPoolId: poolId,
      ClientName: 'bff',
      ExplicitAuthFlows: [
        'ALLOW_ADMIN_USER_PASSWORD_AUTH',
        'ALLOW_USER_PASSWORD_AUTH',
        'ALLOW_REFRESH_TOKEN_AUTH',
      ],
      PreventUserExistenceErrors: 'ENABLED',
    }),
  );
  for (const GroupName of roles) await client.send(new CreateGroupCommand({ UserPoolId: poolId, GroupName }));
  return { poolId, clientId: created.UserPoolClient?.ClientId ?? '' };
}

async function createUsers(
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
): Promise<Map<string, string>> {
  const subjects = new Map<string, string>();
  for (const [Username, GroupName] of users) {
    const { User } = await client.send(
      new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: 'SUPPRESS' }),
    );
    await client.send(
      new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: userPassword, Permanent: true }),
    );
    await client.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName }));
    subjects.set(Username, User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value ?? '');
  }
  return subjects;
}

async function readLog(client: DynamoDBClient): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: 'log' }));
  return Items.map((item) =>
    Object.fromEntries(Object.entries(item).map(([name, value]) => [name, value.S ?? value.N ?? null])),
  );
}
