import type { JournalDraft } from '../../domain/journal.ts';
import {
  cashDeposit,
  cashWithdrawal,
  interestCapitalised,
  overdraftInterest,
  serviceCharge,
  transferReceived,
  transferSent,
} from '../../domain/journal-templates.ts';
import type { Money } from '../../domain/money.ts';
import { ConsoleError } from '../context.ts';
import type { BerkaTransaction } from './records.ts';

/** Makes the journal of an amount on a customer's account. */
export type PostingRule = (account: string, amount: Money) => JournalDraft;

/**
 * The posting rule of a transaction. The purpose decides before the operation: a service charge is booked as
 * a cash withdrawal in the file, and interest has no operation at all.
 * @throws ConsoleError when no rule fits its operation and direction
 */
export function ruleOf(transaction: BerkaTransaction): PostingRule {
  const rule = transaction.credit ? creditRule(transaction) : debitRule(transaction);
  if (rule) return rule;
  const { id, operation, credit } = transaction;
  throw new ConsoleError(
    `Transaction ${id} of trans.asc is a ${credit ? 'credit' : 'debit'} with the operation "${operation}", which has no posting rule. Nothing was posted.`,
  );
}

function creditRule({ operation, purpose }: BerkaTransaction): PostingRule | undefined {
  if (purpose === 'UROK') return interestCapitalised;
  if (operation === 'VKLAD') return cashDeposit;
  if (operation === 'PREVOD Z UCTU') return transferReceived;
  return undefined;
}

function debitRule({ operation, purpose }: BerkaTransaction): PostingRule | undefined {
  if (purpose === 'SLUZBY') return serviceCharge;
  if (purpose === 'SANKC. UROK') return overdraftInterest;
  if (operation === 'VYBER') return (account, amount) => cashWithdrawal(account, amount);
  if (operation === 'VYBER KARTOU') return (account, amount) => cashWithdrawal(account, amount, 'atm');
  if (operation === 'PREVOD NA UCET') return transferSent;
  return undefined;
}
