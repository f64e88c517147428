import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeTableCommand, DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ConsoleError, type StageTarget } from '../../functions/console/context.ts';
import { localRegion } from '../aws/arns.ts';
import type { LocalConfig } from '../config.ts';
import { inAccount } from './account.ts';
import { connectionTo, type Connection } from './connection.ts';

export interface OpenTable {
  readonly documents: DynamoDBDocumentClient;
  readonly close: () => Promise<void>;
}

interface Place {
  readonly client: DynamoDBClient;
  readonly close: () => Promise<void>;
}

/**
 * A table of a stage in an account, or of this machine; undefined where no bank has made it here yet.
 * @param nameOf its name in a stage
 * @throws ConsoleError when the account has no such table, or the profile may not look
 */
export async function openTable(
  config: LocalConfig,
  nameOf: (stage: string) => string,
  target: StageTarget | undefined,
): Promise<OpenTable | undefined> {
  const name = nameOf(target?.stage ?? 'local');
  const connection = connectionTo(config, target);
  const { client, close } = connection
    ? placeAt(connection, () => Promise.resolve())
    : await ownPlace(config);
  const found = await hasTable(client, name, target).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  if (found) {
    const marshallOptions = { removeUndefinedValues: true };
    return { documents: DynamoDBDocumentClient.from(client, { marshallOptions }), close };
  }
  await close();
  // What is missing there must not look like what there is none of here.
  if (target) throw new ConsoleError(`The account of ${target.profile} has no table ${name}. Check --stage.`);
  return undefined;
}

/** What a stack has left behind, as long as none runs. */
async function ownPlace({ dataDirectory, dynamodbUrl }: LocalConfig): Promise<Place> {
  const [{ startDynamoDb }, { startFront }] = await Promise.all([
    import('../aws/dynamodb/service.ts'),
    import('../aws/front.ts'),
  ]);
  const path = join(dataDirectory, 'aws', 'dynamodb');
  const service = await startDynamoDb({
    ...(existsSync(path) ? { path } : {}),
    ...(dynamodbUrl === undefined ? {} : { url: dynamodbUrl }),
  });
  const front = await startFront({ services: [service] });
  const credentials = { accessKeyId: 'console', secretAccessKey: 'unverified' };
  return placeAt({ region: localRegion, endpoint: front.endpoint, credentials }, () => front.close());
}

function placeAt(connection: Connection, closeServer: () => Promise<void>): Place {
  const client = new DynamoDBClient(connection);
  const close = async (): Promise<void> => {
    client.destroy();
    await closeServer();
  };
  return { client, close };
}

async function hasTable(
  client: DynamoDBClient,
  name: string,
  target: StageTarget | undefined,
): Promise<boolean> {
  try {
    await inAccount(target, 'dynamodb:DescribeTable', () =>
      client.send(new DescribeTableCommand({ TableName: name })),
    );
    return true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}
