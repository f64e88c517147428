import type { LoanOffer } from '../../contract/loan-changes.ts';
import type { LoanView } from '../../contract/loans.ts';
import { decimalText } from '../../domain/interest/rational.ts';
import type { LoanOffer as Offer } from '../../domain/loans/offer.ts';
import { returnLoanToAccrual, reverseLoanPayment, type ChangedLoan } from '../../services/change-loans.ts';
import { previewLoan, type LoanPorts } from '../../services/loans.ts';
import { idempotentOf, principalOf, replayedHeader, type Operations } from '../operation.ts';
import { innerId } from './identify.ts';
import { commandOf, loanView, usd } from './loan-operations.ts';

function offerView({ product, ratePpm, disbursedOn, apr, installments, ...offer }: Offer): LoanOffer {
  return {
    ...{ product, ratePpm, disbursedOn },
    principal: usd(offer.principalMinor),
    fee: usd(offer.feeMinor),
    amountFinanced: usd(offer.amountFinancedMinor),
    payment: usd(offer.paymentMinor),
    financeCharge: usd(offer.financeChargeMinor),
    totalOfPayments: usd(offer.totalOfPaymentsMinor),
    apr: decimalText({ numerator: apr, denominator: 100n }, 2),
    installments: installments.map((row, index) => ({
      n: index + 1,
      dueOn: row.dueOn,
      payment: usd(row.paymentMinor),
      interest: usd(row.interestMinor),
      principal: usd(row.principalMinor),
      balanceAfter: usd(row.balanceAfterMinor),
    })),
  };
}

const changedView = ({
  loan,
  replayed,
}: ChangedLoan): { body: LoanView; headers: Record<string, string> } => ({
  body: loanView(loan),
  headers: replayedHeader(replayed ? 'replayed' : 'posted'),
});

/** What the bank's people do to loans beside making them: look first, take back a payment, return to accrual. */
export function loanChangeOperations(
  ports: LoanPorts,
): Operations<'listLoanProducts' | 'previewLoan' | 'reverseLoanPayment' | 'returnLoanToAccrual'> {
  return {
    async listLoanProducts() {
      const products = await ports.loans.products();
      return { body: { items: products.map(({ product, ...terms }) => ({ code: product, ...terms })) } };
    },
    async previewLoan({ body, state }) {
      return { body: offerView(await previewLoan(ports, principalOf(state), commandOf(body))) };
    },
    async reverseLoanPayment({ params, body: { reason }, state }) {
      const command = {
        loanId: innerId('account', params.accountId),
        paymentId: innerId('loanPayment', params.paymentId),
        reason,
      };
      const request = idempotentOf(state);
      return changedView(await reverseLoanPayment(ports, principalOf(state), { command, request }));
    },
    async returnLoanToAccrual({ params, body: { reason }, state }) {
      const command = { loanId: innerId('account', params.accountId), reason };
      const request = idempotentOf(state);
      return changedView(await returnLoanToAccrual(ports, principalOf(state), { command, request }));
    },
  };
}
