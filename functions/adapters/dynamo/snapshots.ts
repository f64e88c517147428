import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { accountKinds, type Account } from '../../domain/account.ts';
import type { Snapshots } from '../../services/ports.ts';
import { documents } from './document-client.ts';

const keepSeconds = 30 * 86_400;

const minor = z.string().transform((text) => BigInt(text));
const record = z.object({
  asOf: z.number(),
  accounts: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      name: z.string(),
      product: z.string(),
      // Snapshots from before loans have none.
      kind: z.enum(accountKinds).default('deposit'),
      status: z.enum(['open', 'closed']),
      currency: z.string(),
      balanceMinor: minor,
      availableMinor: minor,
      // Snapshots from before holds have neither.
      heldMinor: minor.default(0n),
      overdraftMinor: minor.default(0n),
      version: z.number(),
      openedOn: z.string(),
    }),
  ),
});

const stored = (account: Account): Record<string, unknown> => ({
  ...account,
  balanceMinor: account.balanceMinor.toString(),
  availableMinor: account.availableMinor.toString(),
  heldMinor: account.heldMinor.toString(),
  overdraftMinor: account.overdraftMinor.toString(),
});

/** Last known state per customer. It never decides anything; it is shown, marked with its time. */
export function dynamoSnapshots(table: string): Snapshots {
  return {
    async read(customerId) {
      const { Item } = await documents.send(new GetCommand({ TableName: table, Key: { customerId } }));
      if (Item === undefined) return undefined;
      const { accounts, asOf } = record.parse(Item);
      return { accounts, asOf: new Date(asOf).toISOString() };
    },
    async write(customerId, accounts, asOf) {
      const Item = {
        customerId,
        asOf,
        accounts: accounts.map(stored),
        expiresAt: Math.floor(asOf / 1000) + keepSeconds,
      };
      try {
        await documents.send(
          new PutCommand({
            TableName: table,
            Item,
            ConditionExpression: 'attribute_not_exists(asOf) OR asOf <= :asOf',
            ExpressionAttributeValues: { ':asOf': asOf },
          }),
        );
      } catch (error) {
        // A newer state is there already; events may come out of order.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
}
