import { GetQueueAttributesCommand, ListQueuesCommand } from '@aws-sdk/client-sqs';
import type { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { parseJson } from '../json-actions.ts';

const redrivePolicy = z.object({ deadLetterTargetArn: z.string() });

/** ARNs of the queues whose undeliverable messages go to the given dead letter queue. */
export async function sourcesOf(client: SQSClient, deadLetterArn: string): Promise<string[]> {
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({ MaxResults: 1000 }));
  const sources: string[] = [];
  for (const QueueUrl of QueueUrls) {
    const AttributeNames = ['QueueArn' as const, 'RedrivePolicy' as const];
    const { Attributes = {} } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames }),
    );
    const { QueueArn, RedrivePolicy } = Attributes;
    if (QueueArn !== undefined && RedrivePolicy !== undefined && targetOf(RedrivePolicy) === deadLetterArn) {
      sources.push(QueueArn);
    }
  }
  return sources;
}

function targetOf(policy: string): string {
  return redrivePolicy.parse(parseJson(Buffer.from(policy))).deadLetterTargetArn;
}
