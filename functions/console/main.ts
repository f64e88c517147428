import { Command, CommanderError } from 'commander';
import { BankError } from '../domain/errors.ts';
import { addAch, addBooks, addDay, addImports } from './books-commands.ts';
import { addClose } from './close-commands.ts';
import { ConsoleError, UsageError, type ConsoleContext } from './context.ts';
import { addQueue } from './queue-commands.ts';
import { addReport } from './report-commands.ts';
import { addSchedule } from './schedule-commands.ts';
import { addUser } from './user-commands.ts';

/** The console's commands. What a command needs is loaded when it runs, so that the others need not wait for it. */
export function consoleProgram(context: ConsoleContext): Command {
  const program = new Command('console').description('Operations console of the bank').exitOverride();
  const parts = [
    addImports,
    addBooks,
    addDay,
    addClose,
    addAch,
    addReport,
    addQueue,
    addSchedule,
    addUser,
  ] as const;
  for (const add of parts) add(context, program);
  return program;
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
    const told = context.explain?.(error);
    if (told === undefined) throw error;
    return refuse(told);
  }
}

function refuse(message: string, code = 1): number {
  process.stderr.write(`${message}\n`);
  return code;
}
