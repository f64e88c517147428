import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { systemClock } from '../../functions/adapters/clock.ts';
import { cognitoUsers, findUserPool } from '../../functions/adapters/cognito/users.ts';
import { dynamoEventLog } from '../../functions/adapters/dynamo/event-log.ts';
import { dynamoSessions } from '../../functions/adapters/dynamo/session-store.ts';
import { uuidIds } from '../../functions/adapters/ids.ts';
import type { OpenUsers, StageTarget } from '../../functions/console/context.ts';
import { logTable, sessionsTable, userPoolName } from '../../functions/manifest.ts';
import type { LocalConfig } from '../config.ts';
import { inAccount } from './account.ts';
import { connectionTo } from './connection.ts';

/** The user pool of a stage and its sessions, in an account or of the stack that runs here; undefined where none is. */
export async function openUsers(
  config: LocalConfig,
  target: StageTarget | undefined,
): Promise<OpenUsers | undefined> {
  const connection = connectionTo(config, target);
  if (!connection) return undefined;
  const stage = target?.stage ?? 'local';
  const cognito = new CognitoIdentityProviderClient(connection);
  const dynamo = new DynamoDBClient(connection);
  const close = (): void => {
    cognito.destroy();
    dynamo.destroy();
  };
  const pool = await inAccount(target, 'cognito-idp:ListUserPools', () =>
    findUserPool(cognito, userPoolName(stage)),
  );
  if (pool === undefined) {
    close();
    return undefined;
  }
  const marshallOptions = { removeUndefinedValues: true };
  const client = DynamoDBDocumentClient.from(dynamo, { marshallOptions });
  return {
    users: cognitoUsers(pool, cognito),
    sessions: dynamoSessions({ name: sessionsTable(stage), client }),
    log: dynamoEventLog({ name: logTable(stage), client }, systemClock, uuidIds),
    close,
  };
}
