import { storedReports } from '../adapters/postgres/stored-reports.ts';
import { reportKinds, type ReportKind } from '../domain/report.ts';
import { reportLimits } from '../manifest-queues.ts';
import type { ReportJobs, ReportReader } from '../services/ports/reports.ts';
import { readReports, type ReportStanding } from '../services/read-reports.ts';
import { UsageError, type ConsoleContext } from './context.ts';
import { withQueues } from './queue-target.ts';
import { jobView } from './report-job-view.ts';
import { booksTargetOf, servedBooks, withBooks, type BooksOptions } from './target.ts';
import { nowOf } from './ticks.ts';

export interface ReportListOptions extends BooksOptions {
  /** All kinds, unless given. */
  readonly kind?: ReportKind;
}

interface Sources {
  readonly jobs: Pick<ReportJobs, 'ofKind'>;
  readonly reports: Pick<ReportReader, 'ofKind'>;
}

const nothing = { ofKind: () => Promise.resolve([]) };

/**
 * `report list`: the latest reports, how far each is, and the version that was made last. In an account the jobs tell
 * it, which know no state, unless there is a tunnel to the books; of books that have no queue, the books alone do.
 */
export async function reportListCommand(context: ConsoleContext, options: ReportListOptions): Promise<void> {
  const kinds = options.kind === undefined ? reportKinds : [options.kind];
  const clock = { now: () => nowOf(context).getTime() };
  const standings = await withSources(context, options, ({ jobs, reports }) =>
    Promise.all(kinds.map((kind) => readReports({ jobs, reports, clock, limits: reportLimits }, kind))),
  );
  const rows = standings.flat().map(rowOf);
  if (options.json) context.out(JSON.stringify(rows));
  else
    context.out(
      rows.length === 0
        ? 'No report was asked for yet.'
        : [heading, ...rows.map(cellsOf)].map(asLine).join('\n'),
    );
}

type Use<T> = (sources: Sources) => Promise<T>;

async function withSources<T>(context: ConsoleContext, options: ReportListOptions, use: Use<T>): Promise<T> {
  const { books, through } = options;
  if (booksTargetOf(options)) {
    if (books !== servedBooks) throw new UsageError('Leave out --profile and --stage, or --books.');
    return withQueues(context, options, ({ jobs }) =>
      // Without a tunnel the books of an account are not at hand.
      through
        ? withBooks(context, options, (database) => use({ jobs, reports: storedReports(database) }))
        : use({ jobs, reports: nothing }),
    );
  }
  return withBooks(context, options, async (database) => {
    const open = books === servedBooks ? await context.openQueues?.(undefined) : undefined;
    try {
      return await use({ jobs: open?.jobs ?? nothing, reports: storedReports(database) });
    } finally {
      open?.close();
    }
  });
}

type Row = ReturnType<typeof jobView>;

function rowOf({ job, stored }: ReportStanding): Row {
  return jobView(stored ? { ...job, made: stored } : job, { state: stored?.state });
}

const heading = ['kind', 'period', 'status', 'version', 'state', 'sha256'];

const cellsOf = ({ kind, period, status, version, state, sha256 }: Row): string[] => [
  kind,
  period,
  status,
  String(version ?? '-'),
  state?.toLowerCase() ?? '-',
  sha256 ?? '-',
];

const widths = [9, 12, 10, 9, 10, 0];
const asLine = (cells: readonly string[]): string =>
  cells
    .map((cell, index) => cell.padEnd(widths[index] ?? 0))
    .join('')
    .trimEnd();
