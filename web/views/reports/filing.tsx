import type { ReactElement } from 'react';
import { Form, Link } from 'react-router';
import type { ReportVersionView } from '../../../functions/contract/report-versions.ts';
import type { ReportContentView, ReportView } from '../../../functions/contract/reports.ts';
import type { SessionView } from '../../../functions/contract/session.ts';
import { fileNameOf } from '../../../functions/domain/reports/files/report-file.ts';
import { reportFormats, type ReportFormat } from '../../../functions/domain/reports/files/report-format.ts';
import { ButtonLink, Submit } from '../../ui/buttons.tsx';
import { FileLink } from '../../ui/download.tsx';
import { TextField } from '../../ui/fields.tsx';
import { formatDate } from '../../ui/format.ts';
import { Section } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { screens } from '../screens.ts';
import { fieldProps, formState, type Refused } from '../shared/form.ts';
import { Proof } from '../shared/hidden.tsx';
import { changesAddress, reportAddress } from './addresses.ts';
import { AmendmentForm, NothingAmended } from './amendment.tsx';
import { explanationField, rulesToExplain } from './filing-form.ts';
import { KeptFiles } from './kept-files.tsx';
import { AskAgain } from './progress.tsx';
import { isUnderWay, ReportStateChip, stepWords } from './status.tsx';

interface FilingProps {
  readonly report: ReportView;
  readonly versions: readonly ReportVersionView[];
  /** The version whose content the page shows. */
  readonly shown: ReportVersionView;
  readonly content: ReportContentView | null;
  /** First journal that counts in the period and came after the last one that the shown version has seen. */
  readonly laterJournal: string | null;
  readonly session: SessionView;
  readonly result: Refused | undefined;
}

/** On both sites under the address that the API has. */
function fileOf({ kind, period }: ReportView, version: number, format: ReportFormat): string {
  return `/api/v1/reports/${kind}/${period}/versions/${version}/files/${format}`;
}

type Event = ReportVersionView['history'][number];

const eventColumns: readonly Column<readonly [number, Event]>[] = [
  { title: 'Step', heads: true, cell: ([, { action }]) => stepWords[action] },
  { title: 'By', cell: ([, { by }]) => by },
  { title: 'On', cell: ([, { on }]) => formatDate(on) },
  { title: 'Note', typed: true, cell: ([, { note }]) => note },
  {
    title: 'Explanations',
    typed: true,
    cell: ([, { explanations }]) => explanations.map(({ rule, text }) => `${rule}: ${text}`).join(' · '),
  },
];

const versionColumns = (
  report: ReportView,
  shown: ReportVersionView,
): readonly Column<ReportVersionView>[] => [
  {
    title: 'Version',
    heads: true,
    cell: ({ version, sha256 }) =>
      sha256 === null || version === shown.version ? (
        String(version)
      ) : (
        <Link to={reportAddress(report, String(version))}>{version}</Link>
      ),
  },
  { title: 'State', beside: true, cell: ({ state }) => <ReportStateChip state={state} /> },
  { title: 'Last journal seen', cell: ({ asOfSequence }) => asOfSequence ?? 'not made yet' },
  { title: 'Begun by', cell: ({ createdBy }) => createdBy },
  { title: 'Why it amends', typed: true, cell: ({ reason }) => reason },
];

/** Where the report stands between draft and filing, who brought it there, and what comes next. */
export function Filing(props: FilingProps): ReactElement {
  const { report, versions, shown } = props;
  return (
    <>
      <Section title="Filing">
        <DataTable
          caption="Versions, the latest first"
          columns={versionColumns(report, shown)}
          rows={versions}
          keyOf={({ version }) => String(version)}
        />
        {shown.history.length === 0 ? null : (
          <DataTable
            caption={`What was done with version ${shown.version}`}
            columns={eventColumns}
            rows={shown.history.map((event, index) => [index, event] as const)}
            keyOf={([index]) => String(index)}
          />
        )}
        {shown === versions[0] && shown.state === 'DRAFT' && !isUnderWay(report) ? (
          <AskAgain report={report} session={props.session}>
            Make it again
          </AskAgain>
        ) : null}
      </Section>
      {shown === versions[0] ? <NextStep {...props} /> : null}
      <Section title="To keep">
        <div className="lb-actions">
          <ButtonLink to={changesAddress(report, String(shown.version))}>
            Beside what is known today
          </ButtonLink>
          {reportFormats.map((format) => (
            <FileLink
              key={format}
              href={fileOf(report, shown.version, format)}
              name={fileNameOf({ ...report, version: shown.version }, format)}
            >
              {`Version ${shown.version} as ${format.toUpperCase()}`}
            </FileLink>
          ))}
        </div>
        <KeptFiles
          version={shown}
          place={reportAddress(report, String(shown.version))}
          mayReadQueues={props.session.permissions.includes('queue:read')}
        />
      </Section>
    </>
  );
}

