import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { dayBooks } from '../adapters/postgres/days.ts';
import { sqsDayQueue } from '../adapters/sqs/queues.ts';
import { readEnvironment } from '../config/environment.ts';
import { functionManifest } from '../manifest.ts';
import { carryOutOrder } from '../services/request-day-end.ts';
import { print } from './print.ts';
import { eachRecord } from './records.ts';
import { poolDatabaseOf } from './shared.ts';

const env = readEnvironment(functionManifest['day-worker'].environment);
const ports = { days: dayBooks(poolDatabaseOf(env)), queue: sqsDayQueue(env.DAY_QUEUE_URL) };
const order = z.strictObject({ through: z.iso.date(), requestedBy: z.string() });

async function end(body: unknown): Promise<void> {
  const asked = order.parse(body);
  const ended = await carryOutOrder(ports, asked, {
    stepDone(date, step, { outcome, result }) {
      print(JSON.stringify({ day: date, step, outcome, result }));
    },
  });
  print(JSON.stringify({ through: asked.through, ended: ended ?? 'over already' }));
}

/** Ends business dates, a day a message; whatever was done before a kill is not done again. */
export const handler = (event: SQSEvent): Promise<SQSBatchResponse> => eachRecord(event, end);
