import { setTimeout as pause } from 'node:timers/promises';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from './document-client.ts';

/** Both are DynamoDB's: keys in one call, and how often it may leave some for later before that is a failure. */
const mostKeys = 100;
const mostCalls = 8;

/** Items by their ids, in no order, as they are kept for good; those that are not there are left out. */
export async function batchGet(table: Table, ids: readonly string[]): Promise<readonly unknown[]> {
  const items: unknown[] = [];
  const keys = [...new Set(ids)].map((id) => ({ id }));
  for (let from = 0; from < keys.length; from += mostKeys)
    items.push(...(await wholeChunk(table, keys.slice(from, from + mostKeys))));
  return items;
}

type Keys = readonly Readonly<Record<string, unknown>>[];

/** What a busy table leaves out is asked for again, a little later each time. @throws Error when it never comes */
async function wholeChunk(table: Table, keys: Keys): Promise<readonly unknown[]> {
  const items: unknown[] = [];
  let left = keys;
  for (let call = 0; call < mostCalls; call += 1) {
    const request = { [table.name]: { Keys: [...left], ConsistentRead: true } };
    const answer = await table.client.send(new BatchGetCommand({ RequestItems: request }));
    items.push(...(answer.Responses?.[table.name] ?? []));
    left = answer.UnprocessedKeys?.[table.name]?.Keys ?? [];
    if (left.length === 0) return items;
    await pause(10 * 2 ** call);
  }
  throw new Error(`DynamoDB left ${left.length} items of ${table.name} unread.`);
}
