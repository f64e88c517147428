import { publicId } from '../../domain/ids.ts';
import { readBalanceAsOf, type ReadBalancePorts } from '../../services/read-balance-as-of.ts';
import { principalOf, type Operations } from '../operation.ts';
import { innerId } from './identify.ts';
import { moneyView } from './present.ts';

export function balanceOperations(ports: ReadBalancePorts): Operations<'getBalanceAsOf'> {
  return {
    async getBalanceAsOf({ params, query, state }) {
      const { knownAt: text } = query;
      const balance = await readBalanceAsOf(ports, principalOf(state), {
        accountId: innerId('account', params.accountId),
        asOf: query.asOf,
        knownAt: text === undefined ? undefined : { text, at: Date.parse(text) },
      });
      const { accountId, asOf, knownAt, version } = balance;
      return {
        body: {
          accountId: publicId('account', accountId),
          asOf,
          knownAt,
          balance: moneyView(balance.balanceMinor, balance.currency),
          version,
        },
      };
    },
  };
}
