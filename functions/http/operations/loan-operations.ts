import type * as z from 'zod';
import type { LoanView, newLoan } from '../../contract/loans.ts';
import type { Routes } from '../../contract/routes.ts';
import { BankError } from '../../domain/errors.ts';
import { publicId } from '../../domain/ids.ts';
import type { Loan, LoanPayment, LoanPaymentResult } from '../../domain/loans/loan.ts';
import {
  originateLoan,
  payLoan,
  previewLoanPayment,
  readLoan,
  type LoanPorts,
  type OriginateCommand,
} from '../../services/loans.ts';
import { idempotentOf, principalOf, replayedHeader, type Operation, type Operations } from '../operation.ts';
import { innerId } from './identify.ts';
import { moneyView } from './present.ts';

/** Loans are made in US dollars. */
export const usd = (minor: bigint): { minor: string; currency: string } => moneyView(minor, 'USD');

type Paid = Pick<
  LoanPayment,
  'amountMinor' | 'interestMinor' | 'principalMinor' | 'lateFeeMinor' | 'businessDate'
>;

const paidView = (
  payment: Paid,
): Pick<LoanView['payments'][number], 'amount' | 'interest' | 'principal' | 'lateFee' | 'businessDate'> => ({
  amount: usd(payment.amountMinor),
  interest: usd(payment.interestMinor),
  principal: usd(payment.principalMinor),
  lateFee: usd(payment.lateFeeMinor),
  businessDate: payment.businessDate,
});

function paymentView(payment: LoanPayment): LoanView['payments'][number] {
  const { id, kind, recordedAt, takenBackOn } = payment;
  return { id: publicId('loanPayment', id), kind, ...paidView(payment), recordedAt, takenBackOn };
}

function stateOf(
  loan: Loan,
  { n, dueOn }: Loan['installments'][number],
): LoanView['installments'][number]['state'] {
  if (n <= loan.covered) return 'paid';
  if (n === loan.covered + 1 && loan.coveredPartMinor > 0n) return 'part';
  return dueOn <= loan.businessDate && loan.status !== 'charged-off' ? 'due' : 'coming';
}

export function loanView(loan: Loan): LoanView {
  const { principalMinor, paymentMinor, feeMinor, lateFeeMinor, lateFeePpm, graceDays } = loan;
  const { accountId, number, name, product, productName, method, status, ratePpm, termMonths } = loan;
  const { disbursedOn, firstDueOn, nextDueOn, paymentNumber, businessDate, daysPastDue } = loan;
  return {
    ...{ accountId: publicId('account', accountId), number, name, product, productName },
    ...{ method, status, ratePpm, termMonths, disbursedOn, firstDueOn, nextDueOn },
    ...{ paymentNumber, businessDate, daysPastDue },
    principal: usd(principalMinor),
    payment: usd(paymentMinor),
    fee: usd(feeMinor),
    paymentAccountId: publicId('account', loan.paymentAccountId),
    lateFee: { flat: usd(lateFeeMinor), installmentPpm: lateFeePpm, graceDays },
    owed: usd(loan.owedMinor),
    principalLeft: usd(loan.principalLeftMinor),
    interest: usd(loan.interestMinor),
    lateFees: usd(loan.lateFeesMinor),
    due: usd(loan.dueMinor),
    restorable: loan.restorable,
    perDiem: usd(loan.perDiemMinor),
    installments: loan.installments.map((row) => ({
      n: row.n,
      dueOn: row.dueOn,
      payment: usd(row.paymentMinor),
      interest: usd(row.interestMinor),
      principal: usd(row.principalMinor),
      balanceAfter: usd(row.balanceAfterMinor),
      state: stateOf(loan, row),
    })),
    payments: loan.payments.map(paymentView),
    events: loan.events.map(({ amountMinor, ...event }) => ({ ...event, amount: usd(amountMinor) })),
  };
}

export function minorOf(amount: { minor: string; currency: string } | undefined): bigint | undefined {
  if (amount !== undefined && amount.currency !== 'USD')
    throw new BankError('currency-mismatch', `Loans are kept in USD, not in ${amount.currency}.`);
  return amount === undefined ? undefined : BigInt(amount.minor);
}

type PaymentBody = Awaited<ReturnType<Operation<Routes['payLoan']>>>['body'];

function previewView(result: LoanPaymentResult): PaymentBody {
  const { kind, owedAfterMinor } = result;
  return { status: 'previewed', kind, ...paidView(result), owedAfter: usd(owedAfterMinor ?? 0n) };
}

/** A loan as it is asked for, in the ids and amounts of the books. */
export function commandOf({
  customerId,
  paymentAccountId,
  principal,
  fee,
  payTo,
  ratePpm,
  ...terms
}: z.output<typeof newLoan>): OriginateCommand {
  return {
    ...terms,
    customerId: innerId('customer', customerId),
    paymentAccountId: innerId('account', paymentAccountId),
    principalMinor: minorOf(principal) ?? 0n,
    feeMinor: minorOf(fee) ?? 0n,
    ratePpm,
    payTo: payTo === 'settlement' ? { gl: '1040' } : undefined,
  };
}

export function loanOperations(ports: LoanPorts): Operations<'getLoan' | 'payLoan' | 'originateLoan'> {
  return {
    async getLoan({ params, state }) {
      const accountId = innerId('account', params.accountId);
      return { body: loanView(await readLoan(ports, principalOf(state), accountId)) };
    },
    async payLoan({ params, body, state }) {
      const { fromAccountId, kind, amount, dryRun } = body;
      const command = {
        loanId: innerId('account', params.accountId),
        fromAccountId: innerId('account', fromAccountId),
        kind,
        minor: minorOf(amount),
      };
      if (dryRun) {
        return {
          status: 200,
          body: previewView(await previewLoanPayment(ports, principalOf(state), command)),
        };
      }
      const paid = await payLoan(ports, principalOf(state), { command, request: idempotentOf(state) });
      const headers = replayedHeader(paid.outcome === 'replayed' ? 'replayed' : 'posted');
      return { body: { status: 'posted', ...paymentView(paid) }, headers };
    },
    async originateLoan({ body, state }) {
      const command = commandOf(body);
      const { loan, replayed } = await originateLoan(ports, principalOf(state), {
        command,
        request: idempotentOf(state),
      });
      const view = loanView(loan);
      const location = `/api/v1/accounts/${view.accountId}/loan`;
      return { body: view, headers: { ...replayedHeader(replayed ? 'replayed' : 'posted'), location } };
    },
  };
}
