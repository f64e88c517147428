import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
  type PutCommandInput,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { reportKinds } from '../../domain/report.ts';
import { reportStatuses, reportSteps, type ReportJob } from '../../domain/report-job.ts';
import type { ReportJobChange, ReportJobs } from '../../services/ports/reports.ts';
import { documents } from './document-client.ts';

const mostJobs = 100;

const record = z.object({
  kind: z.enum(reportKinds),
  period: z.string(),
  run: z.number(),
  requestedBy: z.string(),
  requestedAt: z.number(),
  status: z.enum(reportStatuses),
  done: z.number(),
  step: z.enum(reportSteps).nullable(),
  attempt: z.number(),
  startedAt: z.number().nullable(),
  updatedAt: z.number(),
  problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
  // Jobs from before this was kept lack it.
  made: z.object({ version: z.number(), sha256: z.string() }).nullable().default(null),
});

type Condition = Pick<
  PutCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

const newer = 'attribute_not_exists(#run) OR #run < :run';

const isNewer = ({ run }: ReportJob): Condition => ({
  ConditionExpression: newer,
  ExpressionAttributeNames: { '#run': 'run' },
  ExpressionAttributeValues: { ':run': run },
});

const isUnmade = ({ run }: ReportJob): Condition => ({
  ConditionExpression: `${newer} OR (#run = :run AND #status <> :ready)`,
  ExpressionAttributeNames: { '#run': 'run', '#status': 'status' },
  ExpressionAttributeValues: { ':run': run, ':ready': 'ready' },
});

/** One item for each report, with the state of its latest run. Every write says which state it may replace. */
export function dynamoReportJobs(name: string, client: DynamoDBDocumentClient = documents): ReportJobs {
  const table = { name, client };
  return {
    async find({ kind, period }) {
      const { Item } = await client.send(
        new GetCommand({ TableName: name, Key: { kind, period }, ConsistentRead: true }),
      );
      return Item === undefined ? undefined : record.parse(Item);
    },
    async ofKind(kind) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: name,
          KeyConditionExpression: '#kind = :kind',
          ExpressionAttributeNames: { '#kind': 'kind' },
          ExpressionAttributeValues: { ':kind': kind },
          ScanIndexForward: false,
          ConsistentRead: true,
          Limit: mostJobs,
        }),
      );
      return Items.map((item) => record.parse(item));
    },
    open: (job) => put(table, job, isNewer(job)),
    begin: (job) => put(table, job, isUnmade(job)),
    async update(job, change) {
      await update(table, job, change);
    },
  };
}

interface Table {
  readonly name: string;
  readonly client: DynamoDBDocumentClient;
}

function put({ name, client }: Table, job: ReportJob, condition: Condition): Promise<boolean> {
  return unlessOvertaken(client.send(new PutCommand({ TableName: name, Item: job, ...condition })));
}

function update({ name, client }: Table, job: ReportJob, change: ReportJobChange): Promise<boolean> {
  const fields = Object.entries(change);
  return unlessOvertaken(
    client.send(
      new UpdateCommand({
        TableName: name,
        Key: { kind: job.kind, period: job.period },
        UpdateExpression: `SET ${fields.map(([name]) => `#${name} = :${name}`).join(', ')}`,
        ConditionExpression: '#run = :ownRun AND #attempt = :ownAttempt',
        ExpressionAttributeNames: {
          '#run': 'run',
          '#attempt': 'attempt',
          ...Object.fromEntries(fields.map(([name]) => [`#${name}`, name])),
        },
        ExpressionAttributeValues: {
          ':ownRun': job.run,
          ':ownAttempt': job.attempt,
          ...Object.fromEntries(fields.map(([name, value]) => [`:${name}`, value])),
        },
      }),
    ),
  );
}

/** Whether the write took place: another request or attempt may have come first, and then its state stands. */
async function unlessOvertaken(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
