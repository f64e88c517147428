import { Command, CommanderError } from 'commander';
import { BankError } from '../domain/errors.ts';
import { ConsoleError, UsageError, type ConsoleContext } from './context.ts';
import { importKinds, type ImportKind } from '../domain/import-job.ts';
import { periodActions, type PeriodAction } from '../domain/accounting-period.ts';
import { booksName, businessDate } from './arguments.ts';
import { achReturnsCommand, type AchReturnsOptions } from './ach-returns-command.ts';
import {
  closeDecideCommand,
  closeListCommand,
  closeRequestCommand,
  type CloseDecideOptions,
  type CloseRequestOptions,
} from './close-command.ts';
import { dayRollCommand, type DayRollOptions } from './day-command.ts';
import { importFileCommand, type ImportFileOptions } from './import-file-command.ts';
import { importCommand, type ImportOptions } from './import-command.ts';
import { addQueue } from './queue-commands.ts';
import { addReport } from './report-commands.ts';
import { addSchedule } from './schedule-commands.ts';
import { sealCommand, type SealOptions } from './seal-command.ts';
import { statementsCommand, type StatementsOptions } from './statements-command.ts';
import { addUser } from './user-commands.ts';
import { verifyCommand, type VerifyOptions } from './verify-command.ts';

/** The console's commands. */
export function consoleProgram(context: ConsoleContext): Command {
  const program = new Command('console').description('Operations console of the bank').exitOverride();
  const imports = program.command('import').description('post what is in files');
  for (const kind of importKinds) addImport(context, imports, kind);
  imports
    .command('berka <directory>')
    .description(
      'real transactions of a Czech bank (PKDD’99) into books of their own; amounts are taken as dollars',
    )
    .option('--books <name>', 'set of books to post into', booksName, 'berka')
    .option('--until <date>', 'last business date to import', businessDate, '1999-12-31')
    .option('--json', 'print the totals as JSON', false)
    .action((directory: string, options: ImportOptions) => importCommand(context, directory, options));
  program
    .command('trial-balance')
    .description('trial balance, balance sheet and income statement of a quarter')
    .option('--books <name>', 'set of books', booksName, 'bank')
    .option('--quarter <quarter>', 'such as 1994Q1; the current one unless given')
    .option('--json', 'print as JSON', false)
    .action((options: StatementsOptions) => statementsCommand(context, options));
  program
    .command('seal')
    .description('seal what was posted and publish the blocks, as the sealer does every minute')
    .option('--books <name>', 'set of books', booksName, 'bank')
    .action((options: SealOptions) => sealCommand(context, options));
  program
    .command('verify')
    .description('reckon the books again; names the first row that disagrees and exits with 1')
    .option('--books <name>', 'set of books', booksName, 'bank')
    .option('--json', 'print the result as JSON', false)
    .action((options: VerifyOptions) => verifyCommand(context, options));
  addDay(context, program);
  addClose(context, program);
  addAch(context, program);
  addReport(context, program);
  addQueue(context, program);
  addSchedule(context, program);
  addUser(context, program);
  return program;
}

function addDay(context: ConsoleContext, program: Command): void {
  program
    .command('day')
    .description('the bank’s business date')
    .command('roll')
    .description('end every business day up to and with a date, as the nightly schedule does')
    .requiredOption('--to <date>', 'the last business day to end', businessDate)
    .option('--books <name>', 'set of books', booksName, 'bank')
    .option('--json', 'print what each day did as JSON', false)
    .action((options: DayRollOptions) => dayRollCommand(context, options));
}

function addClose(context: ConsoleContext, program: Command): void {
  const close = program.command('close').description('close and reopen months and years, by two people');
  const common = (command: Command): Command =>
    command
      .option('--books <name>', 'set of books', booksName, 'bank')
      .option('--json', 'print as JSON', false);
  common(close.command('request <action> <period>'))
    .description(`ask for ${periodActions.join(', ')} of a month (2026-09) or a year (2026)`)
    .requiredOption('--by <user>', 'who asks')
    .option('--reason <text>', 'why; needed to reopen', '')
    .action((action: string, period: string, options: CloseRequestOptions) =>
      closeRequestCommand(context, { action: periodAction(action), period }, options),
    );
  common(close.command('decide <change>'))
    .description('approve what somebody else asked for, or reject it')
    .requiredOption('--by <user>', 'who decides; not the one who asked')
    .option('--reject', 'reject it', false)
    .option('--note <text>', 'what to say about it', '')
    .action((change: string, options: CloseDecideOptions) => closeDecideCommand(context, change, options));
  common(close.command('list'))
    .description('what awaits a decision')
    .action((options: { books: string; json: boolean }) => closeListCommand(context, { ...options, by: '' }));
}

function addAch(context: ConsoleContext, program: Command): void {
  program
    .command('ach')
    .description('answers to ACH files')
    .command('returns <import>')
    .description('write the ACH file that sends back what was refused of an import')
    .requiredOption('--out <file>', 'where to')
    .option('--books <name>', 'set of books', booksName, 'bank')
    .option('--json', 'print the counts as JSON', false)
    .action((id: string, options: AchReturnsOptions) => achReturnsCommand(context, id, options));
}

function periodAction(text: string): PeriodAction {
  const action = periodActions.find((each) => each === text);
  if (action) return action;
  throw new ConsoleError(`There is no action "${text}". Use one of ${periodActions.join(', ')}.`);
}

const fileOf = {
  csv: 'payments with the columns account, amount, description, reference and valueDate',
  nacha: 'an ACH file (Nacha) as the receiving bank gets it',
} as const satisfies Record<ImportKind, string>;

function addImport(context: ConsoleContext, imports: Command, kind: ImportKind): void {
  const command = imports
    .command(`${kind} <file>`)
    .description(fileOf[kind])
    .option('--books <name>', 'set of books to post into', booksName, 'bank')
    .option('--report <file>', 'write what became of each line as CSV')
    .option('--json', 'print the totals as JSON', false)
    .action((path: string, options: ImportFileOptions) =>
      importFileCommand(context, { kind, path }, options),
    );
  if (kind === 'nacha')
    command.option('--returns <file>', 'write the ACH file that sends back what was refused');
}

/**
 * Runs one command line.
 * @returns the exit code: 0 done, 1 refused or failed, 2 called wrongly
 */
export async function runConsole(context: ConsoleContext, args: readonly string[]): Promise<number> {
  try {
    await consoleProgram(context).parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof ConsoleError) return refuse(error.message, error instanceof UsageError ? 2 : 1);
    if (error instanceof BankError) return refuse(`${error.message} (${error.code})`);
    throw error;
  }
}

function refuse(message: string, code = 1): number {
  process.stderr.write(`${message}\n`);
  return code;
}
