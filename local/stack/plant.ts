import { join } from 'node:path';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { localRegion } from '../aws/arns.ts';
import type { CognitoMessage } from '../aws/cognito/options.ts';
import { startCognito } from '../aws/cognito/service.ts';
import { startDynamoDb } from '../aws/dynamodb/service.ts';
import { startKms } from '../aws/kms/service.ts';
import { startFront, type CallRecord } from '../aws/front.ts';
import { startRdsData } from '../aws/rds-data/service.ts';
import { startS3 } from '../aws/s3/service.ts';
import { startSecrets } from '../aws/secrets/service.ts';
import { startSqs } from '../aws/sqs/service.ts';
import type { LocalConfig } from '../config.ts';
import { provideRedis } from '../redis/choose.ts';
import { type Access, createAccess, type Credentials } from './access.ts';
import { openCallLog } from './call-log.ts';
import { closers } from './closers.ts';
import { providePostgres } from './postgres.ts';
import { authOrigin, outsideOrigin, s3Origin } from './run/outside.ts';
import type { Backends } from './provision/provisioner.ts';
import { userPoolClientId, userPoolId } from './provision/user-pool-ids.ts';

/** The long-lived part of the stack: the services functions talk to, with all their state. */
export interface Plant {
  readonly backends: Backends;
  /** Where every AWS API answers. */
  readonly endpoint: string;
  /** Where browsers reach objects of S3, by addresses that were signed for them. */
  readonly s3LinkEndpoint: string;
  readonly access: Access;
  /** What the cloud would have sent by e-mail since the start. */
  readonly sent: readonly CognitoMessage[];
  readonly logDirectory: string;
  close(): Promise<void>;
}

const loginSchema = z.object({ username: z.string(), password: z.string() });

/** Settings of an SDK client that calls the stand-ins as the holder of these credentials. */
export function clientSettings(
  endpoint: string,
  credentials: Credentials,
): { endpoint: string; region: string; credentials: Credentials } {
  return { endpoint, region: localRegion, credentials };
}

interface Watchers {
  readonly access: Access;
  /** Takes what the cloud would send by e-mail. */
  readonly sent: CognitoMessage[];
  readonly onCall: (record: CallRecord) => void;
}

async function startStandIns(
  config: LocalConfig,
  postgres: Backends['postgres'],
  { access, sent, onCall }: Watchers,
): Promise<Awaited<ReturnType<typeof startFront>>> {
  const state = (name: string): string => join(config.dataDirectory, 'aws', name);
  const secrets = startSecrets({ stateFile: state('secrets.json') });
  const services = [
    secrets,
    startRdsData({
      host: postgres.host,
      port: postgres.port,
      credentials: (arn) => Promise.resolve(loginSchema.parse(JSON.parse(secrets.read(arn)))),
    }),
    await startDynamoDb({
      path: state('dynamodb'),
      ...(config.dynamodbUrl === undefined ? {} : { url: config.dynamodbUrl }),
    }),
    await startSqs(config.sqsUrl === undefined ? {} : { url: config.sqsUrl }),
    await startCognito({
      stage: 'local',
      stateFile: state('cognito.json'),
      poolId: userPoolId,
      clientId: userPoolClientId,
      domainOrigin: () => authOrigin(config),
      amazon: () => ({
        authorize: `${outsideOrigin(config)}/amazon/ap/oa`,
        token: `${outsideOrigin(config)}/amazon/auth/o2/token`,
        profile: `${outsideOrigin(config)}/amazon/user/profile`,
      }),
      deliver: (message) => {
        sent.push(message);
      },
    }),
    startKms({ stateFile: state('kms.json') }),
    startS3({ directory: state('s3'), secretOf: access.secretOf }),
  ];
  return startFront({ services, authorize: access.authorize, onCall });
}

/**
 * Starts Postgres, Redis and the stand-ins of AWS on the data directory, or uses those the configuration names.
 * @throws when one of them does not start; what had started is stopped again
 */
export async function startPlant(config: LocalConfig): Promise<Plant> {
  const opened = closers();
  try {
    const postgres = opened.add(await providePostgres(config));
    const redis = opened.add(await provideRedis({ url: config.redisUrl, searchPath: config.searchPath }));
    const access = createAccess();
    const sent: CognitoMessage[] = [];
    const logDirectory = join(config.dataDirectory, 'logs');
    const calls = opened.add(openCallLog(logDirectory, (key) => access.nameOf(key)));
    const front = opened.add(await startStandIns(config, postgres, { access, sent, onCall: calls.write }));
    const settings = clientSettings(front.endpoint, access.admin);
    const backends = {
      postgres,
      redis,
      sqs: new SQSClient(settings),
      dynamodb: new DynamoDBClient(settings),
      cognito: new CognitoIdentityProviderClient(settings),
      secrets: new SecretsManagerClient(settings),
      kms: new KMSClient(settings),
      s3: new S3Client(settings),
    };
    const { endpoint } = front;
    const s3LinkEndpoint = s3Origin(config);
    return { backends, endpoint, s3LinkEndpoint, access, sent, logDirectory, close: () => opened.close() };
  } catch (error) {
    await opened.close();
    throw error;
  }
}
