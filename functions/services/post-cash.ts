import { BankError } from '../domain/errors.ts';
import { cashDeposit, cashWithdrawal } from '../domain/journal-templates.ts';
import type { Money } from '../domain/money.ts';
import type { Principal } from '../domain/session.ts';
import { refuseOwnAccount } from './refuse-own-account.ts';
import { entryOf, postJournal, type IdempotentRequest } from './post-journal.ts';
import type { TransferPorts } from './transfer-funds.ts';

export interface CashCommand {
  readonly kind: 'deposit' | 'withdrawal';
  readonly accountId: string;
  readonly amount: Money;
  readonly reference: string;
}

export interface CashReceipt extends CashCommand {
  readonly journalId: string;
  readonly accountNumber: string;
  readonly businessDate: string;
  readonly recordedAt: string;
  readonly balanceAfterMinor: bigint;
}

/** Cash over the counter, in or out, by a teller. */
export async function postCash(
  ports: TransferPorts,
  principal: Principal,
  { command, request }: { command: CashCommand; request: IdempotentRequest },
): Promise<CashReceipt & { readonly outcome: 'posted' | 'replayed' }> {
  const account = await ports.accounts.accountAnywhere(command.accountId);
  if (!account) throw new BankError('account-not-found', 'There is no customer account with this id.');
  await refuseOwnAccount(ports.accounts, principal, account.id);
  const template = command.kind === 'deposit' ? cashDeposit : cashWithdrawal;
  const draft = template(account.id, command.amount);
  const posted = await postJournal(ports, {
    principal,
    purpose: 'cash',
    // Deposit and withdrawal share their keys and have the same body, so the kind is part of what was asked.
    request: { ...request, requestHash: `${command.kind}:${request.requestHash}` },
    draft,
    reference: command.reference,
  });
  return {
    ...command,
    accountId: account.id,
    accountNumber: account.number,
    journalId: posted.id,
    businessDate: posted.businessDate,
    recordedAt: posted.recordedAt,
    balanceAfterMinor: entryOf(posted, account.id).balanceMinor,
    outcome: posted.outcome,
  };
}
