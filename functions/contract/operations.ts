import * as z from 'zod';
import { route } from './route.ts';

export const healthView = z.strictObject({
  status: z.enum(['ok', 'degraded', 'down']),
  checks: z.record(z.string(), z.enum(['ok', 'failed'])),
});

export const getLiveness = route({
  operationId: 'getLiveness',
  summary: 'The API answers at all',
  method: 'GET',
  path: '/api/health/live',
  service: 'health',
  permission: 'public',
  idempotent: false,
  status: 200,
  response: z.strictObject({ status: z.literal('ok') }),
  errors: [],
});

export const getReadiness = route({
  operationId: 'getReadiness',
  summary: 'Ledger, cache and session store are reachable; 503 only when the ledger is not',
  method: 'GET',
  path: '/api/health/ready',
  service: 'health',
  permission: 'public',
  idempotent: false,
  status: 200,
  response: healthView,
  errors: ['books-unavailable'],
});

export const listVersions = route({
  operationId: 'listVersions',
  summary: 'API versions and their state',
  method: 'GET',
  path: '/api/versions',
  service: 'health',
  permission: 'public',
  idempotent: false,
  status: 200,
  response: z.strictObject({
    items: z.array(
      z.strictObject({ version: z.string(), status: z.enum(['current', 'deprecated', 'retired']) }),
    ),
  }),
  errors: [],
});

export const describeProblem = route({
  operationId: 'describeProblem',
  summary: 'What a problem type means; every problem document links here',
  method: 'GET',
  path: '/api/problems/{code}',
  service: 'health',
  permission: 'public',
  idempotent: false,
  params: z.strictObject({ code: z.string().regex(/^[a-z-]{3,40}$/) }),
  status: 200,
  response: z.strictObject({ code: z.string(), title: z.string(), status: z.number().int() }),
  errors: ['not-found'],
});
