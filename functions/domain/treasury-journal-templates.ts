import { houseJournal } from './house-journal.ts';
import type { JournalDraft } from './journal.ts';
import { credit, debit, gl } from './journal-templates.ts';
import type { Money } from './money.ts';

const accruedInterestSecurities = '1605';
const fairValueAdjustment = '1229';
const deferredTaxAsset = '1610';
const otherComprehensiveIncome = '3060';
const advances = '2200';
const accruedInterestBorrowings = '2305';
const advanceInterest = '5050';

/** D01 Interest accrued on the deposits of a product: Dr interest expense, Cr accrued interest. */
export function depositInterestAccrued(expense: string, amount: Money): JournalDraft {
  const rule = { template: 'D01', description: 'Deposit interest accrued' };
  return houseJournal(rule, { from: gl.accruedInterestDeposits, to: expense }, amount);
}

/** T01 Interest on reserve balances: Dr Federal Reserve, Cr interest income. */
export function reserveInterestReceived(amount: Money): JournalDraft {
  const rule = { template: 'T01', description: 'Interest on reserve balances' };
  return houseJournal(rule, { from: '4060', to: gl.federalReserve }, amount);
}

/** T02 Security bought: Dr securities, Cr Federal Reserve. */
export function securityBought(security: string, amount: Money): JournalDraft {
  const rule = { template: 'T02', description: 'Securities bought' };
  return houseJournal(rule, { from: gl.federalReserve, to: security }, amount);
}

/** T03 Coupon accrued: Dr accrued interest, Cr interest income of the kind of security. */
export function couponAccrued(income: string, amount: Money): JournalDraft {
  const rule = { template: 'T03', description: 'Securities interest accrued' };
  return houseJournal(rule, { from: income, to: accruedInterestSecurities }, amount);
}

/** T03 Coupon received: Dr Federal Reserve, Cr accrued interest. */
export function couponReceived(amount: Money): JournalDraft {
  const rule = { template: 'T03', description: 'Securities interest received' };
  return houseJournal(rule, { from: accruedInterestSecurities, to: gl.federalReserve }, amount);
}

/**
 * T05 Fair value of securities available for sale up by an amount, or down by a negative one: Dr adjustment,
 * Cr deferred tax, Cr other comprehensive income.
 * @param tax the part of the change that is deferred tax, of the same sign
 */
export function fairValueChanged(change: Money, tax: Money): JournalDraft {
  return {
    template: 'T05',
    description: 'Fair value of securities available for sale',
    entries: [
      debit({ gl: fairValueAdjustment }, change),
      credit({ gl: deferredTaxAsset }, tax),
      credit({ gl: otherComprehensiveIncome }, { ...change, minor: change.minor - tax.minor }),
    ],
  };
}

/** T07 Advance of the Federal Home Loan Bank drawn: Dr Federal Reserve, Cr advances. */
export function advanceDrawn(amount: Money): JournalDraft {
  const rule = { template: 'T07', description: 'FHLB advance drawn' };
  return houseJournal(rule, { from: advances, to: gl.federalReserve }, amount);
}

/** T07 Advance repaid: Dr advances, Cr Federal Reserve. */
export function advanceRepaid(amount: Money): JournalDraft {
  const rule = { template: 'T07', description: 'FHLB advance repaid' };
  return houseJournal(rule, { from: gl.federalReserve, to: advances }, amount);
}

/** T07 Interest on advances accrued: Dr interest expense, Cr accrued interest. */
export function advanceInterestAccrued(amount: Money): JournalDraft {
  const rule = { template: 'T07', description: 'FHLB interest accrued' };
  return houseJournal(rule, { from: accruedInterestBorrowings, to: advanceInterest }, amount);
}

/** T07 Interest on advances paid: Dr accrued interest, Cr Federal Reserve. */
export function advanceInterestPaid(amount: Money): JournalDraft {
  const rule = { template: 'T07', description: 'FHLB interest paid' };
  return houseJournal(rule, { from: gl.federalReserve, to: accruedInterestBorrowings }, amount);
}
