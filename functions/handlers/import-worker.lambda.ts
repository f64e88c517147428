import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { systemClock } from '../adapters/clock.ts';
import { dynamoImports } from '../adapters/dynamo/imports.ts';
import { uuidIds } from '../adapters/ids.ts';
import { accountNumbers } from '../adapters/postgres/account-numbers.ts';
import { postgresBatches } from '../adapters/postgres/batches.ts';
import { readEnvironment } from '../config/environment.ts';
import { functionManifest } from '../manifest.ts';
import { runImport } from '../services/run-import.ts';
import { importLimits } from './import-limits.ts';
import { print } from './print.ts';
import { eachRecord } from './records.ts';
import { poolDatabaseOf } from './shared.ts';

const env = readEnvironment(functionManifest['import-worker'].environment);
const database = poolDatabaseOf(env);
const ports = {
  imports: dynamoImports(env.IMPORTS_TABLE),
  batches: postgresBatches(database),
  numbers: accountNumbers(database),
  ids: uuidIds,
  clock: systemClock,
  attemptsAllowed: importLimits.attempts,
};
const order = z.strictObject({ id: z.uuid(), run: z.int().positive() });

async function post(body: unknown, { attributes }: SQSRecord): Promise<void> {
  const message = order.parse(body);
  const job = await runImport(ports, message, Number(attributes.ApproximateReceiveCount));
  print(JSON.stringify({ import: message.id, posted: job?.posted ?? 'nothing left to do' }));
}

export const handler = (event: SQSEvent): Promise<SQSBatchResponse> => eachRecord(event, post);
