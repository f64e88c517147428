import type { ReactElement } from 'react';
import { Form, Link } from 'react-router';
import type { AuditEventView } from '../../../functions/contract/audit.ts';
import { auditKinds } from '../../../functions/domain/audit-event.ts';
import { ButtonLink, Submit } from '../../ui/buttons.tsx';
import { Identifier } from '../../ui/facts.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { formatDate, formatInstant } from '../../ui/format.ts';
import { Empty } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { screens } from '../screens.ts';
import { shown, type Fields, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';

interface AuditData {
  readonly day: string;
  readonly fields: Fields;
  readonly items: readonly AuditEventView[];
  readonly older: string | null;
}

const placeOf = (search: Readonly<Record<string, string>>): string =>
  `${screens.audit.path}?${new URLSearchParams(search).toString()}`;

function columnsOf(day: string): readonly Column<AuditEventView>[] {
  return [
    { title: 'When', cell: ({ at }) => formatInstant(at) },
    { title: 'Kind', cell: ({ kind }) => kind },
    { title: 'Operation', heads: true, cell: ({ operation }) => operation || 'None' },
    { title: 'Status', cell: ({ status, code }) => `${status} ${code}` },
    {
      title: 'Who',
      cell: ({ subject, userName }) =>
        subject === null ? (
          'Nobody signed in'
        ) : (
          <Link to={placeOf({ day, ...(userName === null ? { subject } : { userName }) })}>
            {userName ?? subject}
          </Link>
        ),
    },
    {
      title: 'About',
      cell: ({ about }) =>
        Object.entries(about)
          .map(([name, value]) => `${name}: ${value}`)
          .join(', ') || 'Nothing more',
    },
    {
      title: 'Trace id',
      cell: ({ traceId }) => (
        <Link to={placeOf({ day, traceId })}>
          <Identifier>{traceId}</Identifier>
        </Link>
      ),
    },
  ];
}

function AuditPage({ data: { day, fields, items, older } }: ScreenProps<AuditData>): ReactElement {
  return (
    <Page
      title="Audit log"
      width="wide"
      lead={`Sign-ins, denials, failures and decisions of ${formatDate(day)}, by days of UTC.`}
    >
      <SearchForm day={day} fields={fields} />
      {items.length === 0 ? (
        <Empty title="Nothing was kept that is like this" />
      ) : (
        <DataTable
          caption="Events, newest first"
          columns={columnsOf(day)}
          rows={items}
          keyOf={({ key }) => key}
        />
      )}
      <Pager
        label="Pages of events"
        newer={null}
        older={older === null ? null : placeOf({ ...fields, day, before: older })}
      />
    </Page>
  );
}

function SearchForm({ day, fields }: Pick<AuditData, 'day' | 'fields'>): ReactElement {
  const kinds = [{ value: '', label: 'All' }, ...auditKinds.map((kind) => ({ value: kind, label: kind }))];
  return (
    <Form method="get" action={screens.audit.path} role="search" aria-label="Events" noValidate>
      <div className="lb-form lb-form--filters">
        <TextField name="day" label="Day (UTC)" type="date" value={day} />
        <SelectField name="kind" label="Kind" value={fields['kind'] ?? ''} options={kinds} />
        <TextField name="userName" label="User name" value={fields['userName'] ?? ''} />
        <TextField name="traceId" label="Trace id" value={fields['traceId'] ?? ''} />
        <div className="lb-actions">
          <Submit tone="plain">Find</Submit>
          {Object.keys(fields).length > 0 ? <ButtonLink to={screens.audit.path}>Clear</ButtonLink> : null}
        </div>
      </div>
    </Form>
  );
}

const searchable = ['kind', 'subject', 'userName', 'traceId'] as const;

/** Only what could be found is asked for: a word that no event has finds nothing rather than an error. */
function searchOf({ searchParams }: URL): Readonly<Record<string, string>> {
  const given = (name: string): string => (searchParams.get(name) ?? '').trim();
  const search: Record<string, string> = {};
  for (const name of searchable) if (/^[\w:.@+-]{1,128}$/.test(given(name))) search[name] = given(name);
  if (!auditKinds.some((kind) => kind === search['kind'])) delete search['kind'];
  return search;
}

const isDay = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** The security log, searched by day, kind, person and trace; every search has an address to pass on. */
export const auditScreen: ScreenModule<AuditData> = {
  load: async (port, { url }) => {
    const fields = searchOf(url);
    const [day, before] = [url.searchParams.get('day'), url.searchParams.get('before')];
    const kind = auditKinds.find((each) => each === fields['kind']);
    const query = {
      ...(isDay(day) ? { day } : {}),
      ...(before === null ? {} : { before }),
      ...(fields['subject'] === undefined ? {} : { subject: fields['subject'] }),
      ...(fields['userName'] === undefined ? {} : { userName: fields['userName'] }),
      ...(fields['traceId'] === undefined ? {} : { traceId: fields['traceId'] }),
      ...(kind === undefined ? {} : { kind }),
    };
    const answer = await port.read('listAuditEvents', { query });
    return shown({ ...answer, fields });
  },
  View: AuditPage,
};
