import { action } from '../json-actions.ts';
import type { JsonActions } from '../json-actions.ts';
import { AwsError } from '../service.ts';
import { dataApiError } from './database-errors.ts';
import type { DatabaseCredentials, RdsDataLimits, RdsDataOptions } from './options.ts';
import type { Database, Pools } from './pools.ts';
import { batchRequest, endRequest, executeRequest, targetRequest } from './requests.ts';
import type { BatchRequest, TargetRequest } from './requests.ts';
import { execute, run } from './statements.ts';
import type { Connection } from './statements.ts';
import type { Transactions } from './transactions.ts';

interface Parts {
  readonly options: RdsDataOptions;
  readonly limits: RdsDataLimits;
  readonly pools: Pools;
  readonly transactions: Transactions;
}

/** Finds the connection a request is for, lends it to `work`, and takes it back. */
type Connected = <T>(
  request: TargetRequest & { readonly transactionId?: string | undefined },
  work: (connection: Connection) => Promise<T>,
) => Promise<T>;

/** The operations of the Data API over the given pools and transactions. */
export function rdsDataActions({ options, limits, pools, transactions }: Parts): JsonActions {
  const databaseOf = async (request: TargetRequest): Promise<Database> => {
    const { username, password } = await credentialsOf(options, request);
    return pools.get({ username, password, database: request.database ?? options.defaultDatabase ?? '' });
  };
  const connected: Connected = async (request, work) => {
    if (request.transactionId !== undefined) return transactions.within(request.transactionId, work);
    const database = await databaseOf(request);
    const client = await database.connect();
    let lost = false;
    try {
      return await work({ client, types: database.types });
    } catch (error) {
      const refusal = dataApiError(error);
      // The server says goodbye before it hangs up: nobody else may be given such a connection.
      lost = refusal.code === 'DatabaseUnavailableException';
      throw refusal;
    } finally {
      client.release(lost);
    }
  };
  return {
    ExecuteStatement: action(executeRequest, (request) =>
      connected(request, (connection) => execute(connection, request, limits)),
    ),
    BatchExecuteStatement: action(batchRequest, (request) => runBatch(connected, request)),
    BeginTransaction: action(targetRequest, async (request) => ({
      transactionId: await transactions.begin(await databaseOf(request)),
    })),
    CommitTransaction: action(endRequest, async ({ transactionId }) => {
      await transactions.commit(transactionId);
      return { transactionStatus: 'Transaction Committed' };
    }),
    RollbackTransaction: action(endRequest, async ({ transactionId }) => {
      await transactions.rollback(transactionId);
      return { transactionStatus: 'Rollback Complete' };
    }),
  };
}

/** A batch is one transaction of its own unless it runs inside one. */
function runBatch(connected: Connected, request: BatchRequest): Promise<object> {
  const sets = request.parameterSets.length === 0 ? [[]] : request.parameterSets;
  return connected(request, async (connection) => {
    const alone = request.transactionId === undefined;
    if (alone) await connection.client.query('BEGIN');
    try {
      for (const parameters of sets) await run(connection, request.sql, parameters);
      if (alone) await connection.client.query('COMMIT');
    } catch (error) {
      if (alone) await connection.client.query('ROLLBACK');
      throw error;
    }
    return { updateResults: request.parameterSets.map(() => ({ generatedFields: [] })) };
  });
}

async function credentialsOf(options: RdsDataOptions, request: TargetRequest): Promise<DatabaseCredentials> {
  if (options.clusterArn !== undefined && options.clusterArn !== request.resourceArn) {
    throw new AwsError('DatabaseNotFoundException', `${request.resourceArn} is not a cluster here.`, {
      status: 404,
    });
  }
  try {
    return await options.credentials(request.secretArn);
  } catch (cause) {
    const message = `There was a problem with the Secrets Manager secret used with the request. (${String(cause)})`;
    throw new AwsError('SecretsErrorException', message, { cause });
  }
}
