import { BankError } from '../domain/errors.ts';
import type { Journal } from '../domain/journal.ts';
import type { Principal } from '../domain/session.ts';
import type { AccountReader, BooksReader } from './ports.ts';
import type { CashCommand, CashReceipt } from './post-cash.ts';
import { scopeOf } from './post-journal.ts';

export interface CashReceiptPorts {
  readonly accounts: AccountReader;
  readonly books: BooksReader;
}

/**
 * The receipt of cash over the counter, read from its journal.
 * @throws BankError not-found for a journal of another kind as for none
 */
export async function readCashReceipt(ports: CashReceiptPorts, journalId: string): Promise<CashReceipt> {
  const journal = await ports.books.journal(journalId);
  return (journal && (await receiptOf(ports.accounts, journal))) ?? missing();
}

/** The receipt of the cash that this person moved under an idempotency key; undefined while there is none. */
export async function findCashReceipt(
  ports: CashReceiptPorts,
  principal: Principal,
  key: string,
): Promise<CashReceipt | undefined> {
  const journalId = await ports.books.postedUnder(scopeOf(principal, 'cash'), key);
  return journalId === undefined ? undefined : readCashReceipt(ports, journalId);
}

function missing(): never {
  throw new BankError('not-found', 'There is no cash receipt with this id.');
}

async function receiptOf(accounts: AccountReader, journal: Journal): Promise<CashReceipt | undefined> {
  const kind = kindOf(journal.template);
  const entry = journal.entries.find(({ accountId }) => accountId !== null);
  if (!kind || !entry?.accountId) return undefined;
  const account = await accounts.accountAnywhere(entry.accountId);
  const own = account && (await accounts.transactionOf(account.id, journal.id));
  if (!own) return undefined;
  return {
    journalId: journal.id,
    kind,
    accountId: account.id,
    accountNumber: account.number,
    amount: { minor: own.amountMinor, currency: own.currency },
    reference: own.reference,
    businessDate: journal.businessDate,
    recordedAt: journal.recordedAt,
    balanceAfterMinor: own.balanceAfterMinor,
  };
}

function kindOf(template: string): CashCommand['kind'] | undefined {
  if (template === 'P01') return 'deposit';
  return template === 'P07' ? 'withdrawal' : undefined;
}
