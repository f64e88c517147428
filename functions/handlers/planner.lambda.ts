import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { z } from 'zod';
import { sqsReportQueue } from '../adapters/sqs/queues.ts';
import { bankDate } from '../adapters/time-zone.ts';
import { readEnvironment } from '../config/environment.ts';
import { functionManifest } from '../manifest.ts';
import { planReport } from '../services/plan-report.ts';
import { eachRecord } from './records.ts';

const env = readEnvironment(functionManifest.planner.environment);
const queue = sqsReportQueue(env.REPORT_QUEUE_URL);
const tick = z.object({ kind: z.string(), scheduledTime: z.iso.datetime() });

export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  eachRecord(event, (body) => planReport(queue, tick.parse(body), bankDate));
