import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { draftForms } from '../../domain/draft.ts';
import type { Drafts } from '../../services/ports.ts';
import { documents } from './document-client.ts';

const record = z.object({
  id: z.string(),
  form: z.enum(draftForms),
  fields: z.record(z.string(), z.string()),
  /** Seconds, as the table's time to live wants them. */
  expiresAt: z.number().transform((seconds) => seconds * 1000),
});

/** Drafts under their owner. DynamoDB deletes them some time after their end; until then the reader checks it. */
export function dynamoDrafts(table: string): Drafts {
  return {
    async save(owner, draft) {
      const Item = { owner, ...draft, expiresAt: draft.expiresAt / 1000 };
      await documents.send(new PutCommand({ TableName: table, Item }));
    },
    async find(owner, id) {
      const { Item } = await documents.send(
        new GetCommand({ TableName: table, Key: { owner, id }, ConsistentRead: true }),
      );
      return Item === undefined ? undefined : record.parse(Item);
    },
  };
}
