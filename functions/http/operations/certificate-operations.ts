import type { CertificateView } from '../../contract/certificates.ts';
import type { WithdrawalQuote } from '../../domain/certificate.ts';
import { BankError } from '../../domain/errors.ts';
import { publicId } from '../../domain/ids.ts';
import { decimalText } from '../../domain/interest/rational.ts';
import {
  openCertificate,
  quoteWithdrawal,
  withdrawCertificate,
  type CertificatePorts,
  type OpenedCertificate,
} from '../../services/certificates.ts';
import { idempotentOf, principalOf, replayedHeader, type Operations } from '../operation.ts';
import { innerId } from './identify.ts';
import { moneyView } from './present.ts';

const usd = (minor: bigint): ReturnType<typeof moneyView> => moneyView(minor, 'USD');

function openedView({ account, interest }: OpenedCertificate, amountMinor: bigint): CertificateView {
  const { certificate, ratePpm } = interest;
  if (certificate === null) throw new Error('The books opened a certificate that has no term');
  const { startsOn, maturesOn, graceDays, penaltyDays, atMaturity } = certificate;
  return {
    ...{ startsOn, maturesOn, graceDays, penaltyDays, atMaturity },
    accountId: publicId('account', account.id),
    number: account.number,
    name: account.name,
    amount: usd(amountMinor),
    rate: decimalText({ numerator: ratePpm, denominator: 10_000n }, 2),
  };
}

type Paid = Pick<WithdrawalQuote, 'amountMinor' | 'penaltyMinor' | 'interestMinor'>;
type MoneyView = ReturnType<typeof moneyView>;

const paidView = ({
  amountMinor,
  penaltyMinor,
  interestMinor,
}: Paid): Record<'amount' | 'penalty' | 'interest' | 'paid', MoneyView> => ({
  amount: usd(amountMinor),
  penalty: usd(penaltyMinor),
  interest: usd(interestMinor),
  paid: usd(amountMinor + interestMinor - penaltyMinor),
});

function dollars({ minor, currency }: MoneyView): bigint {
  if (currency !== 'USD')
    throw new BankError('currency-mismatch', `Certificates are kept in USD, not in ${currency}.`);
  return BigInt(minor);
}

/** Certificates at the counter: opened, and withdrawn before their time. */
export function certificateOperations(
  ports: CertificatePorts,
): Operations<'openCertificate' | 'withdrawCertificate'> {
  return {
    async openCertificate({ body, state }) {
      const { customerId, amount, fromAccountId, payoutAccountId, ...rest } = body;
      const command = {
        ...rest,
        customerId: innerId('customer', customerId),
        minor: dollars(amount),
        fromAccountId: innerId('account', fromAccountId),
        payoutAccountId: payoutAccountId === undefined ? undefined : innerId('account', payoutAccountId),
      };
      const request = idempotentOf(state);
      const opened = await openCertificate(ports, principalOf(state), { command, request });
      const view = openedView(opened, command.minor);
      const location = `/api/v1/accounts/${view.accountId}`;
      return {
        body: view,
        headers: { ...replayedHeader(opened.replayed ? 'replayed' : 'posted'), location },
      };
    },
    async withdrawCertificate({ params, body, state }) {
      const withdrawal = {
        account: innerId('account', params.accountId),
        to: innerId('account', body.toAccountId),
        ...(body.amount === undefined ? {} : { minor: dollars(body.amount) }),
      };
      if (body.dryRun) {
        const { penaltyDays, isAll, maturesOn, ...quote } = await quoteWithdrawal(
          ports,
          principalOf(state),
          withdrawal,
        );
        const view = { status: 'quoted', ...paidView(quote), penaltyDays, isAll, maturesOn } as const;
        return { status: 200, body: view };
      }
      const { outcome, ...result } = await withdrawCertificate(ports, principalOf(state), {
        withdrawal,
        penaltyMinor: body.penalty === undefined ? undefined : dollars(body.penalty),
        request: idempotentOf(state),
      });
      return { body: { status: 'withdrawn', ...paidView(result) }, headers: replayedHeader(outcome) };
    },
  };
}
