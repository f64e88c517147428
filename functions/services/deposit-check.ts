import { availabilityOf, bankingDayOf } from '../domain/availability.ts';
import type { CheckDeposit, CheckFacts, CheckKind, ReturnReason } from '../domain/check-deposit.ts';
import { BankError } from '../domain/errors.ts';
import type { Money } from '../domain/money.ts';
import type { Principal } from '../domain/session.ts';
import type { AccountReader, Ids } from './ports.ts';
import type { CheckBooks, WriteOutcome } from './ports/payments.ts';
import { refuseOwnAccount } from './refuse-own-account.ts';
import { requestKeyOf, type IdempotentRequest } from './post-journal.ts';

export interface CheckPorts {
  readonly accounts: AccountReader;
  readonly checks: CheckBooks;
  readonly ids: Ids;
}

export interface DepositCheckCommand {
  readonly accountId: string;
  readonly amount: Money;
  readonly kind: CheckKind;
  readonly reference: string;
}

export interface CheckReceipt {
  readonly check: CheckDeposit;
  readonly reference: string;
  /** Of the account right after the deposit. */
  readonly balanceAfterMinor: bigint;
}

/** How often another check of the same customer may come in between before this one gives up. */
const attempts = 5;

/**
 * Takes a check at the counter: all of it is credited, and held until Regulation CC makes it available part by part.
 * @throws BankError account-not-found, account-closed, currency-mismatch, second-person-required
 */
export async function depositCheck(
  ports: CheckPorts,
  principal: Principal,
  { command, request }: { command: DepositCheckCommand; request: IdempotentRequest },
): Promise<CheckReceipt & Pick<WriteOutcome, 'outcome'>> {
  await refuseOwnAccount(ports.accounts, principal, command.accountId);
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { id, outcome } = await attemptDeposit(ports, principal, { command, request });
      return { ...(await readCheckDeposit(ports, id)), outcome };
    } catch (error) {
      const isOvertaken = error instanceof BankError && error.code === 'condition-failed';
      if (!isOvertaken || attempt === attempts) throw error;
    }
  }
}

async function attemptDeposit(
  { checks, ids }: CheckPorts,
  principal: Principal,
  { command, request }: { command: DepositCheckCommand; request: IdempotentRequest },
): Promise<WriteOutcome> {
  const facts = await checks.facts(command.accountId);
  if (!facts) throw new BankError('account-not-found', 'There is no customer account with this id.');
  return checks.deposit({
    ...command,
    id: ids.next(),
    actor: principal.subject,
    facts,
    parts: partsOf(command, facts).map((part) => ({ ...part, hold: ids.next() })),
    ...requestKeyOf(principal, 'depositCheck', request),
  });
}

function partsOf(
  { kind, amount }: DepositCheckCommand,
  facts: CheckFacts,
): ReturnType<typeof availabilityOf> {
  return availabilityOf({
    depositClass: kind === 'special' ? 'special-check' : 'other-check',
    minor: amount.minor,
    // The business date moves at the bank's close, so a check that comes later counts on the next day by itself.
    bankingDay: bankingDayOf(facts.businessDate, false),
    isNewAccount: facts.isNew,
    earlier: facts,
  });
}

/** A check comes back unpaid: what is held of it is given back, and the account owes the rest, be it overdrawn by it. */
export async function returnCheck(
  ports: CheckPorts,
  principal: Principal,
  { journalId, reason, request }: { journalId: string; reason: ReturnReason; request: IdempotentRequest },
): Promise<CheckReceipt & Pick<WriteOutcome, 'outcome'>> {
  const { id, outcome } = await ports.checks.returnCheck({
    id: ports.ids.next(),
    check: journalId,
    reason,
    actor: principal.subject,
    ...requestKeyOf(principal, 'returnCheck', request),
  });
  return { ...(await readCheckDeposit(ports, id)), outcome };
}

/** The receipt of a deposited check. @throws BankError not-found */
export async function readCheckDeposit(
  { checks, accounts }: Pick<CheckPorts, 'checks' | 'accounts'>,
  journalId: string,
): Promise<CheckReceipt> {
  const check = await checks.check(journalId);
  const own = check && (await accounts.transactionOf(check.accountId, journalId));
  if (!own) throw new BankError('not-found', 'There is no check with this id.');
  return { check, reference: own.reference, balanceAfterMinor: own.balanceAfterMinor };
}
