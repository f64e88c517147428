import * as z from 'zod';
import { localAccount } from '../arns.ts';
import { parseJson } from '../json-actions.ts';
import type { AwsReply } from '../service.ts';
import { queueName } from './demands.ts';

/** URL of a queue as callers of the front at `endpoint` know it. */
export function queueUrl(endpoint: string, name: string): string {
  return `${endpoint}/${localAccount}/${name}`;
}

const naming = z.looseObject({
  QueueUrl: z.string().optional(),
  QueueUrls: z.array(z.string()).optional(),
});

/** Replaces the queue URLs of the inner server in an answer by those of the endpoint the caller used. */
export function withFrontUrls(reply: AwsReply, endpoint: string): AwsReply {
  if (reply.status !== 200) return reply;
  const answer = naming.parse(parseJson(Buffer.from(reply.body)));
  const own = (url: string): string => queueUrl(endpoint, queueName(url));
  if (answer.QueueUrl !== undefined) answer.QueueUrl = own(answer.QueueUrl);
  if (answer.QueueUrls !== undefined) answer.QueueUrls = answer.QueueUrls.map(own);
  return { ...reply, body: JSON.stringify(answer) };
}
