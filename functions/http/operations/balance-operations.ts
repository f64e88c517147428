import { publicId } from '../../domain/ids.ts';
import { readBalanceAsOf, type ReadBalancePorts } from '../../services/read-balance-as-of.ts';
import { principalOf, type Operations } from '../operation.ts';
import { innerId } from './identify.ts';
import { moneyView } from './present.ts';

export function balanceOperations(ports: ReadBalancePorts): Operations<'getBalanceAsOf'> {
  return {
    async getBalanceAsOf({ params, query, state }) {
      const balance = await readBalanceAsOf(ports, principalOf(state), {
        accountId: innerId('account', params.accountId),
        asOf: query.asOf,
        knownAt: query.knownAt === undefined ? undefined : momentOf(query.knownAt),
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

/** In UTC, as the books read it: a caller may write any offset and year, and before 1970 nothing was known. */
function momentOf(written: string): { at: number; text: string } {
  const at = Math.max(Date.parse(written), 0);
  return { at, text: new Date(at).toISOString() };
}
