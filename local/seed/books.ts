import type { Pool } from 'pg';
import { uuidIds } from '../../functions/adapters/ids.ts';
import { bringTo } from '../../functions/adapters/postgres/calendar.ts';
import { postgresLedger } from '../../functions/adapters/postgres/ledger.ts';
import { openAccount, openCustomer } from '../../functions/adapters/postgres/opening.ts';
import { booksByPool } from '../../functions/adapters/postgres/proxy.ts';
import type { JournalCommand, JournalDraft } from '../../functions/domain/journal.ts';
import { cashDeposit } from '../../functions/domain/journal-templates.ts';
import { usd } from '../../functions/domain/money.ts';
import { businessDate, openingDate, people, stockMinor, surplusMinor, vaultMinor } from './people.ts';

/** User name → customer id. */
export type SeededCustomers = ReadonlyMap<string, string>;

/** The books on their opening day, then at today's business date. Natural keys make a second run harmless. */
export async function seedBooks(pool: Pool): Promise<SeededCustomers> {
  const books = booksByPool(pool);
  await bringTo(books, openingDate);
  const customers = new Map<string, string>();
  const journals = [command('stock', stockIssued()), command('vault', vaultFilled())];
  for (const { userName, displayName, customerNumber, accounts = [] } of people) {
    if (customerNumber === undefined) continue;
    const customer = await openCustomer(books, { number: customerNumber, name: displayName });
    customers.set(userName, customer);
    for (const { openingMinor, ...account } of accounts) {
      const id = await openAccount(books, { ...account, customer, floorMinor: 0n });
      journals.push(command(account.number, cashDeposit(id, usd(openingMinor))));
    }
  }
  await postgresLedger(books).post(journals);
  await bringTo(books, businessDate);
  return customers;
}

/** T13 Stock issued: Dr Federal Reserve, Cr common stock and surplus. */
function stockIssued(): JournalDraft {
  return {
    template: 'T13',
    description: 'Stock issued',
    entries: [
      { gl: '1040', minor: stockMinor + surplusMinor, currency: 'USD' },
      { gl: '3020', minor: -stockMinor, currency: 'USD' },
      { gl: '3030', minor: -surplusMinor, currency: 'USD' },
    ],
  };
}

function vaultFilled(): JournalDraft {
  return {
    template: 'OPEN',
    description: 'Cash from the Federal Reserve',
    entries: [
      { gl: '1010', minor: vaultMinor, currency: 'USD' },
      { gl: '1040', minor: -vaultMinor, currency: 'USD' },
    ],
  };
}

function command(key: string, draft: JournalDraft): JournalCommand {
  return {
    ...draft,
    id: uuidIds.next(),
    type: 'STANDARD',
    reference: '',
    actor: 'opening',
    scope: 'opening',
    key,
    requestHash: key,
  };
}
