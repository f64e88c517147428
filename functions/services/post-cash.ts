import { BankError } from '../domain/errors.ts';
import type { PostedJournal } from '../domain/journal.ts';
import { cashDeposit, cashWithdrawal } from '../domain/journal-templates.ts';
import type { Money } from '../domain/money.ts';
import type { Principal } from '../domain/session.ts';
import { entryOf, postJournal, type IdempotentRequest } from './post-journal.ts';
import type { TransferPorts } from './transfer-funds.ts';

export interface CashCommand {
  readonly kind: 'deposit' | 'withdrawal';
  readonly accountId: string;
  readonly amount: Money;
  readonly reference: string;
}

export interface CashReceipt {
  readonly posted: PostedJournal;
  readonly balanceAfterMinor: bigint;
}

/** Cash over the counter, in or out, by a teller. */
export async function postCash(
  ports: TransferPorts,
  principal: Principal,
  { command, request }: { command: CashCommand; request: IdempotentRequest },
): Promise<CashReceipt> {
  const account = await ports.accounts.accountAnywhere(command.accountId);
  if (!account) throw new BankError('account-not-found', 'There is no customer account with this id.');
  const template = command.kind === 'deposit' ? cashDeposit : cashWithdrawal;
  const draft = template(account.id, command.amount);
  const posted = await postJournal(ports, { principal, request, draft, reference: command.reference });
  return { posted, balanceAfterMinor: entryOf(posted, account.id).balanceMinor };
}
