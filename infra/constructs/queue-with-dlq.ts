import type { aws_kms as kms, aws_sns as sns } from 'aws-cdk-lib';
import { aws_cloudwatch as cloudwatch, aws_sqs as sqs, Duration } from 'aws-cdk-lib';
import { queuePair, queueSuffixes, type QueueName } from '../../functions/manifest-queues.ts';
import { alarmAtOnce } from './alarm-topic.ts';
import type { BankStack } from './bank-stack.ts';

export interface QueueWithDlqProps {
  readonly key: kms.IKey;
  /** Hears of dead letters. */
  readonly alarms: sns.ITopic;
  /** At least six times the timeout of the function that reads it, as AWS advises. */
  readonly visibilitySeconds: number;
  readonly maxReceiveCount: number;
}

export interface QueuePair {
  readonly queue: sqs.Queue;
  readonly dlq: sqs.Queue;
}

/** A queue whose poison ends in a dead-letter queue of the same kind, kept for two weeks; an alarm tells as soon as some is there. */
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
  alarmOf(scope, id, { dlq, alarms: props.alarms });
  return { queue, dlq };
}

interface Alarmed {
  readonly dlq: sqs.Queue;
  readonly alarms: sns.ITopic;
}

function alarmOf(scope: BankStack, id: QueueName, { dlq, alarms }: Alarmed): void {
  const deadLetters = dlq.metricApproximateNumberOfMessagesVisible({
    period: Duration.minutes(1),
    statistic: cloudwatch.Stats.MAXIMUM,
  });
  alarmAtOnce(alarms, deadLetters, {
    id: `${id}-dead-letters`,
    name: queuePair(scope.config.name, id).deadLetters,
    description: `Messages of the queue ${id} used up their attempts: see Queues in the back office, or "queue peek ${id} --dead"`,
  });
}
