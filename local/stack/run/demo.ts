import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../functions/adapters/clock.ts';
import { dynamoReportJobs } from '../../../functions/adapters/dynamo/report-jobs.ts';
import { uuidIds } from '../../../functions/adapters/ids.ts';
import { kmsKeys } from '../../../functions/adapters/kms/data-keys.ts';
import { postgresPersonalData } from '../../../functions/adapters/postgres/personal-data.ts';
import { booksByPool } from '../../../functions/adapters/postgres/proxy.ts';
import { seedDemo, type SeededSignIn } from '../../seed/demo.ts';
import type { Backends } from '../provision/provisioner.ts';
import type { Provisioned } from '../provision/provision.ts';
import { openBooks } from './books.ts';

/** Made up at the first start and kept: it is printed at every start, but belongs to this machine alone. */
export function demoPassword(directory: string): string {
  const file = join(directory, 'demo-password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  // Upper and lower case and a digit whatever the random part is, as the pool's policy wants it.
  const password = `Demo-${randomBytes(9).toString('base64url')}1`;
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}

export interface DemoOptions {
  /** Where the demo's password is kept. */
  readonly directory: string;
  readonly log: (line: string) => void;
}

/** The demo bank in the books and its people in the user pool; a second run finds them in place. */
export async function seed(
  { directory, log }: DemoOptions,
  backends: Backends,
  provisioned: Provisioned,
): Promise<SeededSignIn[]> {
  const [userPool] = provisioned.ofType('AWS::Cognito::UserPool');
  if (!userPool) throw new Error('The templates have no user pool for the people of the demo bank.');
  const tables = provisioned.ofType('AWS::DynamoDB::GlobalTable');
  const reports = tables.find(({ logicalId }) => /^reports/i.test(logicalId));
  if (!reports) throw new Error('The templates have no table for the reports of the demo bank.');
  const key = provisioned.ofType('AWS::KMS::Key').find(({ logicalId }) => /^personal/i.test(logicalId));
  if (!key) throw new Error('The templates have no key for the personal data of the demo bank.');
  const pool = openBooks(backends.postgres);
  const keys = kmsKeys(key.attribute('Arn'), backends.kms);
  try {
    return await seedDemo({
      pool,
      cognito: backends.cognito,
      userPoolId: userPool.id,
      reportJobs: dynamoReportJobs(reports.id, DynamoDBDocumentClient.from(backends.dynamodb)),
      personal: postgresPersonalData(booksByPool(pool), { keys, ids: uuidIds, clock: systemClock }),
      password: demoPassword(directory),
      log,
    });
  } finally {
    await pool.end();
  }
}
