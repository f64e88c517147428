import type { ReactElement } from 'react';
import { Link, redirect } from 'react-router';
import type { ReportContentView, ReportView } from '../../../functions/contract/reports.ts';
import type { Data, Port } from '../../client/port.ts';
import { scheduleTitle } from '../../../functions/domain/reports/schedule-titles.ts';
import { Contents } from '../../ui/contents.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Facts, Identifier } from '../../ui/facts.tsx';
import { formatDate, formatInstant } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Signatures } from '../../ui/signatures.tsx';
import { screens } from '../screens.ts';
import { formState, parseFields, refused, refusedByBank, type Refused } from '../shared/form.ts';
import {
  shown,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
} from '../shared/screen-module.ts';
import { TrialBalanceTable, trialBalanceTitle } from '../shared/trial-balance-table.tsx';
import { cellAddress, journalsAddress, lineAddress, payeesAddress } from './addresses.ts';
import { CorrectedNotice } from './corrected-forms.tsx';
import { fieldsOfFaults, stepFields, stepOf, takeStep } from './filing-form.ts';
import { Filing } from './filing.tsx';
import { Progress } from './progress.tsx';
import { rulesTitle, Schedules } from './schedules.tsx';
import { StatementTable } from './statement-table.tsx';
import { YearEnd, yearEndTitles } from './year-end.tsx';
import { beforeTitle, kindTitles, ReportStatus, reportTitle, stateLeads } from './status.tsx';

type ReportData = Data<'getReport'>;

function ReportPage({ data, result, session }: ScreenProps<ReportData, Refused>): ReactElement {
  const { report, content, versions, laterJournal } = data;
  const shown = versions.find(({ version }) => version === data.shown);
  const { problems, status } = formState({}, result);
  return (
    <Page
      title={`${reportTitle(report)}, financial statements`}
      width="wide"
      status={status}
      lead={shown === undefined ? undefined : stateLeads[shown.state]}
    >
      <p>
        <Link to={`${screens.reports.path}?kind=${report.kind}`}>
          All {kindTitles[report.kind].toLowerCase()}
        </Link>
      </p>
      <ErrorSummary problems={problems} />
      <Progress report={report} session={session} />
      <Facts layout="tiles" facts={factsOf(report, content)} />
      {content === null || content.asOf === content.to ? null : (
        <Notice title="This period is not over" tone="waiting">
          <p>Its figures run to {formatDate(content.asOf)} and still move.</p>
        </Notice>
      )}
      {content?.yearEnd && shown ? (
        <CorrectedNotice count={content.yearEnd.corrected.count} version={shown} />
      ) : null}
      {shown === undefined ? null : (
        <Filing {...{ report, versions, shown, content, laterJournal, session, result }} />
      )}
      {content === null ? null : (
        <Statements
          content={content}
          before={beforeTitle(report)}
          addressOf={(code) => lineAddress(report, String(data.shown), code)}
          place={{ report, version: String(data.shown) }}
          payeesAt={payeesAddress(report, String(data.shown))}
          mayReadJournals={session.permissions.includes('journal:read')}
        />
      )}
    </Page>
  );
}

function factsOf(report: ReportView, content: ReportContentView | null): [string, ReactElement | string][] {
  const facts: [string, ReactElement | string][] = [
    ['Made', <ReportStatus key="state" status={report.status} />],
    ['Asked for', `${formatInstant(report.requestedAt)} by ${report.requestedBy}`],
  ];
  if (content !== null) {
    facts.push(
      ['Period', `${formatDate(content.from)} to ${formatDate(content.to)}`],
      ['Figures run to the close of', formatDate(content.asOf)],
    );
  }
  if (report.asOfSequence !== null) facts.push(['Last journal seen', report.asOfSequence]);
  if (report.sha256 !== null) {
    facts.push(['SHA-256 of the figures', <Identifier key="sha256">{report.sha256}</Identifier>]);
  }
  return facts;
}

const statements = [
  { caption: 'Balance sheet', of: 'balanceSheet' },
  { caption: 'Income statement', of: 'incomeStatement' },
  { caption: 'Changes in equity', of: 'equityChanges' },
  { caption: 'Cash flow', of: 'cashFlow' },
] as const;

/** What a report's page has, in the order in which it stands there. */
function titlesOf(content: ReportContentView): string[] {
  const { yearEnd, pack, ...tables } = content;
  return [
    ...statements.filter(({ of }) => tables[of].length > 0).map(({ caption }) => caption),
    trialBalanceTitle,
    ...(yearEnd === null ? [] : yearEndTitles),
    ...(pack === null ? [] : [rulesTitle, ...pack.schedules.map(({ name }) => scheduleTitle(name))]),
  ];
}

interface StatementsProps {
  readonly content: ReportContentView;
  /** What the period before is called. */
  readonly before: string;
  readonly addressOf: (code: string) => string;
  readonly place: Omit<Parameters<typeof cellAddress>[0], 'statement'>;
  readonly payeesAt: string;
  readonly mayReadJournals: boolean;
}

function Statements({ content, before, addressOf, place, ...ofYear }: StatementsProps): ReactElement {
  return (
    <>
      <Contents titles={titlesOf(content)} />
      {statements.map(({ caption, of }) =>
        content[of].length === 0 ? null : (
          <StatementTable
            key={caption}
            caption={caption}
            lines={content[of]}
            before={before}
            addressOf={(line, column) => cellAddress({ ...place, statement: of }, line, column)}
          />
        ),
      )}
      <TrialBalanceTable
        lines={content.trialBalance}
        totalDebit={content.totalDebit}
        totalCredit={content.totalCredit}
        journalsOf={
          ofYear.mayReadJournals
            ? (account) => journalsAddress(account, { from: content.from, to: content.asOf })
            : undefined
        }
      />
      {content.yearEnd === null ? null : <YearEnd yearEnd={content.yearEnd} {...ofYear} />}
      {content.pack === null ? null : <Schedules pack={content.pack} addressOf={addressOf} />}
      <Signatures lines={['Prepared by', 'Reviewed by', 'Date']} />
    </>
  );
}

async function act(
  port: Port,
  { params: { kind = '', period = '' }, fields }: Submission,
): Promise<Outcome<Refused> | Response> {
  const step = stepOf(fields);
  if (!step) return refused([{ field: '', message: 'Choose what is to be done with the report.' }], fields);
  const parsed = parseFields(stepFields[step], fields);
  if (!parsed.ok) return refused(parsed.problems, fields);
  try {
    await takeStep(port, { kind: kind as 'quarter', period, step }, fields);
    return redirect(`/reports/${kind}/${period}`, 303);
  } catch (error) {
    return refusedByBank(error, fields, fieldsOfFaults(fields));
  }
}

/** One report: how far it is and where it stands, then its statements. */
export const reportScreen: ScreenModule<ReportData, Refused> = {
  load: async (port, { params: { kind = '', period = '' }, url }) => {
    const version = url.searchParams.get('version') ?? undefined;
    return shown(
      await port.read('getReport', { params: { kind: kind as 'quarter', period }, query: { version } }),
    );
  },
  act,
  View: ReportPage,
};
