import * as z from 'zod';
import { auditKinds } from '../domain/audit-event.ts';
import { route } from './route.ts';
import { instant } from './schemas.ts';

export const auditEventView = z.strictObject({
  key: z.string(),
  at: instant,
  kind: z.string(),
  traceId: z.string(),
  operation: z.string(),
  status: z.number().int(),
  code: z.string(),
  /** Who it was, as their issuer names them; null for somebody who was not signed in. */
  subject: z.string().nullable(),
  /** Of a user of the pool; null for programs, and for who is a user no more. */
  userName: z.string().nullable(),
  /** What it was about, where that has to be told. */
  about: z.record(z.string(), z.string()),
});
export type AuditEventView = z.output<typeof auditEventView>;

const word = z.string().regex(/^[\w:.@+-]{1,128}$/, 'Give letters, digits and the signs : . @ + - _ alone.');

export const listAuditEvents = route({
  operationId: 'listAuditEvents',
  summary: 'The security log of one day of UTC, the latest first: sign-ins, denials, failures, decisions',
  method: 'GET',
  path: '/api/v1/audit-events',
  service: 'api',
  permission: 'audit:read',
  idempotent: false,
  query: z.strictObject({
    /** Today where absent. */
    day: z.iso.date('Give a day such as 2026-10-05.').optional(),
    kind: z.enum(auditKinds).optional(),
    subject: word.optional(),
    userName: word.optional(),
    traceId: word.optional(),
    /** Key of an event: only what is older. */
    before: z
      .string()
      .regex(/^[\dTZ:.-]{20,30}#[\w-]{1,64}$/, 'Give the key of an event.')
      .optional(),
  }),
  status: 200,
  response: z.strictObject({
    day: z.iso.date(),
    items: z.array(auditEventView),
    /** Goes on as `before`; null at the end of the day. */
    older: z.string().nullable(),
  }),
  errors: [],
});
