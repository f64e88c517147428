import type { JournalDraft } from '../../../../functions/domain/journal.ts';
import { loanGranted } from '../../../../functions/domain/loan-journal-templates.ts';
import { stockIssued } from '../../../../functions/domain/overhead-journal-templates.ts';
import { advanceDrawn, securityBought } from '../../../../functions/domain/treasury-journal-templates.ts';
import { usd, type Money } from '../../../../functions/domain/money.ts';
import { houseJournal } from '../../../../functions/domain/house-journal.ts';
import { loanCategories } from './loan-categories.ts';

const dollars = (amount: number): Money => usd(BigInt(amount) * 100n);

/** The books of the bank on its first day, before any customer: what it owns, owes and was founded with. */
export function openingJournals(): readonly (readonly [string, JournalDraft])[] {
  return [
    ['stock', stockIssued(dollars(2_000_000), dollars(4_500_000))],
    ['brought-forward', broughtForward()],
    ['public-funds', received('2080', 8_000_000, 'Deposits of the county taken over')],
    ['retirement', received('2060', 4_000_000, 'Retirement deposits taken over')],
    ['advance', advanceDrawn(dollars(6_000_000))],
    ['treasuries', securityBought('1220', dollars(9_000_000))],
    ['mortgage-bonds', securityBought('1225', dollars(5_000_000))],
    ['vault', cashBrought('1010', 650_000)],
    ['machines', cashBrought('1012', 150_000)],
    ...loanCategories.map(({ loan, openingDollars }) => {
      return [`loans/${loan}`, loanGranted(loan, dollars(openingDollars))] as const;
    }),
  ];
}

function received(liability: string, amount: number, description: string): JournalDraft {
  return houseJournal({ template: 'OPEN', description }, { from: liability, to: '1040' }, dollars(amount));
}

function cashBrought(to: string, amount: number): JournalDraft {
  const rule = { template: 'OPEN', description: 'Cash from the Federal Reserve' };
  return houseJournal(rule, { from: '1040', to }, dollars(amount));
}

/** Premises, stock of the FHLB, allowance and retained earnings of the bank that this one took over. */
function broughtForward(): JournalDraft {
  const balances: readonly (readonly [string, number])[] = [
    ['1030', 400_000],
    ['1500', 400_000],
    ['1510', 1_900_000],
    ['1520', 600_000],
    ['1529', -350_000],
    ['1610', 120_000],
    ['1615', 450_000],
    ['1499', -560_000],
    ['3040', -2_400_000],
  ];
  const paid = balances.reduce((sum, [, amount]) => sum + amount, 0);
  return {
    template: 'OPEN',
    description: 'Balances brought forward',
    entries: [...balances, ['1040', -paid] as const].map(([code, amount]) => ({
      gl: code,
      ...dollars(amount),
    })),
  };
}
