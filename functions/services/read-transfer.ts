import type { Account } from '../domain/account.ts';
import { BankError } from '../domain/errors.ts';
import type { Journal, JournalEntry } from '../domain/journal.ts';
import type { Principal } from '../domain/session.ts';
import { scopeOf } from './post-journal.ts';
import type { AccountReader, BooksReader } from './ports.ts';

export interface ReadTransferPorts {
  readonly accounts: AccountReader;
  readonly books: BooksReader;
}

export interface TransferRead {
  readonly journal: Journal;
  readonly fromAccountId: string;
  readonly fromNumber: string;
  readonly toAccountId: string;
  readonly toNumber: string;
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
  const parties = journal && (await partiesOf(ports, principal, journal));
  if (!parties) throw missing();
  const { paying, from, to } = parties;
  const own = await ports.accounts.transactionOf(from.id, transferId);
  if (!own) throw missing();
  return {
    journal,
    fromAccountId: from.id,
    fromNumber: from.number,
    toAccountId: to.id,
    toNumber: to.number,
    amountMinor: paying.minor,
    currency: paying.currency,
    reference: own.reference,
    balanceAfterMinor: own.balanceAfterMinor,
  };
}

/** The transfer that this person made under an idempotency key; undefined while there is none. */
export async function findTransfer(
  ports: ReadTransferPorts,
  principal: Principal,
  key: string,
): Promise<TransferRead | undefined> {
  const journalId = await ports.books.postedUnder(scopeOf(principal, 'transferFunds'), key);
  return journalId === undefined ? undefined : readTransfer(ports, principal, journalId);
}

interface Parties {
  readonly paying: JournalEntry;
  readonly from: Account;
  readonly to: Account;
}

/** Payer and payee, if the journal is a transfer and the payer is this customer. */
async function partiesOf(
  { accounts }: ReadTransferPorts,
  { customerId }: Principal,
  { template, entries }: Journal,
): Promise<Parties | undefined> {
  const paying = entries.find(({ minor }) => minor > 0n);
  const receiving = entries.find(({ minor }) => minor < 0n);
  if (template !== 'P08' || !paying?.accountId || !receiving?.accountId || customerId === null)
    return undefined;
  const from = await accounts.accountOf(customerId, paying.accountId);
  const to = from && (await accounts.accountAnywhere(receiving.accountId));
  return to && { paying, from, to };
}
