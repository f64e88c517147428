import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** One client per process, so that connections are reused between invocations. */
export const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
  marshallOptions: { removeUndefinedValues: true },
});

/** A table, and the client it is reached by: the process's own, or that of the console for another account. */
export interface Table {
  readonly name: string;
  readonly client: DynamoDBDocumentClient;
}

/** A table of the process's own account is named; of another one it comes with its client. */
export const tableOf = (where: string | Table): Table =>
  typeof where === 'string' ? { name: where, client: documents } : where;
