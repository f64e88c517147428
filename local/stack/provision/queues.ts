import { CreateQueueCommand, type QueueAttributeName, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { arn } from '../../aws/arns.ts';
import type { Provisioner } from './provisioner.ts';

const queueSchema = z.object({
  QueueName: z.string().optional(),
  FifoQueue: z.boolean().optional(),
  ContentBasedDeduplication: z.boolean().optional(),
  DelaySeconds: z.number().optional(),
  MaximumMessageSize: z.number().optional(),
  MessageRetentionPeriod: z.number().optional(),
  ReceiveMessageWaitTimeSeconds: z.number().optional(),
  VisibilityTimeout: z.number().optional(),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() }).optional(),
});

type Attributes = Partial<Record<QueueAttributeName, string>>;

/** The API takes every setting as text, objects as JSON. */
function attributesOf(settings: Readonly<Record<string, object | string | number | boolean>>): Attributes {
  const written = Object.entries(settings).map(([name, value]) => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
  return Object.fromEntries(written) as Attributes;
}

/** `AWS::SQS::Queue`, standard or FIFO, with its redrive to a dead-letter queue. */
export const provisionQueue: Provisioner = async (resource, { sqs }) => {
  const { QueueName, FifoQueue, ...settings } = resource.read(queueSchema);
  const name = QueueName ?? `${resource.defaultName}${FifoQueue ? '.fifo' : ''}`;
  // Created with only what can never change, so that a queue from an earlier start takes on changed settings.
  const create = { QueueName: name, ...(FifoQueue ? { Attributes: { FifoQueue: 'true' } } : {}) };
  const { QueueUrl: url = '' } = await sqs.send(new CreateQueueCommand(create));
  const attributes = attributesOf(settings);
  if (Object.keys(attributes).length > 0) {
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: attributes }));
  }
  return { id: url, attributes: { Arn: arn('sqs', name), QueueName: name, QueueUrl: url } };
};
