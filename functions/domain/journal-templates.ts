import type { EntryDraft, EntryTarget, JournalDraft } from './journal.ts';
import type { Money } from './money.ts';

/** Chart codes that the posting rules name. */
export const gl = {
  vaultCash: '1010',
  atmCash: '1012',
  checksInCollection: '1020',
  federalReserve: '1040',
  paymentClearing: '2350',
  accruedInterestDeposits: '2300',
  backupWithholding: '2360',
  overdraftInterestIncome: '4040',
  interestExpenseTransaction: '5010',
  maintenanceFees: '6020',
  wireFees: '6070',
  interchange: '6075',
} as const;

/** The debit line of an amount. */
export function debit(target: EntryTarget, { minor, currency }: Money): EntryDraft {
  return { ...target, minor, currency };
}

/** The credit line of an amount. */
export function credit(target: EntryTarget, { minor, currency }: Money): EntryDraft {
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

/** P02 Check deposit, credited before it is collected: Dr cash items in collection, Cr deposit. */
export function checkDeposit(account: string, amount: Money): JournalDraft {
  return {
    template: 'P02',
    description: 'Check deposit',
    entries: [debit({ gl: gl.checksInCollection }, amount), credit({ account }, amount)],
  };
}

/** P02 The day's checks, collected: Dr Federal Reserve, Cr cash items in collection. */
export function checksCollected(amount: Money): JournalDraft {
  return {
    template: 'P02',
    description: 'Checks collected',
    entries: [debit({ gl: gl.federalReserve }, amount), credit({ gl: gl.checksInCollection }, amount)],
  };
}

/** P03 ACH credit received, on its settlement date: Dr Federal Reserve, Cr deposit. */
export function transferReceived(
  account: string,
  amount: Money,
  description = 'Transfer received',
): JournalDraft {
  return {
    template: 'P03',
    description,
    entries: [debit({ gl: gl.federalReserve }, amount), credit({ account }, amount)],
  };
}

/** P04 ACH debit received, on its settlement date: Dr deposit, Cr Federal Reserve. */
export function directDebit(account: string, amount: Money, payee: string): JournalDraft {
  return {
    template: 'P04',
    description: payee,
    entries: [debit({ account }, amount), credit({ gl: gl.federalReserve }, amount)],
  };
}

/** P05 ACH credit originated and settled on one day: Dr deposit, Cr clearing; Dr clearing, Cr Federal Reserve. */
export function transferSent(account: string, amount: Money, description = 'Transfer sent'): JournalDraft {
  return {
    template: 'P05',
    description,
    entries: [
      debit({ account }, amount),
      credit({ gl: gl.paymentClearing }, amount),
      debit({ gl: gl.paymentClearing }, amount),
      credit({ gl: gl.federalReserve }, amount),
    ],
  };
}

/**
 * P14b An ACH entry that the customer originated comes back: Dr deposit, Cr Federal Reserve for a debit; the mirror for a
 * credit.
 * @param amount above zero for what is taken from the account, below for what is given back to it
 */
export function returnedPayment(account: string, amount: Money, description: string): JournalDraft {
  return {
    template: 'P14',
    description,
    entries: [debit({ account }, amount), credit({ gl: gl.federalReserve }, amount)],
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

/** P09 Wire sent, its fee in the same journal: Dr deposit, Cr Federal Reserve, Cr wire fees. */
export function wireSent(account: string, amount: Money, fee: Money): JournalDraft {
  return {
    template: 'P09',
    description: 'Wire sent',
    entries: [
      debit({ account }, amount),
      credit({ gl: gl.federalReserve }, amount),
      debit({ account }, fee),
      credit({ gl: gl.wireFees }, fee),
    ],
  };
}

/** P11 Card purchase, presented by the network and settled the next business day: Dr deposit, Cr clearing. */
export function cardPurchase(account: string, amount: Money, merchant: string): JournalDraft {
  return {
    template: 'P11',
    description: `Card purchase ${merchant}`,
    entries: [debit({ account }, amount), credit({ gl: gl.paymentClearing }, amount)],
  };
}

/** P11 Card purchases of a day, paid to the network less our interchange: Dr clearing, Cr Federal Reserve, Cr interchange. */
export function cardsSettled(amount: Money, interchange: Money): JournalDraft {
  const paid = { ...amount, minor: amount.minor - interchange.minor };
  return {
    template: 'P11',
    description: 'Card purchases settled',
    entries: [
      debit({ gl: gl.paymentClearing }, amount),
      credit({ gl: gl.federalReserve }, paid),
      credit({ gl: gl.interchange }, interchange),
    ],
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

/** D02 Interest that was accrued before is credited to a deposit: Dr accrued interest, Cr deposit. */
export function interestCredited(to: EntryTarget, amount: Money): JournalDraft {
  return {
    template: 'D02',
    description: 'Interest',
    entries: [debit({ gl: gl.accruedInterestDeposits }, amount), credit(to, amount)],
  };
}

/** D02 and D03 at once, as the books do it: interest is credited, and the IRS's part of it kept back. */
export function interestCreditedLessTax(account: string, amount: Money, withheld: Money): JournalDraft {
  const { template, entries } = interestCredited({ account }, amount);
  return {
    template,
    description: 'Interest, less backup withholding',
    entries: [...entries, debit({ account }, withheld), credit({ gl: gl.backupWithholding }, withheld)],
  };
}

/** D03 What was withheld is paid over to the IRS: Dr backup withholding payable, Cr Federal Reserve. */
export function backupWithholdingPaid(amount: Money): JournalDraft {
  return {
    template: 'D03',
    description: 'Backup withholding paid over',
    entries: [debit({ gl: gl.backupWithholding }, amount), credit({ gl: gl.federalReserve }, amount)],
  };
}

/** Held money is paid out, as for a card purchase (P11): Dr deposit, Cr whoever is paid. */
export function holdCaptured(account: string, to: EntryTarget, amount: Money): JournalDraft {
  return {
    template: 'P11',
    description: 'Capture of a hold',
    entries: [debit({ account }, amount), credit(to, amount)],
  };
}
