import * as z from 'zod';
import { action } from '../json-actions.ts';
import type { JsonActions } from '../json-actions.ts';
import { AwsError } from '../service.ts';
import { openState } from '../state-file.ts';
import type { State } from '../state-file.ts';
import { isConditionFailure, item } from './invoke.ts';
import type { Invoke } from './invoke.ts';
import { keyReader } from './keys.ts';

export interface TimeToLive {
  readonly actions: JsonActions;
  /** Deletes every item whose time has come. */
  sweep(): Promise<void>;
}

export interface TimeToLiveOptions {
  readonly invoke: Invoke;
  readonly stateFile: string | undefined;
  readonly now: () => Date;
}

/** Which attribute of a table holds the time of expiry, in epoch seconds. */
type Attributes = Record<string, string>;

const scanned = z.object({ Items: z.array(item), LastEvaluatedKey: item.optional() });
const fiveYears = 5 * 366 * 24 * 60 * 60;

/** Adds time to live to a database that has none. */
export function timeToLive({ invoke, stateFile, now }: TimeToLiveOptions): TimeToLive {
  const state = openState<Attributes>(stateFile, z.record(z.string(), z.string()), () => ({}));
  const keyOf = keyReader(invoke);

  async function sweepTable(TableName: string, attribute: string): Promise<void> {
    const seconds = Math.floor(now().getTime() / 1000);
    const condition = '#expires BETWEEN :oldest AND :now';
    const expired = {
      TableName,
      ExpressionAttributeNames: { '#expires': attribute },
      // DynamoDB leaves alone what expired more than five years ago: such numbers are rarely epoch seconds.
      ExpressionAttributeValues: {
        ':now': { N: String(seconds) },
        ':oldest': { N: String(seconds - fiveYears) },
      },
    };
    let ExclusiveStartKey: z.infer<typeof item> | undefined;
    do {
      const page = await invoke(
        'Scan',
        { ...expired, FilterExpression: condition, ExclusiveStartKey },
        scanned,
      );
      for (const found of page.Items) {
        const Key = await keyOf(TableName, found);
        // The condition spares an item that was renewed since the scan saw it.
        await invoke('DeleteItem', { ...expired, Key, ConditionExpression: condition }, item).catch(
          (error: unknown) => {
            if (!isConditionFailure(error)) throw error;
          },
        );
      }
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
  }

  return {
    actions: actionsOver(state),
    async sweep() {
      for (const [table, attribute] of Object.entries(state.current)) {
        await sweepTable(table, attribute).catch((error: unknown) => {
          const dropped = error instanceof AwsError && error.code === 'ResourceNotFoundException';
          if (!dropped) throw error;
        });
      }
    },
  };
}

const table = z.object({ TableName: z.string() });
const specification = z.object({ AttributeName: z.string(), Enabled: z.boolean() });

function actionsOver(state: State<Attributes>): JsonActions {
  return {
    UpdateTimeToLive: action(table.extend({ TimeToLiveSpecification: specification }), async (input) => {
      const { AttributeName, Enabled } = input.TimeToLiveSpecification;
      if (Enabled) state.current[input.TableName] = AttributeName;
      else Reflect.deleteProperty(state.current, input.TableName);
      await state.save();
      return { TimeToLiveSpecification: input.TimeToLiveSpecification };
    }),
    DescribeTimeToLive: action(table, ({ TableName }) => {
      const AttributeName = state.current[TableName];
      const enabled = AttributeName !== undefined;
      return {
        TimeToLiveDescription: {
          TimeToLiveStatus: enabled ? 'ENABLED' : 'DISABLED',
          ...(enabled && { AttributeName }),
        },
      };
    }),
  };
}
