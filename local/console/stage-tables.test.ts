import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { runConsole } from '../../functions/console/main.ts';
import { blockRootsTable, logTable } from '../../functions/manifest.ts';
import { arn } from '../aws/arns.ts';
import { useTemporaryDirectory } from '../aws/testing/temporary-directory.ts';
import { readConfig } from '../config.ts';
import { clusterHost, putConsoleLogin, startAccount, type TestAccount } from '../testing/account.ts';
import { createTable } from '../testing/bank-stores.ts';
import { openBank } from '../testing/cast.ts';
import { certificateOf } from '../testing/certificate.ts';
import { useTestDatabase } from '../testing/database.ts';
import { aCashDeposit, post } from '../testing/journals.ts';
import { runLocalConsole } from '../testing/run-local-console.ts';
import { openTunnel, type Tunnel } from '../testing/tunnel.ts';
import { localConsole } from './context.ts';

const database = useTestDatabase();
const directory = useTemporaryDirectory();
let account: TestAccount;
let tunnel: Tunnel;
let admin: DynamoDBClient;
let complaints: string[] = [];

beforeAll(async () => {
  const Resource = arn('secretsmanager', '*');
  const login = { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource } as const;
  const names = ['DescribeTable', 'GetItem', 'PutItem', 'Query'];
  const tables = {
    Effect: 'Allow',
    Action: names.map((action) => `dynamodb:${action}`),
    Resource: arn('dynamodb', 'table/ledgerbank-*'),
  } as const;
  account = await startAccount(directory, { operator: [login, tables], clerk: [login] });
  await putConsoleLogin(account, 'prod');
  await putConsoleLogin(account, 'dev');
  const { endpoint } = account.front;
  admin = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials: account.admin });
  await createTable(admin, blockRootsTable('prod'), ['books', 'block']);
  await createTable(admin, logTable('prod'), ['day', 'at']);
  const ofTheCluster = certificateOf(clusterHost);
  writeFileSync(join(directory, 'ca.pem'), ofTheCluster.cert);
  const { alice } = await openBank(database().operator);
  await post(database().app, aCashDeposit(alice.accountId, 5_000n));
  tunnel = await openTunnel(ofTheCluster);
});
afterAll(async () => {
  admin.destroy();
  await tunnel.close();
  await account.front.close();
});
beforeEach(() => {
  complaints = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => complaints.push(String(text)) > 0);
});

/** What a command prints in a stage; the bank's books are those of this test. */
async function run(profile: string, stage: string, ...args: readonly string[]): Promise<[number, string]> {
  const printed: string[] = [];
  const settings = { BANK_DATA_DIR: join(directory, 'data'), BANK_BOOKS_CA: join(directory, 'ca.pem') };
  const local = localConsole(readConfig(settings));
  const { database: books } = database().appConnection;
  const code = await runConsole(
    {
      ...local.context,
      openBooks: (name, create, target) =>
        local.context.openBooks(name === 'bank' ? books : name, create, target),
      out: (text) => void printed.push(text),
    },
    [...args, '--profile', profile, '--stage', stage, '--through', tunnel.end],
  );
  await local.close();
  return [code, printed.join('\n')];
}

describe('In a stage the console', () => {
  it('seals, publishes to the table of the stage, and verifies against what is published there', async () => {
    expect(await run('operator', 'prod', 'seal')).toEqual([
      0,
      'sealed 1 journals in 1 blocks; published 1 blocks',
    ]);
    const { Items = [] } = await admin.send(new ScanCommand({ TableName: blockRootsTable('prod') }));
    expect(Items).toMatchObject([{ books: { S: 'bank' }, block: expect.anything() as unknown }]);
    const [code, verified] = await run('operator', 'prod', 'verify', '--json');
    expect([code, JSON.parse(verified)]).toMatchObject([0, { ok: true, blocks: 1, unpublished: 0 }]);
  });

  it('leaves a line in the security log of the stage when it asks to close a month', async () => {
    const [code, asked] = await run(
      'operator',
      'prod',
      'close',
      'request',
      'soft-close',
      '2026-01',
      '--json',
    );
    const [{ id } = { id: '' }] = JSON.parse(asked) as { id: string }[];
    expect(code).toBe(0);
    const { Items = [] } = await admin.send(new ScanCommand({ TableName: logTable('prod') }));
    const line = {
      ...{ kind: { S: 'period' }, operation: { S: 'requestPeriodChange' }, subject: { S: 'console' } },
      about: { M: { change: { S: id }, action: { S: 'soft-close' }, month: { S: '2026-01' } } },
    };
    expect(
      Items.sort((one, other) => String(one['at']?.S).localeCompare(String(other['at']?.S))),
    ).toMatchObject([
      { ...line, code: { S: 'begun' } },
      { ...line, code: { S: 'requested' } },
    ]);
  });

  it.each([
    ['verify', 'ledgerbank-prod-block-roots'],
    ['seal', 'ledgerbank-prod-block-roots'],
    ['ach returns imp_1 --out /dev/null', 'ledgerbank-prod-imports'],
    ['close request soft-close 2026-01', 'ledgerbank-prod-log'],
  ])('does not “%s” for somebody who may not use %s', async (command, table) => {
    expect(await run('clerk', 'prod', ...command.split(' '))).toEqual([1, '']);
    expect(complaints.join('')).toContain('lacks dynamodb:DescribeTable in the stage prod');
    expect(complaints.join('')).toContain(table);
  });

  it.each([
    ['nobody', 'The profile <name> does not exist here, or its credentials have run out.'],
    ['clerk', 'AWS does not do that: clerk is not authorized to perform: dynamodb:Query'],
  ])('tells in a sentence what AWS refused %s while a command was on its way', async (profile, sentence) => {
    const where = ['--profile', profile, '--stage', 'prod'];
    expect(await runLocalConsole(join(directory, 'data'), 'report', 'list', ...where)).toEqual([1, '']);
    expect(complaints.join('')).toContain(sentence);
  });

  it.each(['verify', 'seal', 'close request soft-close 2026-01'])(
    'does not “%s” where the table of the stage is missing, as if there were none',
    async (command) => {
      expect(await run('operator', 'dev', ...command.split(' '))).toEqual([1, '']);
      expect(complaints.join('')).toMatch(/^The account of operator has no table ledgerbank-dev-/);
    },
  );
});
