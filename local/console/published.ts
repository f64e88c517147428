import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeTableCommand, DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoBlockRoots } from '../../functions/adapters/dynamo/block-roots.ts';
import { dynamoImports } from '../../functions/adapters/dynamo/imports.ts';
import type { OpenImports, OpenPublished } from '../../functions/console/context.ts';
import { blockRootsTable, importsTable } from '../../functions/manifest.ts';
import { localRegion } from '../aws/arns.ts';
import { startDynamoDb } from '../aws/dynamodb/service.ts';
import { startFront } from '../aws/front.ts';
import type { LocalConfig } from '../config.ts';
import { runningStack } from './running-stack.ts';

const table = blockRootsTable('local');
const imports = importsTable('local');

interface Place {
  readonly client: DynamoDBClient;
  readonly close: () => Promise<void>;
}

/** The published blocks of this machine; undefined where no bank has published any yet. */
export async function openPublished(config: LocalConfig, books: string): Promise<OpenPublished | undefined> {
  const opened = await openTable(config, table);
  return (
    opened && {
      published: dynamoBlockRoots({ name: table, books, client: opened.documents }),
      close: opened.close,
    }
  );
}

/** The imports of the bank on this machine, to be read; undefined where it never ran. */
export async function openImports(config: LocalConfig): Promise<OpenImports | undefined> {
  const opened = await openTable(config, imports);
  return opened && { imports: dynamoImports(imports, opened.documents), close: opened.close };
}

interface OpenTable {
  readonly documents: DynamoDBDocumentClient;
  readonly close: () => Promise<void>;
}

async function openTable(config: LocalConfig, name: string): Promise<OpenTable | undefined> {
  const { client, close } = runningPlace(config) ?? (await ownPlace(config));
  if (!(await hasTable(client, name))) {
    await close();
    return undefined;
  }
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return { documents, close };
}

/** The stand-in of the stack that runs on the data directory. */
function runningPlace(config: LocalConfig): Place | undefined {
  const stack = runningStack(config);
  return stack && placeAt(stack.awsEndpoint, stack.console, () => Promise.resolve());
}

/** What such a stack has left behind, as long as none runs. */
async function ownPlace({ dataDirectory, dynamodbUrl }: LocalConfig): Promise<Place> {
  const path = join(dataDirectory, 'aws', 'dynamodb');
  const service = await startDynamoDb({
    ...(existsSync(path) ? { path } : {}),
    ...(dynamodbUrl === undefined ? {} : { url: dynamodbUrl }),
  });
  const front = await startFront({ services: [service] });
  return placeAt(front.endpoint, { accessKeyId: 'console', secretAccessKey: 'unverified' }, () =>
    front.close(),
  );
}

function placeAt(
  endpoint: string,
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string },
  closeServer: () => Promise<void>,
): Place {
  const client = new DynamoDBClient({ endpoint, region: localRegion, credentials });
  const close = async (): Promise<void> => {
    client.destroy();
    await closeServer();
  };
  return { client, close };
}

async function hasTable(client: DynamoDBClient, name: string): Promise<boolean> {
  try {
    await client.send(new DescribeTableCommand({ TableName: name }));
    return true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}
