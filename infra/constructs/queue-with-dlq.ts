import type { aws_kms as kms } from 'aws-cdk-lib';
import { aws_cloudwatch as cloudwatch, aws_sqs as sqs, Duration } from 'aws-cdk-lib';
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
  alarmOf(scope, id, dlq);
  return { queue, dlq };
}

function alarmOf(scope: BankStack, id: QueueName, dlq: sqs.Queue): void {
  const deadLetters = dlq.metricApproximateNumberOfMessagesVisible({
    period: Duration.minutes(1),
    statistic: cloudwatch.Stats.MAXIMUM,
  });
  deadLetters.createAlarm(scope, `${id}-dead-letters`, {
    alarmName: queuePair(scope.config.name, id).deadLetters,
    alarmDescription: `Messages of the queue ${id} used up their attempts: see Queues in the back office, or "queue peek ${id} --dead"`,
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
}
