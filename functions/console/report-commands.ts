import { InvalidArgumentError, type Command } from 'commander';
import { booksName, versionNumber } from './arguments.ts';
import { ConsoleError, type ConsoleContext } from './context.ts';
import { isReportKind, reportKinds, type ReportKey, type ReportKind } from '../domain/report.ts';
import { reportFormats } from '../domain/reports/files/report-format.ts';
import { reportExportCommand, type ReportExportOptions } from './report-export-command.ts';
import { reportFilesCommand, type ReportFilesOptions } from './report-files-command.ts';
import { reportCheckCommand, type ReportCheckOptions } from './report-check-command.ts';
import { ofTarget } from './queue-target.ts';
import { reportListCommand, type ReportListOptions } from './report-list-command.ts';
import { reportRequestCommand, servedBooks, type ReportRequestOptions } from './report-request-command.ts';
import { reportKeyOf, reportShowCommand, type BooksOptions } from './report-show-command.ts';

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
    .action((path: string, options: ReportCheckOptions) => reportCheckCommand(context, path, options));
  addPipeline(context, report);
  addReading(context, report);
}

function addPipeline(context: ConsoleContext, report: Command): void {
  const ofBooks = (command: Command): Command =>
    ofTarget(command).option('--books <name>', 'set of books', booksName, servedBooks);
  ofBooks(report.command('request <kind> <period>'))
    .description('ask for a report, as the API does; exits with 1 if it was waited for and failed')
    .option('--wait', 'show each step, until it is ready', false)
    .action((kind: string, period: string, options: ReportRequestOptions) =>
      reportRequestCommand(context, reportKeyOf(kind, period), options),
    );
  ofBooks(report.command('list'))
    .description('the latest reports: how far each is, and the version that was made last')
    .option('--kind <kind>', `${reportKinds.join(', ')}; all unless given`, reportKind)
    .action((options: ReportListOptions) => reportListCommand(context, options));
}

function reportKind(text: string): ReportKind {
  if (isReportKind(text)) return text;
  throw new InvalidArgumentError(`Use one of ${reportKinds.join(', ')}.`);
}

const ofReport = (command: Command): Command =>
  command
    .option('--books <name>', 'set of books', booksName, 'bank')
    .option('--json', 'print as JSON', false);

function addReading(context: ConsoleContext, report: Command): void {
  ofReport(report.command('show <kind> <period>'))
    .description('versions of a report, and who did what with them')
    .action((kind: string, period: string, options: BooksOptions) =>
      reportShowCommand(context, reportKeyOf(kind, period), options),
    );
  ofReport(report.command('export <kind> <period>'))
    .description('write a version of a report as a file')
    .requiredOption('--format <format>', reportFormats.join(', '))
    .option('--version <number>', 'the latest that was made, unless given', versionNumber)
    .option('--out <file>', 'where to; a name of its own in this folder unless given')
    .action((kind: string, period: string, options: ReportExportOptions) =>
      reportExportCommand(context, reportKeyOf(kind, period), options),
    );
  report
    .command('file <kind> <period>')
    .description('refused: two people review and file a report, signed in')
    .action((kind: string, period: string) => {
      refuseToFile(reportKeyOf(kind, period));
    });
  ofTarget(report.command('files <kind> <period>'))
    .description(
      'what is kept of a report; exits with 1 if a file is gone, is not what the books have on record, or is missing an hour after the filing',
    )
    .option('--books <name>', 'set of books', booksName, 'bank')
    .option('--version <number>', 'all that were filed, unless given', versionNumber)
    .action((kind: string, period: string, options: ReportFilesOptions) =>
      reportFilesCommand(context, reportKeyOf(kind, period), options),
    );
}
