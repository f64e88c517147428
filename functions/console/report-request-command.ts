import { booksReader } from '../adapters/postgres/books.ts';
import type { BooksDatabase } from '../adapters/postgres/database.ts';
import { storedReports } from '../adapters/postgres/stored-reports.ts';
import type { ReportKey } from '../domain/report.ts';
import type { ReportJob } from '../domain/report-job.ts';
import { reportLimits } from '../manifest-queues.ts';
import { requestReport, requestReportNow } from '../services/request-report.ts';
import { ConsoleError, UsageError, type ConsoleContext, type OpenQueues } from './context.ts';
import { followReport } from './follow-report.ts';
import { makeHere } from './make-here.ts';
import { withQueues } from './queue-target.ts';
import { jobText, jobView, type JobSurroundings } from './report-job-view.ts';
import { booksTargetOf, servedBooks, withBooks, type BooksOptions } from './target.ts';
import { nowOf } from './ticks.ts';

export interface ReportRequestOptions extends BooksOptions {
  readonly wait: boolean;
}

/**
 * `report request`: asks for a report through the queue, as the API does. Of books that no worker serves it is made
 * here, by the worker's own use case.
 * @throws ConsoleError when it was waited for and failed
 */
export async function reportRequestCommand(
  context: ConsoleContext,
  key: ReportKey,
  options: ReportRequestOptions,
): Promise<void> {
  const { books, through, wait } = options;
  const isElsewhere = booksTargetOf(options) !== undefined;
  if (books !== servedBooks && isElsewhere) {
    throw new UsageError(
      'Only the books of the bank have a queue: leave out --profile and --stage, or --books.',
    );
  }
  if (books !== servedBooks) {
    return withBooks(context, options, async (database) => {
      await finish(context, options, { job: await makeHere(context, database, key), database });
    });
  }
  await withQueues(context, options, (open) => {
    const askAndTell = async (database?: BooksDatabase): Promise<void> => {
      const asked = await ask(context, { open, database }, key);
      const job = wait ? await followReport(context, open.jobs, asked) : asked;
      await finish(context, options, { job, database });
    };
    // Without a tunnel the books of an account are not at hand; it is the worker then who finds out that a period has not begun.
    return isElsewhere && !through ? askAndTell() : withBooks(context, options, askAndTell);
  });
}

interface Place {
  readonly open: OpenQueues;
  readonly database: BooksDatabase | undefined;
}

function ask(context: ConsoleContext, { open, database }: Place, key: ReportKey): Promise<ReportJob> {
  const clock = { now: () => nowOf(context).getTime() };
  const ports = { jobs: open.jobs, queue: open.reports, clock, limits: reportLimits };
  if (!database) return requestReport(ports, key, 'console');
  return requestReportNow({ ...ports, books: booksReader(database) }, key, 'console');
}

interface Outcome {
  readonly job: ReportJob;
  readonly database: BooksDatabase | undefined;
}

async function finish(
  context: ConsoleContext,
  { json }: ReportRequestOptions,
  { job, database }: Outcome,
): Promise<void> {
  const about = await surroundings(job, database);
  context.out(
    json
      ? JSON.stringify({ ...jobView(job, about), rules: about.rules ?? null }, decimal)
      : jobText(job, about),
  );
  if (job.status !== 'failed') return;
  const { code, detail } = job.problem ?? { code: 'internal-error', detail: 'Nobody said why.' };
  throw new ConsoleError(`The report of ${job.period} failed: ${detail} (${code})`);
}

const decimal = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value;

async function surroundings(job: ReportJob, database: BooksDatabase | undefined): Promise<JobSurroundings> {
  if (!database || !job.made) return {};
  const stored = await storedReports(database).read(job, job.made.version);
  return { state: stored?.state, rules: stored?.content.pack?.rules };
}
