import { houseJournal } from './house-journal.ts';
import type { JournalDraft } from './journal.ts';
import { credit, debit, gl } from './journal-templates.ts';
import { usd, type Money } from './money.ts';

const accruedExpenses = '2310';
const payables = '2340';
const taxesPayable = '2315';
const dividendsPayable = '2380';
const dividends = '3050';
const retainedEarnings = '3040';

export interface Payroll {
  readonly gross: Money;
  readonly benefits: Money;
  /** Taxes and contributions kept back, paid over later. */
  readonly withheld: Money;
}

/** T08 Payroll: Dr salaries, Dr benefits, Cr Federal Reserve, Cr accrued expenses for what is withheld. */
export function payrollPaid({ gross, benefits, withheld }: Payroll): JournalDraft {
  return {
    template: 'T08',
    description: 'Payroll',
    entries: [
      debit({ gl: '7010' }, gross),
      debit({ gl: '7015' }, benefits),
      credit({ gl: gl.federalReserve }, { ...gross, minor: gross.minor + benefits.minor - withheld.minor }),
      credit({ gl: accruedExpenses }, withheld),
    ],
  };
}

/** T08 What payroll withheld, paid over: Dr accrued expenses, Cr Federal Reserve. */
export function withholdingsPaid(amount: Money): JournalDraft {
  const rule = { template: 'T08', description: 'Payroll withholdings paid over' };
  return houseJournal(rule, { from: gl.federalReserve, to: accruedExpenses }, amount);
}

/** T09 Invoice received: Dr an expense, Cr accounts payable. */
export function invoiceReceived(expense: string, amount: Money, description: string): JournalDraft {
  return houseJournal({ template: 'T09', description }, { from: payables, to: expense }, amount);
}

/** T09 Invoices paid: Dr accounts payable, Cr Federal Reserve. */
export function invoicesPaid(amount: Money): JournalDraft {
  const rule = { template: 'T09', description: 'Invoices paid' };
  return houseJournal(rule, { from: gl.federalReserve, to: payables }, amount);
}

/** T10 Depreciation: Dr depreciation, Cr accumulated depreciation. */
export function depreciation(amount: Money): JournalDraft {
  const rule = { template: 'T10', description: 'Depreciation of premises and equipment' };
  return houseJournal(rule, { from: '1529', to: '7035' }, amount);
}

/** T11 Income tax of a period: Dr income taxes, Cr taxes payable. */
export function incomeTaxAccrued(amount: Money): JournalDraft {
  const rule = { template: 'T11', description: 'Income tax' };
  return houseJournal(rule, { from: taxesPayable, to: '8010' }, amount);
}

/** T11 Estimated tax paid: Dr taxes payable, Cr Federal Reserve. */
export function incomeTaxPaid(amount: Money): JournalDraft {
  const rule = { template: 'T11', description: 'Estimated income tax paid' };
  return houseJournal(rule, { from: gl.federalReserve, to: taxesPayable }, amount);
}

/** T12 Dividend declared: Dr dividends, Cr dividends payable. */
export function dividendDeclared(amount: Money): JournalDraft {
  const rule = { template: 'T12', description: 'Dividend declared' };
  return houseJournal(rule, { from: dividendsPayable, to: dividends }, amount);
}

/** T12 Dividend paid: Dr dividends payable, Cr Federal Reserve. */
export function dividendPaid(amount: Money): JournalDraft {
  const rule = { template: 'T12', description: 'Dividend paid' };
  return houseJournal(rule, { from: gl.federalReserve, to: dividendsPayable }, amount);
}

/** T13 Stock issued: Dr Federal Reserve, Cr common stock at par, Cr surplus. */
export function stockIssued(par: Money, surplus: Money): JournalDraft {
  return {
    template: 'T13',
    description: 'Stock issued',
    entries: [
      debit({ gl: gl.federalReserve }, { ...par, minor: par.minor + surplus.minor }),
      credit({ gl: '3020' }, par),
      credit({ gl: '3030' }, surplus),
    ],
  };
}

/** Balance of a ledger account, debits positive. */
export interface LedgerBalance {
  readonly code: string;
  readonly minor: bigint;
}

/**
 * Closing of a year: every income and expense account to zero against retained earnings, then the dividends too.
 * To be posted with type CLOSING on the last business date of the year.
 * @param balances of ledger accounts; others than 4xxx to 8xxx and dividends are left alone
 */
export function yearClosed(balances: readonly LedgerBalance[]): JournalDraft {
  const nominal = balances.filter(({ code }) => /^[4-8]/.test(code));
  const declared = balances.filter(({ code }) => code === dividends);
  const entries = [nominal, declared].flatMap((closed) => {
    const result = closed.reduce((sum, { minor }) => sum + minor, 0n);
    const emptied = closed.map(({ code, minor }) => credit({ gl: code }, usd(minor)));
    return [...emptied, debit({ gl: retainedEarnings }, usd(result))];
  });
  return {
    template: 'CLOSING',
    description: 'Closing of the year',
    entries: entries.filter(({ minor }) => minor !== 0n),
  };
}
