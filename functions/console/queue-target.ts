import { InvalidArgumentError, type Command } from 'commander';
import { queueNames, type QueueName } from '../domain/queue.ts';
import { QueueRefusedError } from '../services/ports/queues.ts';
import { ConsoleError, type ConsoleContext, type OpenQueues, type QueueTarget } from './context.ts';

/** The name of a queue as commands take it. */
export function queueName(text: string): QueueName {
  const name = queueNames.find((each) => each === text);
  if (name) return name;
  throw new InvalidArgumentError(`Use one of ${queueNames.join(', ')}.`);
}

/** What `ofTarget` reads. */
export interface TargetOptions extends Partial<QueueTarget> {
  readonly json: boolean;
}

/** The options of a command that says whose queues it means. */
export const ofTarget = (command: Command): Command =>
  command
    .option('--profile <name>', 'AWS profile of the account; the bank that runs here unless given')
    .option('--stage <stage>', 'stage in that account, such as prod; needed with --profile')
    .option('--json', 'print as JSON', false);

/** @throws ConsoleError when only half of it is named */
export function targetOf({ profile, stage }: Partial<QueueTarget>): QueueTarget | undefined {
  if ((profile === undefined) !== (stage === undefined)) {
    throw new ConsoleError('Give --profile and --stage together, or neither for the bank that runs here.');
  }
  return profile === undefined || stage === undefined ? undefined : { profile, stage };
}

/**
 * Lets a command use the queues of a stage.
 * @throws ConsoleError when there are none, or SQS refuses
 */
export async function withQueues<T>(
  context: ConsoleContext,
  named: Partial<QueueTarget>,
  use: (open: OpenQueues) => Promise<T>,
): Promise<T> {
  const open = await context.openQueues?.(targetOf(named));
  if (!open)
    throw new ConsoleError('No bank runs here. Start it (npm start), or give --profile and --stage.');
  try {
    return await use(open);
  } catch (error) {
    throw error instanceof QueueRefusedError ? new ConsoleError(error.message, { cause: error }) : error;
  } finally {
    open.close();
  }
}
