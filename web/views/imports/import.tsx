import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { ImportLineView, ImportView } from '../../../functions/contract/imports.ts';
import { lineOutcomes } from '../../../functions/domain/import-job.ts';
import type { Port } from '../../client/port.ts';
import { ButtonLink } from '../../ui/buttons.tsx';
import { Facts, Identifier } from '../../ui/facts.tsx';
import { formatInstant } from '../../ui/format.ts';
import { Amount } from '../../ui/money.tsx';
import { Empty, Notice } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import {
  shown,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Visit,
} from '../shared/screen-module.ts';
import { importTitle, ImportStatus, isUnderWay, kinds, LineOutcome } from './status.tsx';

interface ImportData {
  readonly view: ImportView;
  readonly lines: readonly ImportLineView[];
  /** Which lines are listed; all where undefined. */
  readonly outcome: ImportLineView['outcome'] | undefined;
  readonly before: string | null;
  readonly after: string | null;
}

const columns: readonly Column<ImportLineView>[] = [
  { title: 'Line', heads: true, cell: ({ line }) => String(line) },
  { title: 'Outcome', beside: true, cell: ({ outcome }) => <LineOutcome outcome={outcome} /> },
  { title: 'Account', cell: ({ account }) => account },
  { title: 'Money', cell: ({ direction }) => directions[direction ?? 'none'] },
  {
    title: 'Amount',
    align: 'end',
    cell: ({ amount }) => (amount === null ? null : <Amount value={amount} />),
  },
  {
    title: 'Journal or reason',
    cell: ({ journalId, problem }) =>
      journalId === null ? (
        (problem?.detail ?? '')
      ) : (
        <>
          <Link to={`/journals/${journalId}`}>Journal</Link>
          {problem && ` ${problem.detail} (${problem.code})`}
        </>
      ),
  },
];

const directions = { credit: 'in', debit: 'out', none: '' } as const;

function ImportPage({ data }: ScreenProps<ImportData>): ReactElement {
  const { view } = data;
  return (
    <Page title={`Import of ${importTitle(view)}`} width="wide">
      <Progress view={view} />
      <Facts layout="tiles" facts={factsOf(view)} />
      <Section title="Lines">
        <Outcomes {...data} />
        <Lines {...data} />
      </Section>
    </Page>
  );
}

function Progress({ view }: { readonly view: ImportView }): ReactElement | null {
  const { done, of } = view.progress;
  if (isUnderWay(view)) {
    return (
      <div data-live>
        <Notice title="Under way" tone="waiting">
          <p>
            {done} of {of} lines done.
          </p>
          <progress className="lb-progress" aria-label="Lines done" value={done} max={of} />
          <div className="lb-actions">
            <ButtonLink to={`/imports/${view.id}`}>Look again</ButtonLink>
          </div>
        </Notice>
      </div>
    );
  }
  if (view.status !== 'failed') return null;
  return (
    <Notice title="This import stopped" tone="error">
      <p>{view.problem?.detail ?? 'The worker fell silent at every attempt.'}</p>
      <p>Send the same file again once the cause is gone: it goes on where it stopped.</p>
    </Notice>
  );
}

function factsOf(view: ImportView): [string, ReactElement | string][] {
  const { posted, refused, skipped } = view.progress;
  return [
    ['State', <ImportStatus key="state" status={view.status} />],
    ['Posted', String(posted)],
    ['Refused', String(refused)],
    ['Skipped', String(skipped)],
    ['Kind', kinds.find(({ value }) => value === view.kind)?.label ?? view.kind],
    ['Sent', `${formatInstant(view.requestedAt)} by ${view.requestedBy}`],
    ['SHA-256', <Identifier key="sha256">{view.sha256}</Identifier>],
  ];
}

/** Which lines to look at, by links. */
function Outcomes({ view, outcome }: ImportData): ReactElement {
  return (
    <nav className="lb-pager" aria-label="Outcomes">
      {[undefined, ...lineOutcomes].map((each) => (
        <Link
          key={each ?? 'all'}
          to={each === undefined ? `/imports/${view.id}` : `/imports/${view.id}?outcome=${each}`}
          {...(each === outcome ? { 'aria-current': 'page' as const } : {})}
        >
          {each ?? 'all'}
        </Link>
      ))}
    </nav>
  );
}

function Lines({ lines, before, after }: ImportData): ReactElement {
  if (lines.length === 0) return <Empty title="No such line so far" />;
  return (
    <>
      <DataTable
        caption="Lines of the file"
        columns={columns}
        rows={lines}
        keyOf={({ line }) => String(line)}
      />
      {before === null && after === null ? null : (
        <nav className="lb-pager" aria-label="Pages of lines">
          {before === null ? null : <Link to={before}>Lines before</Link>}
          {after === null ? null : <Link to={after}>Lines after</Link>}
        </nav>
      )}
    </>
  );
}

async function load(port: Port, { params, url }: Visit): Promise<Outcome<ImportData>> {
  const importId = params['importId'] ?? '';
  const outcome = lineOutcomes.find((each) => each === url.searchParams.get('outcome'));
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const query = { limit: '50', cursor, outcome };
  const [view, { items: lines, next, prev }] = await Promise.all([
    port.read('getImport', { params: { importId } }),
    port.read('listImportLines', { params: { importId }, query }),
  ]);
  const place = (to: string | null): string | null => {
    if (to === null) return null;
    const address = new URLSearchParams({ ...(outcome === undefined ? {} : { outcome }), cursor: to });
    return `/imports/${importId}?${address.toString()}`;
  };
  return shown({ view, lines, outcome, before: place(prev), after: place(next) });
}

/** One import: how far it is, then what became of each line. */
export const importScreen: ScreenModule<ImportData> = { load, View: ImportPage };
