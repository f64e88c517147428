import type { Notice } from '../domain/notice.ts';
import type { Principal } from '../domain/session.ts';
import type { PageRequest, PageResult } from './ports.ts';
import type { NoticeBooks } from './ports/payments.ts';

/** What the bank has told the customer behind the principal, and how much of it is unread. */
export async function listNotices(
  notices: NoticeBooks,
  { customerId }: Principal,
  page: PageRequest,
): Promise<{ readonly page: PageResult<Notice>; readonly unread: number }> {
  if (customerId === null) return { page: { items: [], hasOlder: false, hasNewer: false }, unread: 0 };
  return { page: await notices.noticesOf(customerId, page), unread: await notices.unreadOf(customerId) };
}

/** Marks as read the customer's notices up to one; answers how many are unread then. */
export async function markNoticesRead(
  notices: NoticeBooks,
  { customerId }: Principal,
  upTo: string,
): Promise<number> {
  if (customerId === null) return 0;
  await notices.markRead(customerId, upTo);
  return notices.unreadOf(customerId);
}
