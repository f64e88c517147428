import type { Pool } from 'pg';
import { z } from 'zod';
import { uuidIds } from '../../functions/adapters/ids.ts';
import { bringTo } from '../../functions/adapters/postgres/calendar.ts';
import { postgresLedger } from '../../functions/adapters/postgres/ledger.ts';
import { booksByPool } from '../../functions/adapters/postgres/proxy.ts';
import type { JournalCommand, JournalDraft } from '../../functions/domain/journal.ts';
import { cashDeposit } from '../../functions/domain/journal-templates.ts';
import { usd } from '../../functions/domain/money.ts';
import {
  businessDate,
  openingDate,
  people,
  stockMinor,
  surplusMinor,
  vaultMinor,
  type PersonAccount,
} from './people.ts';

const made = z.object({ id: z.string() });

/** User name → customer id. */
export type SeededCustomers = ReadonlyMap<string, string>;

/** The books on their opening day, then at today's business date. Natural keys make a second run harmless. */
export async function seedBooks(pool: Pool): Promise<SeededCustomers> {
  const books = booksByPool(pool);
  await bringTo(books, openingDate);
  const customers = await openCustomers(pool);
  await postgresLedger(books).post(await openingJournals(pool, customers));
  await bringTo(books, businessDate);
  return customers;
}

async function openCustomers(pool: Pool): Promise<Map<string, string>> {
  const customers = new Map<string, string>();
  for (const { userName, displayName, customerNumber } of people) {
    if (customerNumber === undefined) continue;
    const customer = { number: customerNumber, name: displayName };
    const { rows } = await pool.query<{ made: unknown }>('SELECT bank.open_customer($1) AS made', [
      JSON.stringify(customer),
    ]);
    customers.set(userName, made.parse(rows[0]?.made).id);
  }
  return customers;
}

async function openingJournals(pool: Pool, customers: SeededCustomers): Promise<JournalCommand[]> {
  const journals = [command('stock', stockIssued()), command('vault', vaultFilled())];
  for (const { userName, accounts = [] } of people) {
    for (const account of accounts) {
      const id = await openAccount(pool, customers.get(userName) ?? '', account);
      journals.push(command(account.number, cashDeposit(id, usd(account.openingMinor))));
    }
  }
  return journals;
}

async function openAccount(pool: Pool, customer: string, account: PersonAccount): Promise<string> {
  const { number, ledgerAccount, product, name } = account;
  const opening = { number, ledgerAccount, product, name, customer, currency: 'USD', floorMinor: '0' };
  const { rows } = await pool.query<{ made: unknown }>('SELECT bank.open_account($1) AS made', [
    JSON.stringify(opening),
  ]);
  return made.parse(rows[0]?.made).id;
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
    template: 'T00',
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
