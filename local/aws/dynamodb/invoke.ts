import * as z from 'zod';
import { localRegion } from '../arns.ts';
import { forward } from '../forward.ts';
import { parseJson } from '../json-actions.ts';
import { AwsError } from '../service.ts';
import type { AwsReply } from '../service.ts';

/** Attribute values as they travel: nothing here needs to look inside. */
export const item = z.record(z.string(), z.unknown());
export type Item = z.infer<typeof item>;

/** Calls an operation of the inner database. Throws its errors as `AwsError`. */
export type Invoke = <T>(operation: string, input: object, answer: z.ZodType<T>) => Promise<T>;

const failure = z.looseObject({
  __type: z.string(),
  message: z.string().optional(),
  Message: z.string().optional(),
});

export function invoker(url: URL): Invoke {
  return async (operation, input, answer) => {
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20000101T000000Z',
      authorization: `AWS4-HMAC-SHA256 Credential=local/20000101/${localRegion}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
    };
    const body = Buffer.from(JSON.stringify(input));
    const reply = await forward(url, { method: 'POST', path: '/', headers, body });
    const content = parseJson(Buffer.from(reply.body));
    if (reply.status !== 200) throw errorOf(reply, content);
    return answer.parse(content);
  };
}

function errorOf({ status }: AwsReply, content: unknown): AwsError {
  const { __type, message, Message } = failure.parse(content);
  return new AwsError(__type.replace(/^.*#/, ''), message ?? Message ?? __type, { status });
}

/** Whether the error is the refusal of a condition. */
export function isConditionFailure(error: unknown): boolean {
  return error instanceof AwsError && error.code === 'ConditionalCheckFailedException';
}
