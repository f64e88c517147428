import * as z from 'zod';
import { route } from './route.ts';
import { businessDate, idOf, instant, pageOf, pageQuery } from './schemas.ts';

export const noticeView = z.strictObject({
  id: idOf('notice'),
  /** What it is about; new kinds may come. */
  kind: z.string(),
  /** What the text of its kind needs: names with texts, amounts in minor units. */
  params: z.record(z.string(), z.string()),
  accountId: idOf('account').nullable(),
  accountNumber: z.string().nullable(),
  businessDate,
  recordedAt: instant,
  isRead: z.boolean(),
});
export type NoticeView = z.output<typeof noticeView>;

export const listNotices = route({
  operationId: 'listNotices',
  summary: 'What the bank has told me, newest first',
  method: 'GET',
  path: '/api/v1/notices',
  service: 'api',
  permission: 'notice:read-own',
  idempotent: false,
  query: z.strictObject(pageQuery),
  status: 200,
  response: pageOf(noticeView).extend({ unread: z.number().int() }),
  errors: ['cursor-invalid'],
});

export const readNotices = route({
  operationId: 'readNotices',
  summary: 'Mark as read what I have seen: my notices up to one of them',
  method: 'POST',
  path: '/api/v1/notices:read',
  service: 'api',
  permission: 'notice:read-own',
  idempotent: false,
  body: z.strictObject({ upTo: idOf('notice') }),
  status: 200,
  response: z.strictObject({ unread: z.number().int() }),
  errors: [],
});
