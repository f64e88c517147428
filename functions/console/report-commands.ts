import type { Command } from 'commander';
import { booksName } from './arguments.ts';
import type { ConsoleContext } from './context.ts';
import { reportFormats } from '../domain/reports/files/report-file.ts';
import { reportExportCommand, type ReportExportOptions } from './report-export-command.ts';
import { reportCheckCommand, type ReportCheckOptions } from './report-check-command.ts';
import {
  reportAmendCommand,
  reportFileCommand,
  reportKeyOf,
  reportReturnCommand,
  reportReviewCommand,
  reportShowCommand,
  type ReportAmendOptions,
  type ReportFileOptions,
  type ReportReturnOptions,
  type ReportReviewOptions,
} from './report-steps-command.ts';

/** `report …` */
export function addReport(context: ConsoleContext, program: Command): void {
  const report = program.command('report').description('reports for the regulator');
  report
    .command('check <csv>')
    .description('hold filed values (id_rssd and a column per item code) against the validity rules')
    .option('--json', 'print what fails as JSON', false)
    .action((path: string, options: ReportCheckOptions) => reportCheckCommand(context, path, options));
  addSteps(context, report);
}

const ofReport = (command: Command): Command =>
  command
    .option('--books <name>', 'set of books', booksName, 'bank')
    .option('--json', 'print as JSON', false);

function addSteps(context: ConsoleContext, report: Command): void {
  ofReport(report.command('show <kind> <period>'))
    .description('versions of a report, and who did what with them')
    .action((kind: string, period: string, options: { books: string; json: boolean }) =>
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
  const step = (name: string, what: string, who: string): Command =>
    ofReport(report.command(`${name} <kind> <period>`))
      .description(what)
      .requiredOption('--by <user>', who);
  step('review', 'review the draft: it never changes again', 'who reviews')
    .option('--note <text>', 'what to say about it', '')
    .option('--explain <rule=text...>', 'for each rule that asks for an explanation', [])
    .option('--sha256 <hash>', 'of what was looked at; of the latest version unless given')
    .action((kind: string, period: string, options: ReportReviewOptions) =>
      reportReviewCommand(context, reportKeyOf(kind, period), options),
    );
  step('file', 'file what another person has reviewed', 'who files; not the one who reviewed')
    .option('--note <text>', 'what to say about it', '')
    .option('--sha256 <hash>', 'of what was looked at; of the latest version unless given')
    .action((kind: string, period: string, options: ReportFileOptions) =>
      reportFileCommand(context, reportKeyOf(kind, period), options),
    );
  step('return', 'send a reviewed report back: it is a draft again', 'who sends it back')
    .requiredOption('--note <text>', 'what has to be different')
    .action((kind: string, period: string, options: ReportReturnOptions) =>
      reportReturnCommand(context, reportKeyOf(kind, period), options),
    );
  step('amend', 'begin a version that corrects the filed one', 'who begins it')
    .requiredOption('--reason <text>', 'why')
    .action((kind: string, period: string, options: ReportAmendOptions) =>
      reportAmendCommand(context, reportKeyOf(kind, period), options),
    );
}
