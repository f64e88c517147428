import type { Command } from 'commander';
import { booksName } from './arguments.ts';
import type { ConsoleContext } from './context.ts';
import { reportFormats } from '../domain/reports/files/report-file.ts';
import { reportExportCommand, type ReportExportOptions } from './report-export-command.ts';
import { reportCheckCommand, type ReportCheckOptions } from './report-check-command.ts';
import { reportKeyOf, reportShowCommand, type BooksOptions } from './report-show-command.ts';

/** `report …` */
export function addReport(context: ConsoleContext, program: Command): void {
  const report = program.command('report').description('reports for the regulator');
  report
    .command('check <csv>')
    .description('hold filed values (id_rssd and a column per item code) against the validity rules')
    .option('--json', 'print what fails as JSON', false)
    .action((path: string, options: ReportCheckOptions) => reportCheckCommand(context, path, options));
  addReading(context, report);
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
    .option('--version <number>', 'the latest that was made, unless given')
    .option('--out <file>', 'where to; a name of its own in this folder unless given')
    .action((kind: string, period: string, options: ReportExportOptions) =>
      reportExportCommand(context, reportKeyOf(kind, period), options),
    );
}
