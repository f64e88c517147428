import { InvalidArgumentError, type Command } from 'commander';
import { isReportKind, reportKinds, type ReportKey, type ReportKind } from '../domain/report.ts';
import { reportFormats } from '../domain/reports/files/report-format.ts';
import { versionNumber } from './arguments.ts';
import { ConsoleError, type ConsoleContext } from './context.ts';
import type { ReportCheckOptions } from './report-check-command.ts';
import type { ReportExportOptions } from './report-export-command.ts';
import type { ReportFilesOptions } from './report-files-command.ts';
import { ofReport, reportKeyOf } from './report-key.ts';
import type { ReportListOptions } from './report-list-command.ts';
import type { ReportRequestOptions } from './report-request-command.ts';
import { ofBooks, type BooksOptions } from './target.ts';

/**
 * `report file`: nobody is signed in at the console, so nobody can be told from the one who reviewed (decision 0028).
 * @throws ConsoleError always
 */
function refuseToFile({ kind, period }: ReportKey): never {
  throw new ConsoleError(
    `Two people file a report, each signed in: one reviews it, another files it, on the page /reports/${kind}/${period} of the bank or by the API (POST /api/v1/reports/${kind}/${period}/versions/<version>/review, then …/filing). "report files ${kind} ${period}" shows what is kept of it.`,
  );
}

/** `report …` */
export function addReport(context: ConsoleContext, program: Command): void {
  const report = program.command('report').description('reports for the regulator');
  report
    .command('check <csv>')
    .description('hold filed values (id_rssd and a column per item code) against the validity rules')
    .option('--json', 'print what fails as JSON', false)
    .action(async (path: string, options: ReportCheckOptions) => {
      const { reportCheckCommand } = await import('./report-check-command.ts');
      await reportCheckCommand(context, path, options);
    });
  addPipeline(context, report);
  addReading(context, report);
  addFiling(context, report);
}

function addPipeline(context: ConsoleContext, report: Command): void {
  ofBooks(ofReport(report, 'request', ' --wait'))
    .description('ask for a report, as the API does; exits with 1 if it was waited for and failed')
    .option('--wait', 'show each step, until it is ready', false)
    .action(async (kind: string, period: string, options: ReportRequestOptions) => {
      const key = reportKeyOf(kind, period);
      const { reportRequestCommand } = await import('./report-request-command.ts');
      await reportRequestCommand(context, key, options);
    });
  ofBooks(report.command('list'))
    .description('the latest reports: how far each is, and the version that was made last')
    .option('--kind <kind>', `${reportKinds.join(', ')}; all unless given`, reportKind)
    .action(async (options: ReportListOptions) => {
      const { reportListCommand } = await import('./report-list-command.ts');
      await reportListCommand(context, options);
    });
}

function reportKind(text: string): ReportKind {
  if (isReportKind(text)) return text;
  throw new InvalidArgumentError(`Use one of ${reportKinds.join(', ')}.`);
}

function addReading(context: ConsoleContext, report: Command): void {
  ofBooks(ofReport(report, 'show'))
    .description('versions of a report, and who did what with them')
    .action(async (kind: string, period: string, options: BooksOptions) => {
      const key = reportKeyOf(kind, period);
      const { reportShowCommand } = await import('./report-show-command.ts');
      await reportShowCommand(context, key, options);
    });
  ofBooks(ofReport(report, 'export', ' --format pdf'))
    .description('write a version of a report as a file')
    .requiredOption('--format <format>', reportFormats.join(', '))
    .option('--version <number>', 'the latest that was made, unless given', versionNumber)
    .option('--out <file>', 'where to; a name of its own in this folder unless given')
    .action(async (kind: string, period: string, options: ReportExportOptions) => {
      const key = reportKeyOf(kind, period);
      const { reportExportCommand } = await import('./report-export-command.ts');
      await reportExportCommand(context, key, options);
    });
}

function addFiling(context: ConsoleContext, report: Command): void {
  ofReport(report, 'file')
    .description('refused: two people review and file a report, signed in')
    .action((kind: string, period: string) => {
      refuseToFile(reportKeyOf(kind, period));
    });
  ofBooks(ofReport(report, 'files'))
    .description(
      'what is kept of a report; exits with 1 if a file is gone, is not what the books have on record, or is missing an hour after the filing',
    )
    .option('--version <number>', 'all that were filed, unless given', versionNumber)
    .action(async (kind: string, period: string, options: ReportFilesOptions) => {
      const key = reportKeyOf(kind, period);
      const { reportFilesCommand } = await import('./report-files-command.ts');
      await reportFilesCommand(context, key, options);
    });
}
