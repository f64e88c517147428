import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { systemClock } from '../adapters/clock.ts';
import { dynamoReportJobs } from '../adapters/dynamo/report-jobs.ts';
import { reportStore } from '../adapters/postgres/reports.ts';
import { readEnvironment } from '../config/environment.ts';
import { functionManifest } from '../manifest.ts';
import { reportLimits } from '../manifest-queues.ts';
import { makeReport } from '../services/make-report.ts';
import { hasten } from './hasten.ts';
import { print } from './print.ts';
import { eachRecord } from './records.ts';
import { reportMessage } from './report-message.ts';
import { poolDatabaseOf } from './shared.ts';

const env = readEnvironment(functionManifest['report-worker'].environment);
const reports = reportStore(poolDatabaseOf(env));
const jobs = dynamoReportJobs(env.REPORTS_TABLE);
const ports = { jobs, reports, clock: systemClock, attemptsAllowed: reportLimits.attempts };

async function make(body: unknown, { attributes }: SQSRecord): Promise<void> {
  const message = reportMessage.parse(body);
  const attempt = Number(attributes.ApproximateReceiveCount);
  const sha256 = await makeReport(ports, message, attempt);
  const report = { kind: message.kind, period: message.period };
  print(JSON.stringify({ report, attempt, sha256: sha256 ?? 'made before' }));
}

export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  eachRecord(event, make, hasten(env.REPORT_QUEUE_URL));
