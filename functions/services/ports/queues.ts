import type { QueueName } from '../../domain/queue.ts';

/** How much lies where of one queue; SQS counts approximately. */
export interface QueueCounts {
  /** Messages that somebody may receive now. */
  readonly waiting: number;
  /** Messages that may be received after their delay. */
  readonly delayed: number;
  /** Messages that were received and neither deleted nor given back. */
  readonly inFlight: number;
  /** Messages that used up their attempts. */
  readonly deadLetters: number;
}

export interface WaitingMessage {
  readonly id: string;
  /** Milliseconds since 1970 UTC. */
  readonly sentAt: number;
  /** How often it has been received, this look included. */
  readonly receives: number;
  /** Order is kept within it; null in a queue without order. */
  readonly group: string | null;
  readonly body: string;
}

/** One queue with its dead letters, or the dead letters alone. */
export interface QueueSide {
  readonly name: QueueName;
  readonly dead: boolean;
}

/** There is no such queue, it is out of reach, or SQS does not do it now; says so in a sentence. */
export class QueueRefusedError extends Error {}

export interface RedriveOptions {
  /** Is told the count so far. */
  readonly moved?: (count: number) => void;
  /** Waits no longer than this; the move goes on by itself. */
  readonly patienceMs?: number;
}

export interface Redriven {
  readonly count: number;
  readonly finished: boolean;
}

/** What an operator does with the queues of a stage. @throws QueueRefusedError, each */
export interface QueueOperations {
  counts(name: QueueName): Promise<QueueCounts>;
  /**
   * The oldest messages, ten at most. They are given back at once, but SQS counts the look as a
   * delivery: a message whose attempts are used up goes to the dead letters instead of being shown.
   */
  peek(side: QueueSide, limit: number): Promise<readonly WaitingMessage[]>;
  /**
   * Sends the dead letters back to their queue and waits until they are there. Where that is under way already, it
   * is followed.
   */
  redrive(name: QueueName, options: RedriveOptions): Promise<Redriven>;
  /** Deletes everything, what is in flight included: reading it to delete it would count as deliveries. */
  drain(side: QueueSide): Promise<void>;
}

/** What a schedule says when it is due. */
export interface Tick {
  readonly kind: string;
  /** RFC 3339, when the schedule fired. */
  readonly scheduledTime: string;
}

export interface TickQueue {
  /** @throws QueueRefusedError */
  send(tick: Tick): Promise<void>;
}
