import { QueryCommand, type QueryCommandOutput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AuditEvent, AuditSearch } from '../../domain/audit-event.ts';
import type { AuditReader } from '../../services/ports/audit.ts';
import { documents } from './document-client.ts';

const pageSize = 50;
const searchable = ['kind', 'subject', 'traceId'] as const;

const stored = z
  .object({
    at: z.string(),
    kind: z.string(),
    traceId: z.string(),
    operation: z.string(),
    status: z.number(),
    code: z.string(),
    subject: z.string().nullable(),
    about: z.record(z.string(), z.string()).default({}),
  })
  .transform(({ at, ...item }): AuditEvent => ({ ...item, key: at, at: at.split('#')[0] ?? at }));

/** Reads a day from its end. What is filtered out was read all the same, so it goes on until a page is full. */
export function dynamoAuditReader(table: string): AuditReader {
  return {
    async events(search) {
      const items: AuditEvent[] = [];
      let from: QueryCommandOutput['LastEvaluatedKey'];
      do {
        const page = await documents.send(new QueryCommand(queryOf(table, search, from)));
        items.push(...(page.Items ?? []).map((item) => stored.parse(item)));
        from = page.LastEvaluatedKey;
      } while (from !== undefined && items.length <= pageSize);
      const shown = items.slice(0, pageSize);
      return { items: shown, older: items.length > pageSize ? (shown.at(-1)?.key ?? null) : null };
    },
  };
}

function queryOf(
  table: string,
  search: AuditSearch,
  from: QueryCommandOutput['LastEvaluatedKey'],
): ConstructorParameters<typeof QueryCommand>[0] {
  const { day, before } = search;
  const filters = searchable.flatMap((name) => {
    const value = search[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    TableName: table,
    KeyConditionExpression: before === undefined ? '#day = :day' : '#day = :day AND #at < :before',
    ...(filters.length === 0
      ? {}
      : { FilterExpression: filters.map(([name]) => `#${name} = :${name}`).join(' AND ') }),
    ExpressionAttributeNames: {
      '#day': 'day',
      ...(before === undefined ? {} : { '#at': 'at' }),
      ...Object.fromEntries(filters.map(([name]) => [`#${name}`, name])),
    },
    ExpressionAttributeValues: {
      ':day': day,
      ...(before === undefined ? {} : { ':before': before }),
      ...Object.fromEntries(filters.map(([name, value]) => [`:${name}`, value])),
    },
    ScanIndexForward: false,
    ...(from === undefined ? {} : { ExclusiveStartKey: from }),
  };
}
