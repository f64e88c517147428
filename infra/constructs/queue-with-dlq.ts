import type { aws_kms as kms } from 'aws-cdk-lib';
import { aws_sqs as sqs, Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

export interface QueueWithDlqProps {
  readonly key: kms.IKey;
  readonly fifo?: boolean;
  /** At least six times the timeout of the function that reads it, as AWS advises. */
  readonly visibilitySeconds: number;
  readonly maxReceiveCount: number;
}

/** A queue whose poison ends in a dead-letter queue of the same kind, kept for two weeks. */
export function queueWithDlq(
  scope: Construct,
  id: string,
  props: QueueWithDlqProps,
): { queue: sqs.Queue; dlq: sqs.Queue } {
  const kind = {
    encryptionMasterKey: props.key,
    enforceSSL: true,
    ...(props.fifo ? { fifo: true } : {}),
  };
  const dlq = new sqs.Queue(scope, `${id}-dlq`, { ...kind, retentionPeriod: Duration.days(14) });
  const queue = new sqs.Queue(scope, id, {
    ...kind,
    visibilityTimeout: Duration.seconds(props.visibilitySeconds),
    retentionPeriod: Duration.days(4),
    deadLetterQueue: { queue: dlq, maxReceiveCount: props.maxReceiveCount },
  });
  return { queue, dlq };
}
