import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roles } from '../../functions/domain/permissions.ts';
import { logTable, sessionsTable, userPoolName } from '../../functions/manifest.ts';
import { startCognito } from '../aws/cognito/service.ts';
import { startDynamoDb } from '../aws/dynamodb/service.ts';
import { startFront, type AwsFront } from '../aws/front.ts';
import { useTemporaryDirectory } from '../aws/testing/temporary-directory.ts';
import { createAccess } from '../stack/access.ts';
import { runLocalConsole } from '../testing/run-local-console.ts';
import { consolePermissions } from './permissions.ts';

const directory = useTemporaryDirectory();
let front: AwsFront;
let operator: CognitoIdentityProviderClient;
let operatorTables: DynamoDBClient;
let UserPoolId: string | undefined;

beforeAll(async () => {
  const access = createAccess();
  const services = [await startCognito({ stage: 'local' }), await startDynamoDb()];
  front = await startFront({ services, authorize: access.authorize });
  const key = access.issue('console', consolePermissions);
  mkdirSync(join(directory, 'running'), { recursive: true });
  const stack = { pid: process.pid, awsEndpoint: front.endpoint, console: key };
  writeFileSync(join(directory, 'running', 'stack.json'), JSON.stringify(stack));
  const asAdmin = { endpoint: front.endpoint, region: 'us-east-1', credentials: access.admin };
  UserPoolId = await makePool(new CognitoIdentityProviderClient(asAdmin));
  await makeTables(new DynamoDBClient(asAdmin));
  operator = new CognitoIdentityProviderClient({ ...asAdmin, credentials: key });
  operatorTables = new DynamoDBClient({ ...asAdmin, credentials: key });
});
afterAll(async () => {
  operator.destroy();
  operatorTables.destroy();
  await front.close();
});

async function makePool(admin: CognitoIdentityProviderClient): Promise<string | undefined> {
  await admin.send(new CreateUserPoolCommand({ PoolName: 'another' }));
  const { UserPool } = await admin.send(new CreateUserPoolCommand({ PoolName: userPoolName('local') }));
  const pool = { UserPoolId: UserPool?.Id };
  for (const GroupName of roles) await admin.send(new CreateGroupCommand({ ...pool, GroupName }));
  await admin.send(new AdminCreateUserCommand({ ...pool, Username: 'tess', MessageAction: 'SUPPRESS' }));
  await admin.send(new AdminAddUserToGroupCommand({ ...pool, Username: 'tess', GroupName: 'teller' }));
  admin.destroy();
  return UserPool?.Id;
}

async function makeTables(admin: DynamoDBClient): Promise<void> {
  const keys = { [sessionsTable('local')]: ['id'], [logTable('local')]: ['day', 'at'] };
  for (const [TableName, names] of Object.entries(keys)) {
    await admin.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
        KeySchema: names.map((AttributeName, index) => ({
          AttributeName,
          KeyType: index === 0 ? ('HASH' as const) : ('RANGE' as const),
        })),
      }),
    );
  }
  admin.destroy();
}

const run = (place: string, ...args: readonly string[]): Promise<[number, string]> =>
  runLocalConsole(join(directory, place), ...args);

describe('The console reads who may sign in', () => {
  it('at the bank that runs here, with a key that may do that and end sessions', async () => {
    const [code, listed] = await run('running', 'user', 'list', '--json');
    expect([code, JSON.parse(listed)]).toMatchObject([
      0,
      [{ userName: 'tess', roles: ['teller'], enabled: true }],
    ]);
    expect(await run('running', 'user', 'end-sessions', 'tess')).toEqual([0, '0 sign-ins of tess ended.']);
    const [, shown] = await run('running', 'user', 'show', 'tess', '--json');
    expect(JSON.parse(shown)).toMatchObject({ userName: 'tess', signIns: [], isBlocked: false });
  });

  it('with a key that changes nobody’s rights, and deletes nothing', async () => {
    const tess = { UserPoolId, Username: 'tess' };
    const rights = new AdminAddUserToGroupCommand({ ...tess, GroupName: 'administrator' });
    await expect(operator.send(rights)).rejects.toThrow('not authorized');
    await expect(operator.send(new AdminDisableUserCommand(tess))).rejects.toThrow('not authorized');
    const gone = new DeleteTableCommand({ TableName: logTable('local') });
    await expect(operatorTables.send(gone)).rejects.toThrow('not authorized');
  });

  it('nowhere, where the profile has no credentials', async () => {
    process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
    const elsewhere = ['--profile', 'no-such-profile', '--stage', 'prod'];
    expect(await run('none', 'user', 'list', ...elsewhere)).toEqual([1, '']);
  });

  it('nowhere, where no bank runs', async () => {
    expect(await run('none', 'user', 'list')).toEqual([1, '']);
  });
});
