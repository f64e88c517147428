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
import { usd } from '../../domain/money.ts';
import { ConsoleError } from '../context.ts';
import type { BerkaTransaction } from './records.ts';

/**
 * The posting rule of a transaction. The purpose decides before the operation: a service charge is booked as
 * a cash withdrawal in the file, and interest has no operation at all.
 */
export function journalOf(transaction: BerkaTransaction, account: string): JournalDraft {
  const amount = usd(transaction.amountMinor);
  return transaction.credit
    ? creditOf(transaction, { account, amount })
    : debitOf(transaction, { account, amount });
}

interface Target {
  readonly account: string;
  readonly amount: ReturnType<typeof usd>;
}

function creditOf({ id, operation, purpose }: BerkaTransaction, { account, amount }: Target): JournalDraft {
  if (purpose === 'UROK') return interestCapitalised(account, amount);
  if (operation === 'VKLAD') return cashDeposit(account, amount);
  if (operation === 'PREVOD Z UCTU') return transferReceived(account, amount);
  throw unknown(id, operation);
}

function debitOf({ id, operation, purpose }: BerkaTransaction, { account, amount }: Target): JournalDraft {
  if (purpose === 'SLUZBY') return serviceCharge(account, amount);
  if (purpose === 'SANKC. UROK') return overdraftInterest(account, amount);
  if (operation === 'VYBER') return cashWithdrawal(account, amount);
  if (operation === 'VYBER KARTOU') return cashWithdrawal(account, amount, 'atm');
  if (operation === 'PREVOD NA UCET') return transferSent(account, amount);
  throw unknown(id, operation);
}

function unknown(id: string, operation: string): ConsoleError {
  return new ConsoleError(
    `Transaction ${id} of trans.asc has an unknown operation "${operation}". Nothing was posted.`,
  );
}
