import type { ReactElement } from 'react';
import { Form, Link, redirect } from 'react-router';
import type { NoticeView } from '../../../functions/contract/notices.ts';
import type { Port } from '../../client/port.ts';
import { Submit } from '../../ui/buttons.tsx';
import { Chip } from '../../ui/chip.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { formatDate } from '../../ui/format.ts';
import { Empty } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { screens } from '../screens.ts';
import { refusedByBank, type Refused } from '../shared/form.ts';
import { Proof, proofOf } from '../shared/hidden.tsx';
import {
  shown,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
  type Visit,
} from '../shared/screen-module.ts';
import { messageOf } from './texts.ts';

interface MessagesData {
  readonly notices: readonly NoticeView[];
  readonly unread: number;
  readonly newer: string | null;
  readonly older: string | null;
}

function MessageText(notice: NoticeView): ReactElement {
  const { text, to } = messageOf(notice);
  return to === undefined ? <>{text}</> : <Link to={to}>{text}</Link>;
}

const columns: readonly Column<NoticeView>[] = [
  { title: 'Message', heads: true, typed: true, cell: MessageText },
  { title: 'Date', cell: ({ businessDate }) => formatDate(businessDate) },
  { title: 'Account', cell: ({ accountNumber }) => accountNumber },
  {
    title: 'State',
    cell: ({ isRead }) => <Chip label={isRead ? 'Read' : 'New'} tone={isRead ? 'good' : 'waiting'} />,
  },
];

const leadOf = (unread: number): string => {
  if (unread === 0) return 'Nothing new.';
  return unread === 1 ? 'One of them is new.' : `${unread} of them are new.`;
};

function MessagesPage({ data, result, session }: ScreenProps<MessagesData, Refused>): ReactElement {
  const { notices, unread, newer, older } = data;
  const [latest] = notices;
  if (latest === undefined) {
    return (
      <Page title="Messages">
        <Empty title="There are no messages for you">
          <p>Here the bank tells you what you might not expect, such as a payment that could not be made.</p>
        </Empty>
      </Page>
    );
  }
  return (
    <Page title="Messages" width="wide" status={result?.status ?? 200} lead={leadOf(unread)}>
      <ErrorSummary problems={result?.problems ?? []} />
      <DataTable caption="Messages" columns={columns} rows={notices} keyOf={({ id }) => id} />
      <Pager label="Pages of messages" newer={newer} older={older} />
      {unread === 0 || newer !== null ? null : (
        <Form method="post" action={screens.messages.path} className="lb-actions">
          <Proof session={session} />
          <input type="hidden" name="_upTo" value={latest.id} />
          <Submit tone="plain">Mark all as read</Submit>
        </Form>
      )}
    </Page>
  );
}

async function load(port: Port, { url }: Visit): Promise<Outcome<MessagesData>> {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const { items, unread, next, prev } = await port.read('listNotices', { query: { limit: '25', cursor } });
  const place = (to: string | null): string | null =>
    to === null ? null : `${screens.messages.path}?${new URLSearchParams({ cursor: to }).toString()}`;
  return shown({ notices: items, unread, newer: place(prev), older: place(next) });
}

async function act(port: Port, { fields }: Submission): Promise<Outcome<Refused> | Response> {
  try {
    const body = { upTo: fields['_upTo'] ?? '' };
    await port.write('readNotices', { body }, { csrf: proofOf(fields).csrf });
    return redirect(screens.messages.path, 303);
  } catch (error) {
    return refusedByBank(error, fields);
  }
}

/** What the bank has told the customer. Reading the page marks nothing: what is new stays new until it is marked. */
export const messagesScreen: ScreenModule<MessagesData, Refused> = { load, act, View: MessagesPage };
