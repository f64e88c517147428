import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { CustomerReader } from '../../services/ports.ts';
import type { BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { account, customer, customerIdentity } from './generated/schema.ts';

const searchLimit = 50;
const customerRow = z.object({ id: z.string(), number: z.string(), name: z.string(), openedOn: z.string() });

export interface AccountOwners {
  /** Customers who own at least one of the accounts. */
  ownersOf(accountIds: readonly string[]): Promise<readonly string[]>;
}

export function customerReader(database: BooksDatabase): CustomerReader & AccountOwners {
  const db = database.drizzle;
  return {
    async search(text) {
      const literal = `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
      const withNumber = db.select({ id: account.customerId }).from(account).where(eq(account.number, text));
      const rows = await reachable(
        db
          .select()
          .from(customer)
          .where(
            sql`${customer.name} ILIKE ${literal} OR ${customer.number} = ${text} OR ${inArray(customer.id, withNumber)}`,
          )
          .orderBy(asc(customer.name), asc(customer.number))
          .limit(searchLimit),
      );
      return rows.map((row) => customerRow.parse(row));
    },
    async customer(customerId) {
      const [row] = await reachable(db.select().from(customer).where(eq(customer.id, customerId)));
      return row === undefined ? undefined : customerRow.parse(row);
    },
    async customerIdOf(issuer, subject) {
      const same = and(eq(customerIdentity.issuer, issuer), eq(customerIdentity.subject, subject));
      const [row] = await reachable(db.select().from(customerIdentity).where(same));
      return row?.customerId ?? null;
    },
    async identitiesOf(customerId) {
      const rows = await reachable(
        db.select().from(customerIdentity).where(eq(customerIdentity.customerId, customerId)),
      );
      return rows.flatMap(({ issuer, subject }) => (issuer && subject ? [{ issuer, subject }] : []));
    },
    async ownersOf(accountIds) {
      if (accountIds.length === 0) return [];
      const rows = await reachable(
        db
          .selectDistinct({ id: account.customerId })
          .from(account)
          .where(and(isNotNull(account.customerId), inArray(account.id, [...accountIds]))),
      );
      return rows.flatMap(({ id }) => id ?? []);
    },
  };
}
