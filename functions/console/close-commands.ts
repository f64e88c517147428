import { InvalidArgumentError, type Command } from 'commander';
import { periodActions, type PeriodAction } from '../domain/accounting-period.ts';
import type { CloseDecideOptions, CloseRequestOptions } from './close-command.ts';
import type { ConsoleContext } from './context.ts';
import { ofBooks, type BooksOptions } from './target.ts';

/** `close …`: the console is one person of the two, and somebody who has signed in is the other. */
export function addClose(context: ConsoleContext, program: Command): void {
  const close = program
    .command('close')
    .description('close and reopen months and years, together with somebody who has signed in');
  ofBooks(close.command('request'))
    .description('ask for it; somebody who has signed in decides, on the page Periods or by the API')
    .argument('<action>', periodActions.join(', '), periodAction)
    .argument('<period>', 'a month such as 2026-09, or a year such as 2026')
    .option('--reason <text>', 'why; needed to reopen', '')
    .action(async (action: PeriodAction, period: string, options: CloseRequestOptions) => {
      const { closeRequestCommand } = await import('./close-command.ts');
      await closeRequestCommand(context, { action, period }, options);
    });
  ofBooks(close.command('decide <change>'))
    .description('approve what somebody who has signed in asked for, or reject it')
    .option('--reject', 'reject it', false)
    .option('--note <text>', 'what to say about it', '')
    .action(async (change: string, options: CloseDecideOptions) => {
      const { closeDecideCommand } = await import('./close-command.ts');
      await closeDecideCommand(context, change, options);
    });
  ofBooks(close.command('list'))
    .description('what awaits a decision')
    .action(async (options: BooksOptions) => {
      const { closeListCommand } = await import('./close-command.ts');
      await closeListCommand(context, options);
    });
}

function periodAction(text: string): PeriodAction {
  const action = periodActions.find((each) => each === text);
  if (action) return action;
  throw new InvalidArgumentError(`Use one of ${periodActions.join(', ')}.`);
}
