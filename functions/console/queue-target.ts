import { InvalidArgumentError } from 'commander';
import { queueNames, type QueueName } from '../domain/queue.ts';
import { QueueRefusedError } from '../services/ports/queues.ts';
import { ConsoleError, type ConsoleContext, type OpenQueues, type StageTarget } from './context.ts';
import { targetOf } from './target.ts';

/** The name of a queue as commands take it. */
export function queueName(text: string): QueueName {
  const name = queueNames.find((each) => each === text);
  if (name) return name;
  throw new InvalidArgumentError(`Use one of ${queueNames.join(', ')}.`);
}

/**
 * Lets a command use the queues of a stage.
 * @throws ConsoleError when there are none, or SQS refuses
 */
export async function withQueues<T>(
  context: ConsoleContext,
  named: Partial<StageTarget>,
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
