import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Assembly } from '../../assembly/assembly.ts';
import { templateSchema } from '../../assembly/template.ts';
import { startCognito } from '../../aws/cognito/service.ts';
import { startDynamoDb } from '../../aws/dynamodb/service.ts';
import { startFront } from '../../aws/front.ts';
import { startKms } from '../../aws/kms/service.ts';
import { startS3 } from '../../aws/s3/service.ts';
import { startSecrets } from '../../aws/secrets/service.ts';
import { startSqs } from '../../aws/sqs/service.ts';
import { publishedServer } from '../../testing/server-address.ts';
import { createAccess } from '../access.ts';
import { clientSettings, type Plant } from '../plant.ts';
import { userPoolClientId, userPoolId } from '../provision/user-pool-ids.ts';

async function openPlant(): Promise<Plant> {
  const access = createAccess();
  const services = [
    startSecrets(),
    startKms(),
    startS3({ directory: mkdtempSync(join(tmpdir(), 's3-')), secretOf: access.secretOf }),
    await startDynamoDb(),
    await startSqs(),
    await startCognito({ stage: 'local', poolId: userPoolId, clientId: userPoolClientId }),
  ];
  const front = await startFront({ services, authorize: access.authorize });
  const settings = clientSettings(front.endpoint, access.admin);
  const { host, port, ...superuser } = publishedServer();
  return {
    endpoint: front.endpoint,
    s3LinkEndpoint: front.endpoint,
    access,
    sent: [],
    logDirectory: mkdtempSync(join(tmpdir(), 'logs-')),
    backends: {
      postgres: { host, port, superuser },
      redis: { host: '127.0.0.1', port: 6379 },
      sqs: new SQSClient(settings),
      dynamodb: new DynamoDBClient(settings),
      cognito: new CognitoIdentityProviderClient(settings),
      secrets: new SecretsManagerClient(settings),
      kms: new KMSClient(settings),
      s3: new S3Client(settings),
    },
    close: () => front.close(),
  };
}

/** Stand-ins in memory and the Postgres of the test run, for the tests of a file. */
export function usePlant(): () => Plant {
  let plant: Plant | undefined;
  beforeAll(async () => {
    plant = await openPlant();
  });
  afterAll(() => plant?.close());
  return () => {
    if (!plant) throw new Error('The plant starts before the first test.');
    return plant;
  };
}

export interface SmallAssembly {
  readonly resources: Readonly<Record<string, unknown>>;
  readonly template?: Readonly<Record<string, unknown>>;
  readonly files?: ReadonlyMap<string, string>;
}

/** An assembly of one stack named `test`. */
export function anAssembly({ resources, template = {}, files = new Map() }: SmallAssembly): Assembly {
  const stack = { name: 'test', template: templateSchema.parse({ Resources: resources, ...template }) };
  return { directory: '', stacks: [stack], files, images: new Map() };
}
