import type { NoticeView } from '../../contract/notices.ts';
import { publicId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import type { NoticeBooks } from '../../services/ports/payments.ts';
import { listNotices, markNoticesRead } from '../../services/read-notices.ts';
import { principalOf, type Operations } from '../operation.ts';
import { innerId } from './identify.ts';
import { pageRequest, pageView } from './paging.ts';

export interface NoticeOperationPorts {
  readonly notices: NoticeBooks;
  readonly signingKey: () => Promise<string>;
}

function noticeView(notice: Notice): NoticeView {
  return {
    id: publicId('notice', notice.id),
    kind: notice.kind,
    params: { ...notice.params },
    accountId: notice.accountId === null ? null : publicId('account', notice.accountId),
    accountNumber: notice.accountNumber,
    businessDate: notice.businessDate,
    recordedAt: notice.recordedAt,
    isRead: notice.isRead,
  };
}

export function noticeOperations(ports: NoticeOperationPorts): Operations<'listNotices' | 'readNotices'> {
  return {
    async listNotices({ query, state }) {
      const principal = principalOf(state);
      const scope = { list: `notices:${principal.customerId ?? ''}`, key: await ports.signingKey() };
      const { page, unread } = await listNotices(ports.notices, principal, pageRequest(query, scope));
      const keyOf = ({ sequence }: Notice): string => sequence.toString();
      return { body: { ...pageView(page, { view: noticeView, keyOf, scope }), unread } };
    },
    async readNotices({ body, state }) {
      const upTo = innerId('notice', body.upTo);
      return { body: { unread: await markNoticesRead(ports.notices, principalOf(state), upTo) } };
    },
  };
}
