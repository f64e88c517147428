import type { Account } from '../domain/account.ts';
import type {
  CertificateWithdrawal,
  MaturityChoice,
  WithdrawalQuote,
  WithdrawalResult,
} from '../domain/certificate.ts';
import type { AccountInterest } from '../domain/deposit-product.ts';
import { BankError } from '../domain/errors.ts';
import type { Principal } from '../domain/session.ts';
import type { AccountReader, Ids } from './ports.ts';
import type { CertificateLedger } from './ports/certificates.ts';
import type { DepositReader } from './ports/deposits.ts';
import { requestKeyOf, type IdempotentRequest } from './post-journal.ts';
import { readInterest } from './read-deposits.ts';
import { readableAccount } from './readable-account.ts';

export interface CertificatePorts {
  readonly accounts: AccountReader;
  readonly deposits: DepositReader;
  readonly certificates: CertificateLedger;
  readonly ids: Ids;
}

export interface OpenCertificateCommand {
  readonly customerId: string;
  readonly product: string;
  readonly minor: bigint;
  readonly fromAccountId: string;
  readonly atMaturity: MaturityChoice;
  readonly payoutAccountId: string | undefined;
}

export interface OpenedCertificate {
  readonly account: Account;
  readonly interest: AccountInterest;
  readonly replayed: boolean;
}

/** Opens a certificate for a customer with money of another account of theirs. @throws BankError certificate-refused */
export async function openCertificate(
  ports: CertificatePorts,
  principal: Principal,
  { command, request }: { command: OpenCertificateCommand; request: IdempotentRequest },
): Promise<OpenedCertificate> {
  const { customerId, fromAccountId, payoutAccountId, ...asked } = command;
  const { id, outcome } = await ports.certificates.open({
    ...asked,
    id: ports.ids.next(),
    customer: customerId,
    from: fromAccountId,
    payoutAccount: payoutAccountId ?? null,
    actor: principal.subject,
    ...requestKeyOf(principal, 'openCertificate', request),
  });
  const account = await readableAccount(ports.accounts, principal, id);
  const interest = await readInterest(ports, principal, id);
  return { account, interest, replayed: outcome === 'replayed' };
}

/** What a withdrawal would cost today; refused as it would be. */
export async function quoteWithdrawal(
  ports: CertificatePorts,
  principal: Principal,
  withdrawal: CertificateWithdrawal,
): Promise<WithdrawalQuote> {
  await certificateOf(ports, principal, withdrawal.account);
  return ports.certificates.quote(withdrawal);
}

/** Pays it to another account of the customer; with all of it the certificate ends. @throws BankError withdrawal-refused */
export async function withdrawCertificate(
  ports: CertificatePorts,
  principal: Principal,
  {
    withdrawal,
    penaltyMinor,
    request,
  }: { withdrawal: CertificateWithdrawal; penaltyMinor: bigint | undefined; request: IdempotentRequest },
): Promise<WithdrawalResult> {
  await certificateOf(ports, principal, withdrawal.account);
  const { scope, key, requestHash } = requestKeyOf(principal, 'withdrawCertificate', request);
  return ports.certificates.withdraw({
    ...withdrawal,
    ...(penaltyMinor === undefined ? {} : { penaltyMinor }),
    key: `${scope}:${key}`,
    requestHash,
    actor: principal.subject,
  });
}

/** @throws BankError not-found for an account that is no certificate */
async function certificateOf(
  ports: CertificatePorts,
  principal: Principal,
  accountId: string,
): Promise<void> {
  const { certificate } = await readInterest(ports, principal, accountId);
  if (certificate === null) throw new BankError('not-found', 'This account is no certificate.');
}
