import { BankError } from '../domain/errors.ts';
import type { EntryTarget } from '../domain/journal.ts';
import type {
  AskedPaymentKind,
  Loan,
  LoanPaymentCommand,
  LoanPaymentResult,
  NewLoan,
} from '../domain/loans/loan.ts';
import { offerOf, type LoanOffer } from '../domain/loans/offer.ts';
import { levelPayment, scheduleOf, type Installment, type LevelLoan } from '../domain/loans/schedule.ts';
import type { Principal } from '../domain/session.ts';
import type { AccountReader, Ids } from './ports.ts';
import type { LoanLedger, LoanReader } from './ports/loans.ts';
import { dryRun, requestKeyOf, type IdempotentRequest } from './post-journal.ts';
import { readableAccount } from './readable-account.ts';
import { ownAccount } from './transfer-funds.ts';

export interface LoanPorts {
  readonly accounts: AccountReader;
  readonly loans: LoanReader & LoanLedger;
  readonly ids: Ids;
}

/** A loan that the principal may see; any other account, and one that is no loan, is not there. */
export async function readLoan(ports: LoanPorts, principal: Principal, accountId: string): Promise<Loan> {
  const account = await readableAccount(ports.accounts, principal, accountId);
  const loan = await ports.loans.loan(account.id);
  if (!loan) throw new BankError('not-found', 'This account is no loan.');
  return loan;
}

export interface PayLoanCommand {
  readonly loanId: string;
  readonly fromAccountId: string;
  readonly kind: AskedPaymentKind;
  /** All that is owed where a payoff names none. */
  readonly minor: bigint | undefined;
}

/** The borrower pays from an account of their own. @throws BankError not-found for what is not theirs */
export async function payLoan(
  ports: LoanPorts,
  principal: Principal,
  { command, request }: { command: PayLoanCommand; request: IdempotentRequest },
): Promise<LoanPaymentResult> {
  return ports.loans.pay(await paymentOf(ports, principal, { command, request }));
}

/** What the same payment would do now; refused as it would be. */
export async function previewLoanPayment(
  ports: LoanPorts,
  principal: Principal,
  command: PayLoanCommand,
): Promise<LoanPaymentResult> {
  return ports.loans.previewPayment(await paymentOf(ports, principal, { command, request: dryRun }));
}

async function paymentOf(
  ports: LoanPorts,
  principal: Principal,
  { command, request }: { command: PayLoanCommand; request: IdempotentRequest },
): Promise<LoanPaymentCommand> {
  const loan = await ownAccount(ports.accounts, principal, command.loanId);
  const from = await ownAccount(ports.accounts, principal, command.fromAccountId);
  return {
    id: ports.ids.next(),
    loan: loan.id,
    from: { account: from.id },
    kind: command.kind,
    ...(command.minor === undefined ? {} : { minor: command.minor }),
    actor: principal.subject,
    ...requestKeyOf(principal, 'payLoan', request),
  };
}

export interface OriginateCommand {
  readonly customerId: string;
  readonly product: string;
  readonly principalMinor: bigint;
  /** The rate of the product where absent. */
  readonly ratePpm: number | undefined;
  readonly termMonths: number;
  readonly firstDueOn: string;
  readonly feeMinor: bigint;
  readonly paymentAccountId: string;
  /** The account that pays it back where absent. */
  readonly payTo: EntryTarget | undefined;
}

/** Makes a loan with level installments and pays it out. @throws BankError loan-terms-refused */
export async function originateLoan(
  ports: LoanPorts,
  principal: Principal,
  { command, request }: { command: OriginateCommand; request: IdempotentRequest },
): Promise<{ readonly loan: Loan; readonly replayed: boolean }> {
  const { id, outcome } = await ports.loans.originate(
    await newLoanOf(ports, principal, { command, request }),
  );
  return { loan: await readLoan(ports, principal, id), replayed: outcome === 'replayed' };
}

/** The same loan as it would be made today, with what it costs; refused as it would be. */
export async function previewLoan(
  ports: LoanPorts,
  principal: Principal,
  command: OriginateCommand,
): Promise<LoanOffer> {
  const loan = await newLoanOf(ports, principal, { command, request: dryRun });
  const { disbursedOn } = await ports.loans.previewOrigination(loan);
  return offerOf(loan, disbursedOn);
}

async function newLoanOf(
  ports: LoanPorts,
  principal: Principal,
  { command, request }: { command: OriginateCommand; request: IdempotentRequest },
): Promise<NewLoan> {
  const terms = (await ports.loans.products()).find(({ product }) => product === command.product);
  if (!terms) throw new BankError('loan-terms-refused', `There is no loan product ${command.product}.`);
  const { customerId, paymentAccountId, payTo, ratePpm = terms.ratePpm, ...asked } = command;
  return {
    ...asked,
    id: ports.ids.next(),
    journalId: ports.ids.next(),
    customer: customerId,
    ratePpm,
    paymentMinor: levelPayment({ ...asked, ratePpm }),
    installments: installmentsOf({ ...asked, ratePpm }, command.firstDueOn),
    paymentAccount: paymentAccountId,
    payTo: payTo ?? { account: paymentAccountId },
    actor: principal.subject,
    ...requestKeyOf(principal, 'originateLoan', request),
  };
}

function installmentsOf(loan: LevelLoan, firstDueOn: string): Installment[] {
  try {
    return scheduleOf(loan, firstDueOn);
  } catch (error) {
    if (error instanceof RangeError)
      throw new BankError('loan-terms-refused', `${error.message}.`, { cause: error });
    throw error;
  }
}
