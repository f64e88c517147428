import { publicId } from '../../functions/domain/ids.ts';
import type { Answer, Caller, TestBank } from './bank.ts';
import { anAccount } from './cast.ts';
import { stateOf } from './ledger-calls.ts';

export const usd = (minor: bigint | number | string): { minor: string; currency: string } => ({
  minor: minor.toString(),
  currency: 'USD',
});

/** The public id of an account. */
export const acc = (id: string): string => publicId('account', id);

/** Status and stable code of a refusal; the code of an accepted request is undefined. */
export function problem({ status, body }: Answer): { status: number; code: string | undefined } {
  return { status, code: (body as { code?: string } | undefined)?.code };
}

/** A new account of Alice's with money in it; answers its inner id. */
export function aliceHas({ database, cast }: TestBank, minor: bigint): Promise<string> {
  return anAccount(database.operator, cast.alice.customerId, { balanceMinor: minor });
}

export function bobHas({ database, cast }: TestBank, minor: bigint): Promise<string> {
  return anAccount(database.operator, cast.bob.customerId, { balanceMinor: minor });
}

export async function balanceOf({ database }: TestBank, account: string): Promise<bigint> {
  return BigInt((await stateOf(database.app, account)).balance);
}

/** A transfer as the contract takes it, between accounts given by their inner ids. */
export const transferBody = (from: string, to: string, minor: bigint): object => ({
  fromAccountId: acc(from),
  to: acc(to),
  amount: usd(minor),
});

/** A journal as the contract takes it: one account, given by its inner id or a code of the chart, pays another. */
export function journalBody(debit: string, credit: string, minor: bigint): object {
  const target = (account: string): object =>
    /^\d{4}$/.test(account) ? { ledgerAccount: account } : { accountId: acc(account) };
  return {
    description: 'A journal of the tests',
    entries: [
      { ...target(debit), side: 'debit', amount: usd(minor) },
      { ...target(credit), side: 'credit', amount: usd(minor) },
    ],
  };
}

/** Those who may change the books through the API. */
export interface Desk {
  readonly alice: Caller;
  readonly teller: Caller;
  readonly accountant: Caller;
}

export async function openDesk(bank: TestBank): Promise<Desk> {
  return {
    alice: await bank.signIn('alice'),
    teller: await bank.signIn('teller'),
    accountant: await bank.signIn('accountant'),
  };
}

/** The business date rolls to that day. */
export async function rollTo({ database }: TestBank, date: string): Promise<void> {
  await database.operator.query('SELECT bank.roll_business_date($1)', [date]);
}
