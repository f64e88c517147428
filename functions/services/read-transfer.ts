import { BankError } from '../domain/errors.ts';
import type { Journal } from '../domain/journal.ts';
import type { Principal } from '../domain/session.ts';
import type { AccountReader, BooksReader } from './ports.ts';

export interface ReadTransferPorts {
  readonly accounts: AccountReader;
  readonly books: BooksReader;
}

export interface TransferRead {
  readonly journal: Journal;
  readonly fromAccountId: string;
  readonly toAccountId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly reference: string;
  readonly balanceAfterMinor: bigint;
}

const missing = (): BankError => new BankError('not-found', 'You made no transfer with this id.');

/** The receipt of a transfer out of one of the customer's own accounts. */
export async function readTransfer(
  ports: ReadTransferPorts,
  principal: Principal,
  transferId: string,
): Promise<TransferRead> {
  const journal = await ports.books.journal(transferId);
  if (journal?.template !== 'P08') throw missing();
  const paying = journal.entries.find((entry) => entry.minor > 0n);
  const receiving = journal.entries.find((entry) => entry.minor < 0n);
  if (!paying?.accountId || !receiving?.accountId || principal.customerId === null) throw missing();
  const account = await ports.accounts.accountOf(principal.customerId, paying.accountId);
  if (!account) throw missing();
  const own = await ports.accounts.transactionOf(account.id, transferId);
  if (!own) throw missing();
  return {
    journal,
    fromAccountId: paying.accountId,
    toAccountId: receiving.accountId,
    amountMinor: paying.minor,
    currency: paying.currency,
    reference: own.reference,
    balanceAfterMinor: own.balanceAfterMinor,
  };
}
