import {
  GetCommand,
  PutCommand,
  QueryCommand,
  type DynamoDBDocumentClient,
  type PutCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { importKinds, importStatuses, type ImportJob } from '../../domain/import-job.ts';
import type { ImportStore } from '../../services/ports/imports.ts';
import { documents } from './document-client.ts';
import { pageOfLines, readLineChunks, storedLine } from './import-lines.ts';

const mostListed = 100;
/** Imports stay readable for a year; what they posted stays in the books. */
const keepMs = 365 * 86_400_000;
/** An item holds 400 kB; a character takes up to three bytes. */
const charactersAnItem = 120_000;
/** Partition of all jobs. The other items of an import stand under its id. */
const jobs = 'jobs';

const record = z.object({
  part: z.string(),
  kind: z.enum(importKinds),
  fileName: z.string(),
  sha256: z.string(),
  run: z.number(),
  status: z.enum(importStatuses),
  lines: z.number(),
  done: z.number(),
  posted: z.number(),
  refused: z.number(),
  skipped: z.number(),
  requestedBy: z.string(),
  actor: z.string(),
  requestedAt: z.number(),
  updatedAt: z.number(),
  attempt: z.number(),
  problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
});

const jobOf = (item: unknown): ImportJob => {
  const { part: id, ...job } = record.parse(item);
  return { id, ...job };
};

const four = (number: number): string => number.toString().padStart(4, '0');

/**
 * Imports in one table: a job under `jobs`, and under its own id the text of the file and the results of its lines, in
 * parts that fit an item. All writes of a job say which state they may replace.
 */
export function dynamoImports(name: string, client: DynamoDBDocumentClient = documents): ImportStore {
  const table = { name, client };
  return {
    async find(id) {
      const Key = { id: jobs, part: id };
      const { Item } = await client.send(new GetCommand({ TableName: name, Key, ConsistentRead: true }));
      return Item === undefined ? undefined : jobOf(Item);
    },
    async latest() {
      const items = await queryParts(table, jobs, '');
      const found = items.map(jobOf).sort((a, b) => b.requestedAt - a.requestedAt);
      return found.slice(0, mostListed);
    },
    async saveFile(id, text) {
      for (let part = 0; part * charactersAnItem < text.length; part += 1) {
        const piece = text.slice(part * charactersAnItem, (part + 1) * charactersAnItem);
        await client.send(
          new PutCommand({ TableName: name, Item: { id, part: `file#${four(part)}`, text: piece } }),
        );
      }
    },
    async readFile(id) {
      const parts = await queryParts(table, id, 'file#');
      return parts.map((item) => z.object({ text: z.string() }).parse(item).text).join('');
    },
    open: (job) => putJob(table, job, newerRun),
    update: (job) => putJob(table, job, sameRun),
    async saveLines(id, chunk, lines) {
      const Item = { id, part: `lines#${four(chunk)}`, lines: lines.map(storedLine) };
      await client.send(new PutCommand({ TableName: name, Item }));
    },
    lines: async (id, outcome, page) =>
      pageOfLines(readLineChunks(await queryParts(table, id, 'lines#')), outcome, page),
  };
}

interface Table {
  readonly name: string;
  readonly client: DynamoDBDocumentClient;
}

const newerRun = 'attribute_not_exists(#run) OR #run < :run';
const sameRun = '#run = :run AND #attempt <= :attempt AND #status <> :ready';

async function putJob(
  { name, client }: Table,
  { id, ...job }: ImportJob,
  condition: string,
): Promise<boolean> {
  const expiresAt = Math.floor((job.requestedAt + keepMs) / 1000);
  const isUpdate = condition === sameRun;
  const input: PutCommandInput = {
    TableName: name,
    Item: { id: jobs, part: id, ...job, expiresAt },
    ConditionExpression: condition,
    ExpressionAttributeNames: {
      '#run': 'run',
      ...(isUpdate ? { '#attempt': 'attempt', '#status': 'status' } : {}),
    },
    ExpressionAttributeValues: {
      ':run': job.run,
      ...(isUpdate ? { ':attempt': job.attempt, ':ready': 'ready' } : {}),
    },
  };
  try {
    await client.send(new PutCommand(input));
    return true;
  } catch (error) {
    // Somebody else came first, and their state stands.
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Items of a partition whose sort key begins like this, in its order, page by page. */
async function queryParts({ name, client }: Table, id: string, prefix: string): Promise<unknown[]> {
  const items: unknown[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: name,
        KeyConditionExpression: prefix === '' ? '#id = :id' : '#id = :id AND begins_with(#part, :prefix)',
        ExpressionAttributeNames: { '#id': 'id', ...(prefix === '' ? {} : { '#part': 'part' }) },
        ExpressionAttributeValues: { ':id': id, ...(prefix === '' ? {} : { ':prefix': prefix }) },
        ConsistentRead: true,
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    items.push(...Items);
    from = LastEvaluatedKey;
  } while (from !== undefined);
  return items;
}
