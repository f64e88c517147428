import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock, EventLog, Ids } from '../../services/ports.ts';
import { tableOf, type Table } from './document-client.ts';

const keepDays = 400;
const daySeconds = 86_400;

/** The append-only log: partitioned by UTC day, sorted by time, gone after 400 days by the table's TTL. */
export function dynamoEventLog(where: string | Table, clock: Clock, ids: Ids): EventLog {
  const { name, client } = tableOf(where);
  return {
    async append(item) {
      const now = clock.now();
      const at = new Date(now).toISOString();
      await client.send(
        new PutCommand({
          TableName: name,
          // An item is never overwritten; the condition makes a clash an error instead of a loss.
          ConditionExpression: 'attribute_not_exists(#day)',
          ExpressionAttributeNames: { '#day': 'day' },
          Item: {
            ...item,
            day: at.slice(0, 10),
            at: `${at}#${ids.next()}`,
            expiresAt: Math.floor(now / 1000) + keepDays * daySeconds,
          },
        }),
      );
    },
  };
}
