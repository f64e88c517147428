import { checked, parseJson, runJsonAction } from '../json-actions.ts';
import { AwsError } from '../service.ts';
import type { AwsCall, AwsService, Demand } from '../service.ts';
import { rdsDataActions } from './actions.ts';
import { dataApiError } from './database-errors.ts';
import { rdsDataLimits } from './options.ts';
import type { RdsDataOptions } from './options.ts';
import { openPools } from './pools.ts';
import { targetRequest } from './requests.ts';
import { openTransactions } from './transactions.ts';

/** Starts the RDS Data API in front of a Postgres server, which may come and go. */
export function startRdsData(options: RdsDataOptions): AwsService {
  const limits = { ...rdsDataLimits, ...options.limits };
  const { host, port, connections = 30 } = options;
  const pools = openPools({ host, port, connections, statementTimeoutMs: limits.statementTimeoutMs });
  const transactions = openTransactions(limits.transactionIdleMs);
  const actions = rdsDataActions({ options, limits, pools, transactions });
  return {
    signingName: 'rds-data',
    demands,
    async handle(call) {
      if (call.body.length > limits.requestBytes)
        throw tooLarge('Request is larger than the allowed size limit');
      const reply = await runJsonAction(actions, call).catch((error: unknown) => {
        throw dataApiError(error);
      });
      if (Buffer.byteLength(reply.body) > limits.responseBytes) {
        throw tooLarge('Database returned more than the allowed response size limit');
      }
      return { ...reply, headers: { 'content-type': 'application/json' } };
    },
    async close() {
      await transactions.close();
      await pools.close();
    },
  };
}

function tooLarge(message: string): AwsError {
  return new AwsError('BadRequestException', message);
}

/** The service reads the secret on the caller's behalf, so the caller needs both permissions. */
function demands(call: AwsCall): Demand[] {
  const { resourceArn, secretArn } = checked(targetRequest, parseJson(call.body));
  return [
    { action: `rds-data:${call.action}`, resources: [resourceArn] },
    { action: 'secretsmanager:GetSecretValue', resources: [secretArn] },
  ];
}
