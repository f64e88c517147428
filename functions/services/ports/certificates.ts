import type {
  CertificateWithdrawal,
  NewCertificate,
  WithdrawalQuote,
  WithdrawalResult,
} from '../../domain/certificate.ts';

export interface CertificateLedger {
  /** @returns id of the account. @throws BankError certificate-refused and what else the posting rules refuse */
  open(
    certificate: NewCertificate,
  ): Promise<{ readonly id: string; readonly outcome: 'posted' | 'replayed' }>;
  /** What it would cost now; changes nothing. @throws BankError withdrawal-refused */
  quote(withdrawal: CertificateWithdrawal): Promise<WithdrawalQuote>;
  /** @throws BankError withdrawal-refused, also where the penalty is another one than was shown */
  withdraw(
    withdrawal: CertificateWithdrawal & {
      readonly key: string;
      readonly requestHash: string;
      readonly actor: string;
      /** What the customer was shown, and is insisted on. */
      readonly penaltyMinor?: bigint;
    },
  ): Promise<WithdrawalResult>;
}
