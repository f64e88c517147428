import type { Command } from 'commander';
import { importKinds, type ImportKind } from '../domain/import-job.ts';
import { businessDate, booksName } from './arguments.ts';
import type { AchReturnsOptions } from './ach-returns-command.ts';
import type { ConsoleContext } from './context.ts';
import type { DayRollOptions } from './day-command.ts';
import type { ImportOptions } from './import-command.ts';
import type { ImportFileOptions } from './import-file-command.ts';
import type { StatementsOptions } from './statements-command.ts';
import { ofBooks, type BooksOptions } from './target.ts';

/** `trial-balance`, `seal` and `verify`. */
export function addBooks(context: ConsoleContext, program: Command): void {
  ofBooks(program.command('trial-balance'))
    .description('trial balance, balance sheet and income statement of a quarter')
    .option('--quarter <quarter>', 'such as 1994Q1; the current one unless given')
    .action(async (options: StatementsOptions) => {
      const { statementsCommand } = await import('./statements-command.ts');
      await statementsCommand(context, options);
    });
  ofBooks(program.command('seal'))
    .description('seal what was posted and publish the blocks, as the sealer does every minute')
    .action(async (options: BooksOptions) => {
      const { sealCommand } = await import('./seal-command.ts');
      await sealCommand(context, options);
    });
  ofBooks(program.command('verify'))
    .description('reckon the books again; names the first row that disagrees and exits with 1')
    .action(async (options: BooksOptions) => {
      const { verifyCommand } = await import('./verify-command.ts');
      await verifyCommand(context, options);
    });
}

/** `day …` */
export function addDay(context: ConsoleContext, program: Command): void {
  const day = program.command('day').description('the bank’s business date');
  ofBooks(day.command('roll'))
    .description('end every business day up to and with a date, as the nightly schedule does')
    .requiredOption('--to <date>', 'the last business day to end', businessDate)
    .action(async (options: DayRollOptions) => {
      const { dayRollCommand } = await import('./day-command.ts');
      await dayRollCommand(context, options);
    });
}

/** `ach …` */
export function addAch(context: ConsoleContext, program: Command): void {
  const ach = program.command('ach').description('answers to ACH files');
  ofBooks(ach.command('returns <import>'))
    .description('write the ACH file that sends back what was refused of an import')
    .requiredOption('--out <file>', 'where to')
    .action(async (id: string, options: AchReturnsOptions) => {
      const { achReturnsCommand } = await import('./ach-returns-command.ts');
      await achReturnsCommand(context, id, options);
    });
}

/** `import …` */
export function addImports(context: ConsoleContext, program: Command): void {
  const imports = program.command('import').description('post what is in files');
  for (const kind of importKinds) addImport(context, imports, kind);
  // Into books that it makes, so of this machine alone.
  imports
    .command('berka <directory>')
    .description(
      'real transactions of a Czech bank (PKDD’99) into books of their own; amounts are taken as dollars',
    )
    .option('--books <name>', 'set of books to post into', booksName, 'berka')
    .option('--until <date>', 'last business date to import', businessDate, '1999-12-31')
    .option('--json', 'print the totals as JSON', false)
    .action(async (directory: string, options: ImportOptions) => {
      const { importCommand } = await import('./import-command.ts');
      await importCommand(context, directory, options);
    });
}

const fileOf = {
  csv: 'payments with the columns account, amount, description, reference and valueDate',
  nacha: 'an ACH file (Nacha) as the receiving bank gets it',
} as const satisfies Record<ImportKind, string>;

function addImport(context: ConsoleContext, imports: Command, kind: ImportKind): void {
  const command = ofBooks(imports.command(`${kind} <file>`))
    .description(fileOf[kind])
    .option('--report <file>', 'write what became of each line as CSV')
    .action(async (path: string, options: ImportFileOptions) => {
      const { importFileCommand } = await import('./import-file-command.ts');
      await importFileCommand(context, { kind, path }, options);
    });
  if (kind === 'nacha')
    command.option('--returns <file>', 'write the ACH file that sends back what was refused');
}
