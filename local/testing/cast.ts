import * as z from 'zod';
import { aCashDeposit, post, type Queryable } from './journals.ts';

/** The business date test books are opened at, unless a test says otherwise: a Thursday. */
export const openingDate = '2026-01-15';

export interface Person {
  readonly customerId: string;
  readonly name: string;
  /** A checking account in US dollars that can't be overdrawn. */
  readonly accountId: string;
}

export interface Cast {
  readonly alice: Person;
  readonly bob: Person;
  readonly carla: Person;
}

/** Opens the books and three customers with empty checking accounts. */
export async function openBank(database: Queryable, date: string = openingDate): Promise<Cast> {
  await database.query('SELECT bank.open_books($1)', [date]);
  const [alice, bob, carla] = [
    await aPerson(database, 'Alice Adams', '00000001'),
    await aPerson(database, 'Bob Brown', '00000002'),
    await aPerson(database, 'Carla Cruz', '00000003'),
  ];
  return { alice, bob, carla };
}

const opened = z.object({ id: z.string(), number: z.string(), created: z.boolean() });

export async function aCustomer(database: Queryable, name: string, number: string): Promise<string> {
  const { rows } = await database.query<{ answer: unknown }>(
    'SELECT bank.open_customer($1::jsonb) AS answer',
    [JSON.stringify({ number, name })],
  );
  return opened.parse(rows[0]?.answer).id;
}

export interface AccountOptions {
  readonly ledgerAccount?: string;
  readonly currency?: string;
  /** Lowest balance it may fall to; zero unless given, null for no limit. */
  readonly floorMinor?: bigint | null;
  /** Paid in as cash when above zero. */
  readonly balanceMinor?: bigint;
}

const everydayChecking = { ledgerAccount: '2010', currency: 'USD', floorMinor: 0n, balanceMinor: 0n };

/** A checking account of the customer; answers its id. */
export async function anAccount(
  database: Queryable,
  customer: string,
  options: AccountOptions = {},
): Promise<string> {
  const { ledgerAccount, currency, floorMinor, balanceMinor } = { ...everydayChecking, ...options };
  const { rows } = await database.query<{ answer: unknown }>(
    'SELECT bank.open_account($1::jsonb) AS answer',
    [
      JSON.stringify({
        number: await freeNumber(database),
        customer,
        ledgerAccount,
        currency,
        product: 'Checking',
        name: 'Everyday Checking',
        floorMinor: floorMinor?.toString() ?? null,
      }),
    ],
  );
  const { id } = opened.parse(rows[0]?.answer);
  if (balanceMinor > 0n) await post(database, aCashDeposit(id, balanceMinor));
  return id;
}

async function freeNumber(database: Queryable): Promise<string> {
  const { rows } = await database.query<{ next: string }>(
    'SELECT (5000000000 + count(*))::text AS next FROM bank.account',
  );
  return z.string().parse(rows[0]?.next);
}

async function aPerson(database: Queryable, name: string, number: string): Promise<Person> {
  const customerId = await aCustomer(database, name, number);
  return { customerId, name, accountId: await anAccount(database, customerId) };
}
