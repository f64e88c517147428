import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { callFunction, jsonOf, type BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';

export interface NewCustomer {
  /** Eight digits; the natural key: opening it again finds the customer. */
  readonly number: string;
  readonly name: string;
  /** A new UUID unless given. */
  readonly id?: string;
}

export interface NewAccount {
  /** Ten digits; the natural key. Numbers of house accounts begin with zeros. */
  readonly number: string;
  /** The customer's id. */
  readonly customer: string;
  /** Control account it stands under. */
  readonly ledgerAccount: string;
  readonly product: string;
  readonly name: string;
  /** Lowest balance in minor units; no limit unless given. */
  readonly floorMinor?: bigint;
  /** A new UUID unless given. */
  readonly id?: string;
}

const opened = z.object({ id: z.string() });

/** Answers the customer's id. */
export async function openCustomer(database: BooksDatabase, customer: NewCustomer): Promise<string> {
  const answer = await callFunction(
    database,
    sql`SELECT bank.open_customer(${JSON.stringify(customer)}::jsonb)`,
  );
  return opened.parse(jsonOf(answer)).id;
}

/** Opens an account in US dollars on the current business date and answers its id. */
export async function openAccount(database: BooksDatabase, account: NewAccount): Promise<string> {
  const { floorMinor, ...rest } = account;
  const request = {
    ...rest,
    currency: 'USD',
    ...(floorMinor === undefined ? {} : { floorMinor: floorMinor.toString() }),
  };
  const answer = await callFunction(
    database,
    sql`SELECT bank.open_account(${JSON.stringify(request)}::jsonb)`,
  );
  return opened.parse(jsonOf(answer)).id;
}

const product = z.object({ code: z.string(), kind: z.string(), name: z.string(), ledgerAccount: z.string() });
export type OfferedProduct = z.output<typeof product>;

/** What the bank offers, each product with the control account under which its accounts stand. */
export async function offeredProducts(database: BooksDatabase): Promise<readonly OfferedProduct[]> {
  const rows = await reachable(
    database.rows(
      sql`SELECT code, kind, name, ledger_account AS "ledgerAccount" FROM bank.product ORDER BY ledger_account, code`,
    ),
  );
  return rows.map((row) => product.parse(row));
}

/**
 * Lets a sign-in stand for a customer, for good.
 * @throws BankError when it stands for another
 */
export async function linkIdentity(
  database: BooksDatabase,
  { issuer, subject }: { readonly issuer: string; readonly subject: string },
  customer: string,
): Promise<void> {
  await callFunction(database, sql`SELECT bank.link_identity(${issuer}, ${subject}, ${customer}::uuid)`);
}
