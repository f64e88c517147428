import type { aws_kms as kms } from 'aws-cdk-lib';
import { aws_sqs as sqs, Duration } from 'aws-cdk-lib';
import { queuePair, queueSuffixes, type QueueName } from '../../functions/manifest-queues.ts';
import type { BankStack } from './bank-stack.ts';

export interface QueueWithDlqProps {
  readonly key: kms.IKey;
  /** At least six times the timeout of the function that reads it, as AWS advises. */
  readonly visibilitySeconds: number;
  readonly maxReceiveCount: number;
}

export interface QueuePair {
  readonly queue: sqs.Queue;
  readonly dlq: sqs.Queue;
}

/** A queue whose poison ends in a dead-letter queue of the same kind, kept for two weeks. */
export function queueWithDlq(scope: BankStack, id: QueueName, props: QueueWithDlqProps): QueuePair {
  const names = queuePair(scope.config.name, id);
  const kind = {
    encryptionMasterKey: props.key,
    enforceSSL: true,
    ...(queueSuffixes[id] === '.fifo' ? { fifo: true } : {}),
  };
  const dlq = new sqs.Queue(scope, `${id}-dlq`, {
    ...kind,
    queueName: names.deadLetters,
    retentionPeriod: Duration.days(14),
  });
  const queue = new sqs.Queue(scope, id, {
    ...kind,
    queueName: names.queue,
    visibilityTimeout: Duration.seconds(props.visibilitySeconds),
    retentionPeriod: Duration.days(4),
    deadLetterQueue: { queue: dlq, maxReceiveCount: props.maxReceiveCount },
  });
  return { queue, dlq };
}
