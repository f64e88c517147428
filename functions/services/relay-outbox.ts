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
 * twice, never not at all, so consumers must be able to see an event again.
 * @returns how many were sent
 */
export async function relayOutbox(outbox: Outbox, queues: OutboxQueues): Promise<number> {
  let sent = 0;
  for (;;) {
    const messages = await outbox.take(batch);
    if (messages.length === 0) return sent;
    await queues.files.send(messages.filter(isFiling));
    await queues.events.send(messages.filter((message) => !isFiling(message)));
    await outbox.markSent(messages.map(({ sequence }) => sequence));
    sent += messages.length;
  }
}
