import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { z } from 'zod';
import { reportStore } from '../adapters/postgres/reports.ts';
import { readEnvironment } from '../config/environment.ts';
import { reportKinds } from '../domain/report.ts';
import { functionManifest } from '../manifest.ts';
import { makeReport } from '../services/make-report.ts';
import { print } from './print.ts';
import { eachRecord } from './records.ts';
import { poolDatabaseOf } from './shared.ts';

const env = readEnvironment(functionManifest['report-worker'].environment);
const reports = reportStore(poolDatabaseOf(env));
const request = z.strictObject({ kind: z.enum(reportKinds), period: z.string() });

export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  eachRecord(event, async (body) => {
    const key = request.parse(body);
    const sha256 = await makeReport(reports, key);
    print(JSON.stringify({ report: key, sha256 }));
  });
