import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { callFunction, jsonOf, type BooksDatabase } from './database.ts';

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
