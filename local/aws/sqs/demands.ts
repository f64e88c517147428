import * as z from 'zod';
import { arn } from '../arns.ts';
import { checked, parseJson } from '../json-actions.ts';
import type { AwsCall, Demand } from '../service.ts';

const request = z.object({
  QueueUrl: z.string().optional(),
  QueueName: z.string().optional(),
  SourceArn: z.string().optional(),
});

/** The permission of an SQS call on its queue; a batch needs the permission of its single form. */
export function sqsDemands(call: AwsCall): Demand[] {
  const { QueueUrl, QueueName, SourceArn } = checked(request, parseJson(call.body));
  const name = QueueUrl === undefined ? QueueName : queueName(QueueUrl);
  const resource = SourceArn ?? (name === undefined ? '*' : queueArn(name));
  return [{ action: `sqs:${call.action.replace(/Batch$/, '')}`, resources: [resource] }];
}

export function queueArn(name: string): string {
  return arn('sqs', name);
}

/** The name at the end of a queue URL or ARN. */
export function queueName(urlOrArn: string): string {
  return urlOrArn.split(/[/:]/).at(-1) ?? '';
}
