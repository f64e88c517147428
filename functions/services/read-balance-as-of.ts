import type { BalanceAsOf } from '../domain/balance.ts';
import { BankError, type FieldError } from '../domain/errors.ts';
import type { Principal } from '../domain/session.ts';
import type { AccountReader, BooksReader, Clock } from './ports.ts';
import type { BalanceReader } from './ports/ledger.ts';
import { readableAccount } from './readable-account.ts';

export interface ReadBalancePorts {
  readonly accounts: AccountReader;
  readonly books: BooksReader;
  readonly balances: BalanceReader;
  readonly clock: Clock;
}

export interface BalanceQuestion {
  readonly accountId: string;
  /** Value date; the business date where undefined. */
  readonly asOf: string | undefined;
  /** Milliseconds since 1970 UTC, and the same in UTC as text; now where undefined. */
  readonly knownAt: { readonly text: string; readonly at: number } | undefined;
}

/**
 * What an account had at the close of a value date, as the books know it now or knew it at a moment.
 * @throws BankError not-found for what is not theirs, validation-failed for a date or moment still to come
 */
export async function readBalanceAsOf(
  ports: ReadBalancePorts,
  principal: Principal,
  { accountId, asOf, knownAt }: BalanceQuestion,
): Promise<BalanceAsOf> {
  const account = await readableAccount(ports.accounts, principal, accountId);
  const today = await ports.books.businessDate();
  const fields: FieldError[] = [];
  if (asOf !== undefined && asOf > today) {
    fields.push(future('/query/asOf', `Give ${today} or an earlier date: the books stand there.`));
  }
  if (knownAt !== undefined && knownAt.at > ports.clock.now()) {
    fields.push(future('/query/knownAt', 'Give a moment that has passed.'));
  }
  if (fields.length > 0) {
    const detail = fields.map(({ message }) => message).join(' ');
    throw new BankError('validation-failed', detail, { fields });
  }
  const balance = await ports.balances.asOf(account.id, asOf ?? today, knownAt?.text);
  if (!balance) throw new Error('The books answered no balance for an account that is there');
  return balance;
}

const future = (pointer: string, message: string): FieldError => ({
  pointer,
  code: 'in-the-future',
  message,
});
