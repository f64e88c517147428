import * as z from 'zod';
import { AwsError } from './service.ts';
import type { AwsCall, AwsReply } from './service.ts';

/** An operation of a JSON API: checks its input, then runs. */
export interface JsonAction {
  run(input: unknown, call: AwsCall): Promise<object>;
}
export type JsonActions = Readonly<Record<string, JsonAction>>;

/** Joins an input schema and the code behind an operation. An input that does not fit is a ValidationException. */
export function action<Input>(
  schema: z.ZodType<Input>,
  run: (input: Input, call: AwsCall) => object | Promise<object>,
): JsonAction {
  return {
    async run(input, call) {
      return run(checked(schema, input), call);
    },
  };
}

/** The input as the schema reads it. Throws ValidationException where it does not fit. */
export function checked<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new AwsError('ValidationException', z.prettifyError(parsed.error));
  return parsed.data;
}

/** Runs the called operation out of the table and answers in the AWS JSON protocol. */
export async function runJsonAction(actions: JsonActions, call: AwsCall): Promise<AwsReply> {
  if (!Object.hasOwn(actions, call.action)) throw unknownOperation(call);
  return jsonReply(await actions[call.action]?.run(parseJson(call.body), call));
}

/** A successful answer with a JSON body. */
export function jsonReply(body: unknown, contentType = 'application/x-amz-json-1.1'): AwsReply {
  return { status: 200, headers: { 'content-type': contentType }, body: JSON.stringify(body) };
}

/** Reads a JSON body; an empty one is an empty object. Throws SerializationException on anything else. */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new AwsError('SerializationException', 'The body is not valid JSON.', { cause });
  }
}

function unknownOperation(call: AwsCall): AwsError {
  return new AwsError('UnknownOperationException', `${call.service} has no ${call.action} here.`);
}
