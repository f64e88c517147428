import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { ZodError } from 'zod';
import { systemClock } from '../adapters/clock.ts';
import { dynamoReportJobs } from '../adapters/dynamo/report-jobs.ts';
import { reportStore } from '../adapters/postgres/reports.ts';
import { showAgain } from '../adapters/sqs/queues.ts';
import { readEnvironment } from '../config/environment.ts';
import { isRefusal } from '../domain/report-job.ts';
import { functionManifest } from '../manifest.ts';
import { reportLimits } from '../manifest-queues.ts';
import { makeReport } from '../services/make-report.ts';
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

/** Waiting helps against an outage; what is refused, or can't be read, need not wait for its next attempt. */
async function hasten({ receiptHandle }: SQSRecord, error: unknown): Promise<void> {
  const lasting = [ZodError, SyntaxError].some((kind) => error instanceof kind) || isRefusal(error);
  if (lasting) await showAgain(env.REPORT_QUEUE_URL, receiptHandle);
}

export const handler = (event: SQSEvent): Promise<SQSBatchResponse> => eachRecord(event, make, hasten);
