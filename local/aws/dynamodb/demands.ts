import * as z from 'zod';
import { arn } from '../arns.ts';
import { checked, parseJson } from '../json-actions.ts';
import type { AwsCall, Demand } from '../service.ts';

const tableItem = z.record(z.string(), z.object({ TableName: z.string() }));
const request = z.object({
  TableName: z.string().optional(),
  ResourceArn: z.string().optional(),
  IndexName: z.string().optional(),
  RequestItems: z.record(z.string(), z.unknown()).optional(),
  TransactItems: z.array(tableItem).optional(),
});

/** Part of a transaction, and the permission it stands for: transactions have none of their own. */
const transactionActions: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

/** The permissions of a DynamoDB call: on the table, its index, or on each table of a transaction. */
export function dynamoDemands(call: AwsCall): Demand[] {
  const { TableName, ResourceArn, IndexName, RequestItems, TransactItems } = checked(
    request,
    parseJson(call.body),
  );
  if (TransactItems) return TransactItems.flatMap(demandsOfItem);
  const index = IndexName === undefined ? '' : `/index/${IndexName}`;
  const tables = RequestItems ? Object.keys(RequestItems) : [TableName ?? ResourceArn];
  const resources = tables.map((table) => (table === undefined ? '*' : `${tableArn(table)}${index}`));
  return [{ action: `dynamodb:${call.action}`, resources }];
}

function demandsOfItem(item: z.infer<typeof tableItem>): Demand[] {
  return Object.entries(item).map(([kind, { TableName }]) => ({
    action: `dynamodb:${transactionActions[kind] ?? kind}`,
    resources: [tableArn(TableName)],
  }));
}

/** Calls may name a table by its ARN as well. */
function tableArn(table: string): string {
  return table.startsWith('arn:') ? table : arn('dynamodb', `table/${table}`);
}