function NextStep(props: FilingProps): ReactElement | null {
  const { shown, session } = props;
  if (shown.state === 'DRAFT') return <StepOfDraft {...props} />;
  if (shown.state === 'REVIEWED')
    return session.permissions.includes('report:file') ? (
      <FilingForm {...props} />
    ) : (
      <p>It awaits a second person, who files it.</p>
    );
  return shown.state === 'FILED' && session.permissions.includes('report:review') ? (
    <AmendmentForm
      form={formOf(props)}
      unseen={<Unseen {...props} />}
      changesAt={changesAddress(props.report, String(shown.version))}
      {...props}
    />
  ) : null;
}

function StepOfDraft(props: FilingProps): ReactElement | null {
  const { shown, session } = props;
  if (isUnchanged(props)) return <NothingAmended amends={shown.amends} />;
  const isReviewable = shown.sha256 !== null && isOver(props);
  return isReviewable && session.permissions.includes('report:review') ? <ReviewForm {...props} /> : null;
}

/** Whether an amendment says what it amends: the books take no further step with it. */
const isUnchanged = ({ shown: { amends, sha256 }, versions }: FilingProps): boolean =>
  sha256 !== null && versions.some((each) => each.version === amends && each.sha256 === sha256);

/** Only what has its last day in it can be reviewed; the page says so where it has not. */
const isOver = ({ content }: FilingProps): boolean => content !== null && content.asOf === content.to;

/** The hash is that of the content on the page: a version may have been made again by the time its versions were read. */
function Unseen({ report, shown, session }: FilingProps): ReactElement {
  return (
    <>
      <Proof session={session} />
      <input type="hidden" name="_version" value={String(shown.version)} />
      <input type="hidden" name="_sha256" value={report.sha256 ?? ''} />
    </>
  );
}

const formOf = ({
  report: { kind, period },
}: FilingProps): { method: 'post'; action: string; className: string; noValidate: true } => ({
  method: 'post',
  action: `/reports/${kind}/${period}`,
  className: 'lb-form',
  noValidate: true,
});

function ReviewForm(props: FilingProps): ReactElement {
  const state = formState({}, props.result);
  return (
    <Section title="Review it">
      <Form {...formOf(props)} aria-label="Review it">
        <Unseen {...props} />
        <p>
          It stays as it is from then on, so its months have to be soft-closed first, under{' '}
          <Link to={screens.periods.path}>Periods</Link>.
        </p>
        {rulesToExplain(props.content).map(({ id, description }) => (
          <TextField
            key={id}
            {...fieldProps(state, explanationField(id))}
            label={`Explanation of rule ${id}`}
            hint={description}
            required
          />
        ))}
        <TextField {...fieldProps(state, 'note')} label="Note on the review" />
        <div className="lb-actions">
          <Submit name="_step" value="review">
            Mark as reviewed
          </Submit>
        </div>
      </Form>
    </Section>
  );
}

/** Filing is for another person than the one who reviewed; the bank refuses the same. */
function FilingForm(props: FilingProps): ReactElement {
  const state = formState({}, props.result);
  const review = props.shown.history.findLast(({ action }) => action === 'review');
  const isOwn = review?.by === props.session.userName;
  return (
    <Section title="File it or send it back">
      <Form {...formOf(props)} aria-label="File it or send it back">
        <Unseen {...props} />
        {isOwn ? <p>You reviewed it; another person files it.</p> : null}
        <TextField
          {...fieldProps(state, 'note')}
          label="Note on the filing"
          hint="Needed to send it back: what has to be different."
        />
        <div className="lb-actions">
          {isOwn ? null : (
            <Submit name="_step" value="file">
              File it
            </Submit>
          )}
          <Submit name="_step" value="return" tone="plain">
            Send it back
          </Submit>
        </div>
      </Form>
    </Section>
  );
}
