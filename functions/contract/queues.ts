import * as z from 'zod';
import { queueNames } from '../domain/queue.ts';
import { route } from './route.ts';
import { instant } from './schemas.ts';

const count = z.number().int();

export const queueView = z.strictObject({
  name: z.enum(queueNames),
  /** Messages that somebody may receive now. SQS counts approximately, all of these. */
  waiting: count,
  /** Messages that may be received after their delay. */
  delayed: count,
  /** Messages that were received and neither deleted nor given back. */
  inFlight: count,
  /** Messages that used up their attempts. */
  deadLetters: count,
});
export type QueueView = z.output<typeof queueView>;

export const deadLetterView = z.strictObject({
  id: z.string(),
  /** What it asks for, such as `quarter` and `2026Q3`; null where it can't be read. Its text is shown nowhere. */
  about: z.strictObject({ kind: z.string(), name: z.string() }).nullable(),
  sentAt: instant,
  attempts: count,
  /** Why the last attempt failed, where a job tells it. */
  problem: z.strictObject({ code: z.string(), detail: z.string() }).nullable(),
});
export type DeadLetterView = z.output<typeof deadLetterView>;

const params = z.strictObject({ queue: z.enum(queueNames) });

export const listQueues = route({
  operationId: 'listQueues',
  summary: 'The queues between schedules, requests and workers, with how much lies in each',
  method: 'GET',
  path: '/api/v1/queues',
  service: 'api',
  permission: 'queue:read',
  idempotent: false,
  status: 200,
  response: z.strictObject({ items: z.array(queueView) }),
  errors: ['queues-unavailable'],
});

export const getQueue = route({
  operationId: 'getQueue',
  summary: 'A queue, and the oldest of its dead letters: ten at most',
  method: 'GET',
  path: '/api/v1/queues/{queue}',
  service: 'api',
  permission: 'queue:read',
  idempotent: false,
  params,
  status: 200,
  response: z.strictObject({ queue: queueView, letters: z.array(deadLetterView) }),
  errors: ['queues-unavailable'],
});

export const redriveQueue = route({
  operationId: 'redriveQueue',
  summary:
    'Send the dead letters of a queue back to it, once their cause is gone; with none there, nothing happens',
  method: 'POST',
  path: '/api/v1/queues/{queue}/redrive',
  service: 'api',
  permission: 'queue:redrive',
  idempotent: false,
  params,
  status: 200,
  response: z.strictObject({
    /** How many have gone back so far. */
    moved: count,
    /** False while the move goes on behind this answer. */
    finished: z.boolean(),
  }),
  errors: ['queues-unavailable'],
});
