import { action } from '../json-actions.ts';
import type { JsonActions } from '../json-actions.ts';
import { AwsError } from '../service.ts';
import { isConditionFailure, item } from './invoke.ts';
import type { Invoke, Item } from './invoke.ts';
import { onceByToken } from './request-tokens.ts';
import { getRequest, prepare, writeRequest } from './transact-items.ts';
import type { Write } from './transact-items.ts';

interface Reason {
  readonly Code: 'None' | 'ConditionalCheckFailed';
  readonly Message?: string;
  readonly Item?: Item;
}

/**
 * Adds transactions to a database that has none: every part is tried, and all are undone where one was refused. The
 * caller sees to it that nothing else runs meanwhile.
 */
export function transactions(invoke: Invoke, now: () => Date): JsonActions {
  const once = onceByToken(now);
  return {
    TransactGetItems: action(getRequest, async ({ TransactItems }) => {
      const reads = TransactItems.map(({ Get }) => invoke('GetItem', { ...Get, ConsistentRead: true }, item));
      return { Responses: await Promise.all(reads) };
    }),
    TransactWriteItems: action(writeRequest, async (request) => {
      await once(request, async () => {
        await writeAll(invoke, await prepare(invoke, request.TransactItems));
      });
      return {};
    }),
  };
}

async function writeAll(invoke: Invoke, writes: readonly Write[]): Promise<void> {
  const reasons: Reason[] = [];
  try {
    for (const write of writes) reasons.push(await attempt(invoke, write));
    if (reasons.some(({ Code }) => Code !== 'None')) throw cancelled(reasons);
  } catch (error) {
    const done = writes.filter((_, index) => reasons[index]?.Code === 'None');
    for (const write of done) await undo(invoke, write);
    throw error;
  }
}

async function attempt(
  invoke: Invoke,
  { operation, input, Key, before, checksOnly }: Write,
): Promise<Reason> {
  try {
    await invoke(operation, input, item);
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const returnsOld = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && before !== undefined;
    const refused = { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' } as const;
    return returnsOld ? { ...refused, Item: before } : refused;
  }
  if (checksOnly && before === undefined)
    await invoke('DeleteItem', { TableName: input.TableName, Key }, item);
  return { Code: 'None' };
}

async function undo(invoke: Invoke, { input: { TableName }, Key, before }: Write): Promise<void> {
  if (before === undefined) await invoke('DeleteItem', { TableName, Key }, item);
  else await invoke('PutItem', { TableName, Item: before }, item);
}

function cancelled(reasons: readonly Reason[]): AwsError {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return new AwsError('TransactionCanceledException', message, {
    members: { Message: message, CancellationReasons: reasons },
  });
}
