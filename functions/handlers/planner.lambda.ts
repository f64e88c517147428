import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { systemClock } from '../adapters/clock.ts';
import { dynamoReportJobs } from '../adapters/dynamo/report-jobs.ts';
import { sqsDayQueue, sqsReportQueue } from '../adapters/sqs/queues.ts';
import { bankDate } from '../adapters/time-zone.ts';
import { readEnvironment } from '../config/environment.ts';
import { functionManifest } from '../manifest.ts';
import { reportLimits } from '../manifest-queues.ts';
import { planTick } from '../services/plan-tick.ts';
import { eachRecord } from './records.ts';

const env = readEnvironment(functionManifest.planner.environment);
const ports = {
  jobs: dynamoReportJobs(env.REPORTS_TABLE),
  queue: sqsReportQueue(env.REPORT_QUEUE_URL),
  days: sqsDayQueue(env.DAY_QUEUE_URL),
  clock: systemClock,
  limits: reportLimits,
};
const tick = z.object({ kind: z.string(), scheduledTime: z.iso.datetime() });

export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  eachRecord(event, (body) => planTick(ports, tick.parse(body), bankDate));
