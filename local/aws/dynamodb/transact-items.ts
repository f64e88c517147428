import * as z from 'zod';
import { AwsError } from '../service.ts';
import { item } from './invoke.ts';
import type { Invoke, Item } from './invoke.ts';
import { keyReader } from './keys.ts';

const place = { TableName: z.string(), ReturnValuesOnConditionCheckFailure: z.string().optional() };
// What else a part holds (expressions, names, values) goes to the inner database unread.
const byKey = z.looseObject({ ...place, Key: item });
const whole = z.looseObject({ ...place, Item: item });
const part = z.union([
  z.strictObject({ Put: whole }),
  z.strictObject({ Update: byKey }),
  z.strictObject({ Delete: byKey }),
  z.strictObject({ ConditionCheck: byKey }),
]);
export const writeRequest = z.object({
  TransactItems: z.array(part).min(1).max(100),
  ClientRequestToken: z.string().optional(),
});
export const getRequest = z.object({
  TransactItems: z
    .array(z.object({ Get: byKey }))
    .min(1)
    .max(100),
});
type Part = z.infer<typeof part>;

/** What a part does: the operation that writes it and the item it names, whole or by its key. */
interface Plan {
  readonly operation: 'PutItem' | 'UpdateItem' | 'DeleteItem';
  readonly input: z.infer<typeof byKey> | z.infer<typeof whole>;
  readonly names: Item;
  /** A check must leave no item behind. */
  readonly checksOnly: boolean;
}

/** A planned write with the item as it was before the transaction. */
export interface Write extends Plan {
  readonly Key: Item;
  readonly before: Item | undefined;
}

const answer = z.object({ Item: item.optional() });

/** Reads one item as it is now. */
export async function readItem(invoke: Invoke, TableName: string, Key: Item): Promise<Item | undefined> {
  return (await invoke('GetItem', { TableName, Key, ConsistentRead: true }, answer)).Item;
}

/** Reads what each part is about to change. Throws ValidationException where two parts name the same item. */
export async function prepare(invoke: Invoke, parts: readonly Part[]): Promise<Write[]> {
  const keyOf = keyReader(invoke);
  const writes: Write[] = [];
  for (const plan of parts.map(planOf)) {
    const Key = await keyOf(plan.input.TableName, plan.names);
    writes.push({ ...plan, Key, before: await readItem(invoke, plan.input.TableName, Key) });
  }
  if (new Set(writes.map(identity)).size < writes.length) {
    const message = 'Transaction request cannot include multiple operations on one item';
    throw new AwsError('ValidationException', message);
  }
  return writes;
}

function planOf(part: Part): Plan {
  if ('Put' in part)
    return { operation: 'PutItem', input: part.Put, names: part.Put.Item, checksOnly: false };
  if ('Update' in part) return { ...onKey(part.Update), operation: 'UpdateItem', checksOnly: false };
  if ('Delete' in part) return { ...onKey(part.Delete), operation: 'DeleteItem', checksOnly: false };
  // An update that sets nothing tests its condition and changes no attribute.
  return { ...onKey(part.ConditionCheck), operation: 'UpdateItem', checksOnly: true };
}

function onKey(input: z.infer<typeof byKey>): Pick<Plan, 'input' | 'names'> {
  return { input, names: input.Key };
}

function identity({ input, Key }: Write): string {
  const attributes = Object.entries(Key).sort(([one], [other]) => one.localeCompare(other));
  return JSON.stringify([input.TableName, attributes]);
}
