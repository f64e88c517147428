import type { EventQueue, Outbox } from './ports.ts';

const batch = 100;

/**
 * Hands everything in the outbox to the queue. Marked only after it was sent: a crash in between sends it
 * twice, never not at all, so consumers must be able to see an event again.
 * @returns how many were sent
 */
export async function relayOutbox(outbox: Outbox, queue: EventQueue): Promise<number> {
  let sent = 0;
  for (;;) {
    const messages = await outbox.take(batch);
    if (messages.length === 0) return sent;
    await queue.send(messages);
    await outbox.markSent(messages.map(({ sequence }) => sequence));
    sent += messages.length;
  }
}
