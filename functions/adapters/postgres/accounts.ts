import { and, asc, eq, isNotNull, sql, type SQL } from 'drizzle-orm';
import * as z from 'zod';
import { accountKinds, type Account } from '../../domain/account.ts';
import type { AccountReader } from '../../services/ports.ts';
import { reachable } from './errors.ts';
import { callFunction, type BooksDatabase } from './database.ts';
import { account } from './generated/schema.ts';
import { minorText } from './parse.ts';
import { readTransaction, readTransactions } from './transactions.ts';

const columns = {
  id: account.id,
  number: account.number,
  name: account.name,
  product: account.product,
  kind: account.kind,
  status: account.status,
  currency: account.currency,
  balanceMinor: account.balanceMinor,
  availableMinor: account.availableMinor,
  heldMinor: account.heldMinor,
  overdraftMinor: account.overdraftMinor,
  version: account.version,
  openedOn: account.openedOn,
};

const accountRow = z.object({
  id: z.string(),
  number: z.string(),
  name: z.string(),
  product: z.string(),
  kind: z.enum(accountKinds),
  status: z.enum(['open', 'closed']),
  currency: z.string(),
  balanceMinor: minorText,
  availableMinor: minorText,
  heldMinor: minorText,
  overdraftMinor: minorText,
  version: z.coerce.number(),
  openedOn: z.string(),
});

const isUuid = (text: string): boolean => text.length === 36;

/** Customers' accounts. House accounts are not among them: they have no customer. */
export function accountReader(database: BooksDatabase): AccountReader {
  const where = async (condition: SQL | undefined): Promise<Account[]> => {
    const rows = await reachable(
      database.drizzle.select(columns).from(account).where(condition).orderBy(asc(account.number)),
    );
    return rows.map((row) => accountRow.parse(row));
  };
  return {
    accountsOf: (customerId) => where(eq(account.customerId, customerId)),
    async accountOf(customerId, accountId) {
      const [found] = await where(and(eq(account.customerId, customerId), eq(account.id, accountId)));
      return found;
    },
    async accountAnywhere(idOrNumber) {
      const same = isUuid(idOrNumber) ? eq(account.id, idOrNumber) : eq(account.number, idOrNumber);
      const [found] = await where(and(isNotNull(account.customerId), same));
      return found;
    },
    async knowsPayee(customerId, accountId) {
      const query = sql`SELECT bank.knows_payee(${customerId}::uuid, ${accountId}::uuid)`;
      return z.boolean().parse(await callFunction(database, query));
    },
    transactionOf: (accountId, journalId) => readTransaction(database, accountId, journalId),
    transactions: (accountId, filter, page) => readTransactions(database, accountId, { filter, page }),
  };
}
