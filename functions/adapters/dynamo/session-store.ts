import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { roles } from '../../domain/permissions.ts';
import { sessionEnd, type Session } from '../../domain/session.ts';
import type { SessionStore } from '../../services/ports.ts';
import { documents } from './document-client.ts';

const record = z.object({
  id: z.string(),
  principal: z.object({
    issuer: z.string(),
    subject: z.string(),
    userName: z.string(),
    displayName: z.string(),
    roles: z.array(z.enum(roles)),
    customerId: z.string().nullable(),
  }),
  createdAt: z.number(),
  lastSeenAt: z.number(),
  absoluteEnd: z.number(),
});

const seconds = (milliseconds: number): number => Math.ceil(milliseconds / 1000);

/** Sessions in DynamoDB, which deletes them some time after their end; until then the reader checks the time. */
export function dynamoSessions(table: string): SessionStore {
  return {
    async create(session: Session) {
      const Item = { ...session, expiresAt: seconds(sessionEnd(session)) };
      await documents.send(
        new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(id)' }),
      );
    },
    async find(id) {
      const { Item } = await documents.send(
        new GetCommand({ TableName: table, Key: { id }, ConsistentRead: true }),
      );
      return Item === undefined ? undefined : record.parse(Item);
    },
    async touch(id, lastSeenAt, expiresAt) {
      await unlessEnded(
        documents.send(
          new UpdateCommand({
            TableName: table,
            Key: { id },
            UpdateExpression: 'SET lastSeenAt = :seen, expiresAt = :end',
            ConditionExpression: 'attribute_exists(id)',
            ExpressionAttributeValues: { ':seen': lastSeenAt, ':end': seconds(expiresAt) },
          }),
        ),
      );
    },
    async end(id) {
      await documents.send(new DeleteCommand({ TableName: table, Key: { id } }));
    },
  };
}

/** A session that another request ended meanwhile must not come back to life by being seen. */
async function unlessEnded(update: Promise<unknown>): Promise<void> {
  try {
    await update;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
