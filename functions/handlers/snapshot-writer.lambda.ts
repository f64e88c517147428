import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { systemClock } from '../adapters/clock.ts';
import { dynamoSnapshots } from '../adapters/dynamo/snapshots.ts';
import { accountReader } from '../adapters/postgres/accounts.ts';
import { customerReader } from '../adapters/postgres/customers.ts';
import { readEnvironment } from '../config/environment.ts';
import { functionManifest } from '../manifest.ts';
import { writeSnapshots } from '../services/write-snapshots.ts';
import { eachRecord } from './records.ts';
import { poolDatabaseOf } from './shared.ts';

const env = readEnvironment(functionManifest['snapshot-writer'].environment);
const database = poolDatabaseOf(env);
const ports = {
  accounts: accountReader(database),
  owners: customerReader(database),
  snapshots: dynamoSnapshots(env.SNAPSHOTS_TABLE),
  clock: systemClock,
};
const posted = z.object({ payload: z.object({ accountIds: z.array(z.string()) }) });

export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  eachRecord(event, (body) => writeSnapshots(ports, posted.parse(body).payload.accountIds));
