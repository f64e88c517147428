import { InvalidArgumentError, type Command } from 'commander';
import { queueNames, type QueueName } from '../domain/queue.ts';
import type { WaitingMessage } from '../services/ports/queues.ts';
import { ConsoleError, type ConsoleContext } from './context.ts';
import { queueName, withQueues } from './queue-target.ts';
import { ofTarget, type TargetOptions } from './target.ts';

interface SideOptions extends TargetOptions {
  readonly dead: boolean;
}

/** `queue …` */
export function addQueue(context: ConsoleContext, program: Command): void {
  const queue = program.command('queue').description('the queues between schedules, requests and workers');
  ofTarget(queue.command('status'))
    .description('what waits, is in flight, and used up its attempts, for each queue')
    .action((options: TargetOptions) => statusCommand(context, options));
  ofTarget(queue.command('peek'))
    .description('show the oldest messages and leave them there; a look counts as a delivery')
    .argument('<queue>', queueNames.join(', '), queueName)
    .option('--dead', 'its dead letters', false)
    .option('--limit <number>', 'how many, ten at most', peekLimit, 10)
    .action((name: QueueName, options: PeekOptions) => peekCommand(context, name, options));
  ofTarget(queue.command('redrive'))
    .description('send the dead letters back to their queue, once their cause is gone')
    .argument('<queue>', queueNames.join(', '), queueName)
    .action((name: QueueName, options: TargetOptions) => redriveCommand(context, name, options));
  ofTarget(queue.command('drain'))
    .description('delete what waits or is in flight, for good')
    .argument('<queue>', queueNames.join(', '), queueName)
    .option('--dead', 'its dead letters instead', false)
    .option('--yes', 'do it', false)
    .action((name: QueueName, options: DrainOptions) => drainCommand(context, name, options));
}

async function statusCommand(context: ConsoleContext, options: TargetOptions): Promise<void> {
  const rows = await withQueues(context, options, ({ queues }) =>
    Promise.all(queueNames.map(async (queue) => ({ queue, ...(await queues.counts(queue)) }))),
  );
  if (options.json) {
    context.out(JSON.stringify(rows));
    return;
  }
  const cells = rows.map((row) =>
    [row.queue, row.waiting, row.delayed, row.inFlight, row.deadLetters].map(String),
  );
  context.out([['queue', 'waiting', 'delayed', 'in flight', 'dead letters'], ...cells].map(asRow).join('\n'));
}

const asRow = ([name = '', ...counts]: readonly string[]): string =>
  name.padEnd(8) + counts.map((count) => count.padStart(14)).join('');

interface PeekOptions extends SideOptions {
  readonly limit: number;
}

function peekLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 10) return limit;
  throw new InvalidArgumentError('Write a number from 1 to 10.');
}

async function peekCommand(context: ConsoleContext, name: QueueName, options: PeekOptions): Promise<void> {
  const { dead, limit, json } = options;
  const messages = await withQueues(context, options, ({ queues }) => queues.peek({ name, dead }, limit));
  if (json) context.out(JSON.stringify(messages));
  else context.out(messages.length === 0 ? 'Nothing waits there.' : messages.map(messageText).join('\n'));
}

const messageText = ({ id, sentAt, receives, group, body }: WaitingMessage): string =>
  `${new Date(sentAt).toISOString()}  ${id}  received ${receives}×  ${group ?? '-'}  ${quoted(body)}`;

/** On one line, and without what a terminal would obey: JSON leaves the controls above ASCII as they are. */
function quoted(text: string): string {
  const escaped = (control: string): string => `\\u00${control.charCodeAt(0).toString(16)}`;
  return JSON.stringify(text).replace(/[\u007f-\u009f]/g, escaped);
}

async function redriveCommand(
  context: ConsoleContext,
  name: QueueName,
  options: TargetOptions,
): Promise<void> {
  const moved = await withQueues(context, options, async ({ queues }) => {
    const { deadLetters } = await queues.counts(name);
    const bar = context.progress('dead letters', deadLetters);
    let shown = 0;
    const advance = (count: number): void => {
      bar.advance(count - shown, '');
      shown = count;
    };
    const { count } = await queues.redrive(name, { moved: advance }).finally(() => {
      bar.finish();
    });
    return count;
  });
  context.out(options.json ? JSON.stringify({ queue: name, moved }) : `${moved} dead letters went back.`);
}

interface DrainOptions extends SideOptions {
  readonly yes: boolean;
}

/** @throws ConsoleError without `--yes`: nothing brings the messages back */
async function drainCommand(context: ConsoleContext, name: QueueName, options: DrainOptions): Promise<void> {
  const { dead, yes, json } = options;
  const deleted = await withQueues(context, options, async ({ queues }) => {
    const { waiting, delayed, inFlight, deadLetters } = await queues.counts(name);
    const count = dead ? deadLetters : waiting + delayed + inFlight;
    if (!yes) throw new ConsoleError(`This deletes ${count} messages for good. Say --yes to do it.`);
    await queues.drain({ name, dead });
    return count;
  });
  context.out(json ? JSON.stringify({ queue: name, dead, deleted }) : `${deleted} messages deleted.`);
}
