import { BankError } from '../domain/errors.ts';
import type { Loan } from '../domain/loans/loan.ts';
import type { Principal } from '../domain/session.ts';
import { readLoan, type LoanPorts } from './loans.ts';
import { requestKeyOf, type IdempotentRequest } from './post-journal.ts';

export interface ChangedLoan {
  readonly loan: Loan;
  readonly replayed: boolean;
}

interface TakeBackCommand {
  readonly loanId: string;
  readonly paymentId: string;
  readonly reason: string;
}

/** Takes back the last payment of a loan, as if it had never come. @throws BankError payment-not-reversible */
export async function reverseLoanPayment(
  ports: LoanPorts,
  principal: Principal,
  { command, request }: { command: TakeBackCommand; request: IdempotentRequest },
): Promise<ChangedLoan> {
  const { payments } = await readLoan(ports, principal, command.loanId);
  if (!payments.some(({ id }) => id === command.paymentId))
    throw new BankError('not-found', 'There is no such payment on this loan.');
  const outcome = await ports.loans.reversePayment({
    id: ports.ids.next(),
    payment: command.paymentId,
    reason: command.reason,
    actor: principal.subject,
    ...requestKeyOf(principal, 'reverseLoanPayment', request),
  });
  return { loan: await readLoan(ports, principal, command.loanId), replayed: outcome === 'replayed' };
}

/** Lets a nonaccrual loan of which nothing is due earn again. @throws BankError accrual-refused */
export async function returnLoanToAccrual(
  ports: LoanPorts,
  principal: Principal,
  { command, request }: { command: { loanId: string; reason: string }; request: IdempotentRequest },
): Promise<ChangedLoan> {
  const { accountId } = await readLoan(ports, principal, command.loanId);
  const outcome = await ports.loans.returnToAccrual({
    id: ports.ids.next(),
    loan: accountId,
    reason: command.reason,
    actor: principal.subject,
    ...requestKeyOf(principal, 'returnLoanToAccrual', request),
  });
  return { loan: await readLoan(ports, principal, accountId), replayed: outcome === 'replayed' };
}
