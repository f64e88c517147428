import type { DeadLetterView } from '../../contract/queues.ts';
import {
  readDeadLetters,
  readQueues,
  redriveQueue,
  type DeadLetter,
  type DeadLetterPorts,
} from '../../services/dead-letters.ts';
import type { EventLog } from '../../services/ports.ts';
import { principalOf, type Operations } from '../operation.ts';

export interface QueueOperationPorts extends DeadLetterPorts {
  readonly log: EventLog;
}

function letterView({ id, about, sentAt, attempts, problem }: DeadLetter): DeadLetterView {
  return {
    id,
    about: about ? { kind: about.kind, name: about.name } : null,
    sentAt: new Date(sentAt).toISOString(),
    attempts,
    problem: problem && { code: problem.code, detail: problem.detail },
  };
}

/** What waits between schedules, requests and workers, and what used up its attempts. */
export function queueOperations(
  ports: QueueOperationPorts,
): Operations<'listQueues' | 'getQueue' | 'redriveQueue'> {
  return {
    async listQueues() {
      return { body: { items: [...(await readQueues(ports))] } };
    },
    async getQueue({ params }) {
      const { queue, letters } = await readDeadLetters(ports, params.queue);
      return { body: { queue, letters: letters.map(letterView) } };
    },
    async redriveQueue({ params: { queue }, state }) {
      const { traceId, operationId: operation } = state;
      const { subject } = principalOf(state);
      // First the log: letters that went back without a line in it must not have.
      await ports.log.append({
        ...{ kind: 'queue', traceId, operation, status: 200, code: 'asked', subject },
        about: { queue },
      });
      const { count, finished } = await redriveQueue(ports, queue);
      return { body: { moved: count, finished } };
    },
  };
}
