import type { EventQueue, Outbox, OutboxMessage } from './ports.ts';

const batch = 100;

export interface OutboxQueues {
  /** What changes accounts; snapshots follow it. */
  readonly events: EventQueue;
  /** Filed reports whose files are to be kept. */
  readonly files: EventQueue;
}

const isFiling = ({ kind }: OutboxMessage): boolean => kind === 'report.filed';

/**
 * Hands everything in the outbox to the queue that is for it. Marked only after it was sent: a crash in between sends it
 * twice, never not at all, so consumers must be able to see an event again. A queue that refuses does not hold up the other.
 * @returns how many were sent
 * @throws AggregateError of the refusals, after the other queue was sent all that is for it
 */
export async function relayOutbox(outbox: Outbox, queues: OutboxQueues): Promise<number> {
  const refusals = new Map<EventQueue, unknown>();
  let sent = 0;
  for (;;) {
    const sendable = addressed(await outbox.take(batch), queues).filter(
      ({ queue, messages }) => messages.length > 0 && !refusals.has(queue),
    );
    if (sendable.length === 0) break;
    for (const { queue, messages } of sendable) {
      const accepted = await accepts(queue, messages, refusals);
      if (!accepted) continue;
      await outbox.markSent(messages.map(({ sequence }) => sequence));
      sent += messages.length;
    }
  }
  if (refusals.size > 0) throw new AggregateError(refusals.values(), 'A queue refused what is for it.');
  return sent;
}

interface Addressed {
  readonly queue: EventQueue;
  readonly messages: readonly OutboxMessage[];
}

const addressed = (messages: readonly OutboxMessage[], { events, files }: OutboxQueues): Addressed[] => [
  { queue: files, messages: messages.filter(isFiling) },
  { queue: events, messages: messages.filter((message) => !isFiling(message)) },
];

async function accepts(
  queue: EventQueue,
  messages: readonly OutboxMessage[],
  refusals: Map<EventQueue, unknown>,
): Promise<boolean> {
  try {
    await queue.send(messages);
    return true;
  } catch (error) {
    refusals.set(queue, error);
    return false;
  }
}
