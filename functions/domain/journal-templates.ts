import type { EntryDraft, EntryTarget, JournalDraft } from './journal.ts';
import type { Money } from './money.ts';

/** Chart codes that the posting rules name. */
export const gl = {
  vaultCash: '1010',
  atmCash: '1012',
  federalReserve: '1040',
  paymentClearing: '2350',
  accruedInterestDeposits: '2300',
  overdraftInterestIncome: '4040',
  interestExpenseTransaction: '5010',
  maintenanceFees: '6020',
} as const;

function debit(target: EntryTarget, { minor, currency }: Money): EntryDraft {
  return { ...target, minor, currency };
}

function credit(target: EntryTarget, { minor, currency }: Money): EntryDraft {
  return { ...target, minor: -minor, currency };
}

/** P01 Cash deposit at the teller: Dr vault cash, Cr deposit. */
export function cashDeposit(account: string, amount: Money): JournalDraft {
  return {
    template: 'P01',
    description: 'Cash deposit',
    entries: [debit({ gl: gl.vaultCash }, amount), credit({ account }, amount)],
  };
}

/** P03 ACH credit received, on its settlement date: Dr Federal Reserve, Cr deposit. */
export function transferReceived(account: string, amount: Money): JournalDraft {
  return {
    template: 'P03',
    description: 'Transfer received',
    entries: [debit({ gl: gl.federalReserve }, amount), credit({ account }, amount)],
  };
}

/** P05 ACH credit originated and settled on one day: Dr deposit, Cr clearing; Dr clearing, Cr Federal Reserve. */
export function transferSent(account: string, amount: Money): JournalDraft {
  return {
    template: 'P05',
    description: 'Transfer sent',
    entries: [
      debit({ account }, amount),
      credit({ gl: gl.paymentClearing }, amount),
      debit({ gl: gl.paymentClearing }, amount),
      credit({ gl: gl.federalReserve }, amount),
    ],
  };
}

/** P07 Cash withdrawal at the counter, or at a machine: Dr deposit, Cr vault or ATM cash. */
export function cashWithdrawal(
  account: string,
  amount: Money,
  from: 'counter' | 'atm' = 'counter',
): JournalDraft {
  const cash = from === 'atm' ? gl.atmCash : gl.vaultCash;
  return {
    template: 'P07',
    description: from === 'atm' ? 'Cash withdrawal by card' : 'Cash withdrawal',
    entries: [debit({ account }, amount), credit({ gl: cash }, amount)],
  };
}

/** P08 Transfer between two accounts of the bank: total deposits stay as they are. */
export function internalTransfer(from: string, to: string, amount: Money): JournalDraft {
  return {
    template: 'P08',
    description: 'Transfer',
    entries: [debit({ account: from }, amount), credit({ account: to }, amount)],
  };
}

/** P12 Monthly service charge: Dr deposit, Cr service charges. */
export function serviceCharge(account: string, amount: Money): JournalDraft {
  return {
    template: 'P12',
    description: 'Service charge',
    entries: [debit({ account }, amount), credit({ gl: gl.maintenanceFees }, amount)],
  };
}

/** Interest charged on an overdrawn deposit, which is reported as a loan: Dr deposit, Cr interest income. */
export function overdraftInterest(account: string, amount: Money): JournalDraft {
  return {
    template: 'L02',
    description: 'Interest on overdraft',
    entries: [debit({ account }, amount), credit({ gl: gl.overdraftInterestIncome }, amount)],
  };
}

/** D01 and D02 at once: interest that was not accrued day by day is accrued and capitalised in one journal. */
export function interestCapitalised(account: string, amount: Money): JournalDraft {
  return {
    template: 'D02',
    description: 'Interest',
    entries: [
      debit({ gl: gl.interestExpenseTransaction }, amount),
      credit({ gl: gl.accruedInterestDeposits }, amount),
      debit({ gl: gl.accruedInterestDeposits }, amount),
      credit({ account }, amount),
    ],
  };
}
