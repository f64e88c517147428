import * as z from 'zod';
import { forward } from '../forward.ts';
import { checked, jsonReply, parseJson } from '../json-actions.ts';
import type { AwsCall, AwsReply } from '../service.ts';
import { item } from './invoke.ts';
import type { Invoke } from './invoke.ts';
import { keyReader } from './keys.ts';
import { readItem } from './transact-items.ts';

const request = z.object({
  TableName: z.string().optional(),
  Key: item.optional(),
  Item: item.optional(),
  ReturnValuesOnConditionCheckFailure: z.enum(['ALL_OLD', 'NONE']).optional(),
});

/** Whether a single write asks to be shown the item its condition refused. */
export function wantsRefusedItem(call: AwsCall): boolean {
  if (!/^(Put|Update|Delete)Item$/.test(call.action)) return false;
  return checked(request, parseJson(call.body)).ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
}

/** Hands the write on and adds the present item to a refused condition. Nothing else may run meanwhile. */
export async function writeShowingRefused(invoke: Invoke, inner: URL, call: AwsCall): Promise<AwsReply> {
  const reply = await forward(inner, call);
  if (reply.status === 200 || !String(reply.body).includes('ConditionalCheckFailedException')) return reply;
  const { TableName = '', Key, Item = {} } = checked(request, parseJson(call.body));
  const key = Key ?? (await keyReader(invoke)(TableName, Item));
  const present = await readItem(invoke, TableName, key);
  const failure = checked(item, parseJson(Buffer.from(reply.body)));
  const body = present === undefined ? failure : { ...failure, Item: present };
  return { ...jsonReply(body, 'application/x-amz-json-1.0'), status: reply.status };
}
