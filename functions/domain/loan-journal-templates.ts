import { houseJournal } from './house-journal.ts';
import type { JournalDraft } from './journal.ts';
import { credit, debit, gl } from './journal-templates.ts';
import { usd, type Money } from './money.ts';

const accruedInterestLoans = '1600';
const allowance = '1499';
const provisionExpense = '5210';

/** L01 Loan paid out to the borrower's bank: Dr loans of a category, Cr Federal Reserve. */
export function loanGranted(loan: string, amount: Money): JournalDraft {
  const rule = { template: 'L01', description: 'Loans granted' };
  return houseJournal(rule, { from: gl.federalReserve, to: loan }, amount);
}

/** L02 Interest accrued on the loans of a category: Dr accrued interest, Cr its interest income. */
export function loanInterestAccrued(income: string, amount: Money): JournalDraft {
  const rule = { template: 'L02', description: 'Loan interest accrued' };
  return houseJournal(rule, { from: income, to: accruedInterestLoans }, amount);
}

export interface PrincipalPaid {
  /** Chart code of the category. */
  readonly loan: string;
  readonly minor: bigint;
}

/** L03 Payments of borrowers: Dr Federal Reserve, Cr accrued interest, Cr loans. */
export function loanPaymentsCollected(interest: Money, principal: readonly PrincipalPaid[]): JournalDraft {
  const total = principal.reduce((sum, { minor }) => sum + minor, interest.minor);
  return {
    template: 'L03',
    description: 'Loan payments collected',
    entries: [
      debit({ gl: gl.federalReserve }, { ...interest, minor: total }),
      credit({ gl: accruedInterestLoans }, interest),
      ...principal.map(({ loan, minor }) => credit({ gl: loan }, usd(minor))),
    ],
  };
}

/** L06 Provision, up to the allowance that the loans require: Dr provision, Cr allowance for credit losses. */
export function creditLossProvision(amount: Money): JournalDraft {
  const rule = { template: 'L06', description: 'Provision for credit losses' };
  return houseJournal(rule, { from: allowance, to: provisionExpense }, amount);
}

/** L07 Charge-off: Dr allowance for credit losses, Cr loans of a category. */
export function loanChargedOff(loan: string, amount: Money): JournalDraft {
  const rule = { template: 'L07', description: 'Loan charged off' };
  return houseJournal(rule, { from: loan, to: allowance }, amount);
}
