import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { OneTimeNotes } from '../../services/ports/sign-in.ts';
import { documents } from './document-client.ts';

const record = z.object({ note: z.record(z.string(), z.string()), until: z.number() });
const keyOf = (id: string): { readonly id: string } => ({ id: `note#${id}` });

/** Notes beside the sessions. Taking one deletes it in the same step, so it is had once. */
export function dynamoNotes(table: string): OneTimeNotes {
  return {
    async keep(id, note, until) {
      const Item = { ...keyOf(id), note, until, expiresAt: Math.ceil(until / 1000) };
      await documents.send(new PutCommand({ TableName: table, Item }));
    },
    async claim(id, now, until) {
      const Item = { ...keyOf(id), note: {}, until, expiresAt: Math.ceil(until / 1000) };
      const free = {
        ConditionExpression: 'attribute_not_exists(id) OR #until <= :now',
        ExpressionAttributeNames: { '#until': 'until' },
        ExpressionAttributeValues: { ':now': now },
      };
      try {
        await documents.send(new PutCommand({ TableName: table, Item, ...free }));
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
    async take(id, now) {
      const { Attributes } = await documents.send(
        new DeleteCommand({ TableName: table, Key: keyOf(id), ReturnValues: 'ALL_OLD' }),
      );
      const kept = record.safeParse(Attributes).data;
      return kept && kept.until > now ? kept.note : undefined;
    },
  };
}
