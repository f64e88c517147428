import type { Account } from '../domain/account.ts';
import { BankError } from '../domain/errors.ts';
import type { JournalDraft, PostedJournal } from '../domain/journal.ts';
import { internalTransfer } from '../domain/journal-templates.ts';
import type { Money } from '../domain/money.ts';
import type { Principal } from '../domain/session.ts';
import {
  entryOf,
  postJournal,
  previewJournal,
  type IdempotentRequest,
  type PostingPorts,
} from './post-journal.ts';
import type { AccountReader } from './ports.ts';

export interface TransferPorts extends PostingPorts {
  readonly accounts: AccountReader;
}

export interface TransferCommand {
  readonly fromAccountId: string;
  /** Account id or ten-digit number. */
  readonly to: string;
  readonly amount: Money;
  readonly reference: string;
}

export interface TransferReceipt {
  readonly posted: PostedJournal;
  readonly fromAccountId: string;
  readonly fromNumber: string;
  readonly toAccountId: string;
  readonly toNumber: string;
  readonly amount: Money;
  readonly reference: string;
  /** Of the paying account, positive when the bank owes the customer. */
  readonly balanceAfterMinor: bigint;
}

/** Both accounts of a transfer that may be asked for. */
interface TransferParties {
  readonly from: Account;
  readonly to: Account;
}

/**
 * Moves money from one of the customer's own accounts to any account of the bank.
 * @throws BankError `not-found` for a paying account that is not theirs, `account-not-found` for an unknown
 * payee, and whatever the posting rules refuse
 */
export async function transferFunds(
  ports: TransferPorts,
  principal: Principal,
  { command, request }: { command: TransferCommand; request: IdempotentRequest },
): Promise<TransferReceipt> {
  const { from, to } = await partiesOf(ports, principal, command);
  const draft = draftOf(from, to, command);
  const { reference } = command;
  const posted = await postJournal(ports, { principal, purpose: 'transferFunds', request, draft, reference });
  return {
    posted,
    fromAccountId: from.id,
    fromNumber: from.number,
    toAccountId: to.id,
    toNumber: to.number,
    amount: command.amount,
    reference,
    balanceAfterMinor: entryOf(posted, from.id).balanceMinor,
  };
}

export interface TransferPreview {
  readonly token: string;
  readonly from: Account;
  readonly to: Account;
  readonly toOwnAccount: boolean;
  readonly amount: Money;
  readonly businessDate: string;
  readonly balanceAfterMinor: bigint;
}

/** What the same transfer would do now; refused as it would be. */
export async function previewTransfer(
  ports: TransferPorts,
  principal: Principal,
  command: TransferCommand,
): Promise<TransferPreview> {
  const { from, to } = await partiesOf(ports, principal, command);
  const draft = draftOf(from, to, command);
  const { reference } = command;
  const { journal, token } = await previewJournal(ports, {
    principal,
    purpose: 'transferFunds',
    draft,
    reference,
  });
  return {
    token,
    from,
    to,
    toOwnAccount: (await ports.accounts.accountOf(principal.customerId ?? '', to.id)) !== undefined,
    amount: command.amount,
    businessDate: journal.businessDate,
    balanceAfterMinor: entryOf(journal, from.id).balanceMinor,
  };
}

/** The payer is shown their own balance; what else comes to the payee meanwhile is none of their business. */
function draftOf(from: Account, to: Account, { amount }: TransferCommand): JournalDraft {
  return { ...internalTransfer(from.id, to.id, amount), shown: [from.id] };
}

async function partiesOf(
  ports: TransferPorts,
  principal: Principal,
  command: TransferCommand,
): Promise<TransferParties> {
  const from = await ownAccount(ports.accounts, principal, command.fromAccountId);
  const to = await ports.accounts.accountAnywhere(command.to);
  if (!to) throw new BankError('account-not-found', 'No account of this bank has that id or number.');
  if (to.id === from.id) throw new BankError('invalid-entry', 'Choose two different accounts.');
  return { from, to };
}

/** An account of the customer behind the principal; anybody else's is as good as missing. */
export async function ownAccount(
  accounts: AccountReader,
  principal: Principal,
  accountId: string,
): Promise<Account> {
  const { customerId } = principal;
  const account = customerId === null ? undefined : await accounts.accountOf(customerId, accountId);
  if (!account) throw new BankError('not-found', 'You have no account with this id.');
  return account;
}
