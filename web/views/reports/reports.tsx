import type { ReactElement } from 'react';
import { Form, Link, redirect } from 'react-router';
import type { SessionView } from '../../../functions/contract/session.ts';
import type { ReportView } from '../../../functions/contract/reports.ts';
import { isReportKind } from '../../../functions/domain/report.ts';
import type { Port } from '../../client/port.ts';
import { Submit } from '../../ui/buttons.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { formatInstant } from '../../ui/format.ts';
import { Empty } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { screens } from '../screens.ts';
import { draftFields } from '../shared/drafts.ts';
import { parseFields, refused, refusedByBank, type Refused } from '../shared/form.ts';
import { Proof, proofOf } from '../shared/hidden.tsx';
import {
  shown,
  type Fields,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
  type Visit,
} from '../shared/screen-module.ts';
import { reportAddress } from './addresses.ts';
import { kinds, reportFields } from './form.ts';
import { isUnderWay, kindTitles, ReportStateChip, ReportStatus, reportTitle } from './status.tsx';

interface ReportsData {
  readonly reports: readonly ReportView[];
  readonly kind: string;
  readonly fields: Fields;
}

const columns: readonly Column<ReportView>[] = [
  {
    title: 'Report',
    heads: true,
    cell: (report) => <Link to={reportAddress(report)}>{reportTitle(report)}</Link>,
  },
  { title: 'Made', beside: true, cell: (report) => <ReportStatus status={report.status} /> },
  {
    title: 'Steps done',
    align: 'end',
    cell: ({ status, progress: { done, of } }) => (status === 'ready' ? '' : `${done} of ${of}`),
  },
  { title: 'Version', align: 'end', cell: ({ version }) => version ?? '' },
  { title: 'Filing', cell: ({ state }) => (state === null ? '' : <ReportStateChip state={state} />) },
  { title: 'Asked for by', cell: ({ requestedBy }) => requestedBy },
  { title: 'Last change', cell: ({ updatedAt }) => formatInstant(updatedAt) },
];

function ReportsPage({ data, result, session }: ScreenProps<ReportsData, Refused>): ReactElement {
  const { reports, kind } = data;
  return (
    <Page title="Reports" width="wide" status={result?.status ?? 200}>
      <ErrorSummary problems={result?.problems ?? []} />
      {session.permissions.includes('report:request') ? (
        <RequestForm
          session={session}
          fields={{ reportKind: kind, ...(result?.fields ?? data.fields) }}
          result={result}
        />
      ) : null}
      <div className="lb-beside">
        <nav className="lb-pager" aria-label="Kinds of report">
          {kinds.map(({ value }) => (
            <Link
              key={value}
              to={`${screens.reports.path}?kind=${value}`}
              {...(value === kind ? { 'aria-current': 'page' as const } : {})}
            >
              {kindTitles[value]}
            </Link>
          ))}
        </nav>
        <Link to={screens.trends.path}>Trends over quarters</Link>
      </div>
      {reports.length === 0 ? (
        <Empty title="No report of this kind yet">
          <p>Each is made when its period ends, or before that when an accountant asks for it.</p>
        </Empty>
      ) : (
        <div data-live={reports.some(isUnderWay)}>
          <DataTable caption="Reports" columns={columns} rows={reports} keyOf={reportTitle} />
        </div>
      )}
    </Page>
  );
}

interface RequestFormProps {
  readonly session: SessionView;
  readonly fields: Fields;
  readonly result: Refused | undefined;
}

function RequestForm({ session, fields, result }: RequestFormProps): ReactElement {
  const problems = result?.problems ?? [];
  return (
    <Section title="Ask for a report">
      <Form
        method="post"
        action={screens.reports.path}
        className="lb-form lb-form--filters"
        aria-label="Ask for a report"
        noValidate
      >
        <Proof session={session} />
        <SelectField
          name="reportKind"
          label="Kind"
          value={fields['reportKind'] ?? ''}
          options={kinds}
          problems={problems}
        />
        <TextField
          name="period"
          label="Period"
          hint="Like 2026Q3, 2026-09, 2026 or 2026-09-30."
          value={fields['period'] ?? ''}
          required
          problems={problems}
        />
        <div className="lb-actions">
          <Submit>Ask for it</Submit>
        </div>
      </Form>
    </Section>
  );
}

async function load(port: Port, { url }: Visit): Promise<Outcome<ReportsData>> {
  const given = url.searchParams.get('kind') ?? 'quarter';
  const kind = isReportKind(given) ? given : 'quarter';
  const { items: reports } = await port.read('listReports', { query: { kind } });
  const fields = await draftFields(port, url.searchParams.get('draft'));
  return shown({ reports, kind, fields: fields ?? {} });
}

async function act(port: Port, { fields }: Submission): Promise<Outcome<Refused> | Response> {
  const parsed = parseFields(reportFields, fields);
  if (!parsed.ok) return refused(parsed.problems, fields);
  try {
    const { kind, period } = await port.write('requestReport', { body: parsed.value }, proofOf(fields));
    return redirect(reportAddress({ kind, period }), 303);
  } catch (error) {
    const fieldOf = { 'business-date-refused': 'period', '/period': 'period', '/kind': 'reportKind' };
    return refusedByBank(error, fields, fieldOf);
  }
}

/** Reports of one kind with how far they are, and a way to ask for one. */
export const reportsScreen: ScreenModule<ReportsData, Refused> = { load, act, View: ReportsPage };
