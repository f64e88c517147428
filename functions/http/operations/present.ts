import type { AccountView, TransactionView } from '../../contract/accounts.ts';
import type { JournalView, TrialBalanceView } from '../../contract/books.ts';
import type { CustomerView } from '../../contract/counter.ts';
import type { SessionView } from '../../contract/session.ts';
import type { Account, Customer, Transaction } from '../../domain/account.ts';
import { publicId } from '../../domain/ids.ts';
import type { Journal } from '../../domain/journal.ts';
import { may, permissions } from '../../domain/permissions.ts';
import type { Principal } from '../../domain/session.ts';
import { totalsOf, type TrialBalance, type TrialBalanceLine } from '../../domain/trial-balance.ts';

/** Domain values as the contract shows them: prefixed ids, money as strings, times as text. */

export function moneyView(minor: bigint, currency: string): { minor: string; currency: string } {
  return { minor: minor.toString(), currency };
}

export function accountView(account: Account, staleAsOf: string | null = null): AccountView {
  return {
    id: publicId('account', account.id),
    number: account.number,
    name: account.name,
    product: account.product,
    kind: account.kind,
    status: account.status,
    balance: moneyView(account.balanceMinor, account.currency),
    available: moneyView(account.availableMinor, account.currency),
    held: moneyView(account.heldMinor, account.currency),
    overdraft: moneyView(account.overdraftMinor, account.currency),
    version: account.version,
    openedOn: account.openedOn,
    staleAsOf,
  };
}

export function transactionView(transaction: Transaction): TransactionView {
  const { currency } = transaction;
  return {
    id: transaction.id,
    journalId: publicId('journal', transaction.journalId),
    businessDate: transaction.businessDate,
    valueDate: transaction.valueDate,
    recordedAt: transaction.recordedAt,
    direction: transaction.direction,
    amount: moneyView(transaction.amountMinor, currency),
    balanceAfter: moneyView(transaction.balanceAfterMinor, currency),
    description: transaction.description,
    reference: transaction.reference,
  };
}

export function customerView(customer: Customer): CustomerView {
  return { ...customer, id: publicId('customer', customer.id) };
}

export function journalView(journal: Journal): JournalView {
  return {
    id: publicId('journal', journal.id),
    sequence: journal.sequence.toString(),
    type: journal.type,
    template: journal.template,
    description: journal.description,
    businessDate: journal.businessDate,
    valueDate: journal.valueDate,
    recordedAt: journal.recordedAt,
    adjustsOn: journal.adjustsOn,
    reversesId: journal.reversesId === null ? null : publicId('journal', journal.reversesId),
    metadata: { ...journal.metadata },
    entries: journal.entries.map((entry) => ({
      ledgerAccount: entry.ledgerAccount,
      ledgerAccountName: entry.ledgerAccountName,
      accountId: entry.accountId === null ? null : publicId('account', entry.accountId),
      side: entry.minor > 0n ? 'debit' : 'credit',
      amount: moneyView(entry.minor > 0n ? entry.minor : -entry.minor, entry.currency),
    })),
  };
}

type TrialLines = Pick<TrialBalanceView, 'lines' | 'totalDebit' | 'totalCredit'>;

/** The lines of a trial balance with their totals; the books report in US dollars. */
export function trialLinesView(lines: readonly TrialBalanceLine[]): TrialLines {
  const totals = totalsOf(lines);
  return {
    lines: lines.map((line) => ({
      ledgerAccount: line.code,
      name: line.name,
      class: line.class,
      debit: moneyView(line.debitMinor, 'USD'),
      credit: moneyView(line.creditMinor, 'USD'),
    })),
    totalDebit: moneyView(totals.debitMinor, 'USD'),
    totalCredit: moneyView(totals.creditMinor, 'USD'),
  };
}

export function trialBalanceView(balance: TrialBalance): TrialBalanceView {
  return { asOf: balance.asOf, businessDate: balance.businessDate, ...trialLinesView(balance.lines) };
}

export interface SessionTimes {
  readonly signedInAt: number;
  readonly expiresAt: number;
  readonly csrfToken: string | null;
}

export function sessionView(principal: Principal, times: SessionTimes): SessionView {
  return {
    userName: principal.userName,
    displayName: principal.displayName,
    roles: [...principal.roles],
    permissions: permissions.filter((permission) => may(principal, permission)),
    customerId: principal.customerId === null ? null : publicId('customer', principal.customerId),
    signedInAt: new Date(times.signedInAt).toISOString(),
    expiresAt: new Date(times.expiresAt).toISOString(),
    csrfToken: times.csrfToken,
  };
}
