import type { Command } from 'commander';
import { booksName } from './arguments.ts';
import type { ConsoleContext } from './context.ts';
import type { MigrateOptions } from './migrate-command.ts';
import { ofTunnel } from './target.ts';

/** `migrate`. Nothing is meant unless it is said: neither the bank of this machine nor a stage. */
export function addMigrate(context: ConsoleContext, program: Command): void {
  ofTunnel(program.command('migrate'))
    .description('bring the books of a stage to the sql files of this checkout, as the master user')
    .option('--profile <name>', 'AWS profile of the account')
    .option('--stage <stage>', 'stage in that account, such as prod')
    .option('--books <name>', 'in the place of a stage, a set of books of this machine', booksName)
    .option('--json', 'print as JSON', false)
    .option('--plan', 'tell what would run, and change nothing', false)
    .action(async (options: MigrateOptions) => {
      const { migrateCommand } = await import('./migrate-command.ts');
      await migrateCommand(context, options);
    });
}
