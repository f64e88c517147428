import type { PayeeFormView, YearEndView } from '../../contract/year-end.ts';
import { publicId } from '../../domain/ids.ts';
import type { PayeeForm, PayeeTotals, YearClosing, YearEnd } from '../../domain/reports/year-end.ts';
import { moneyView } from './present.ts';

/** The end of a year as the contract shows it. */

/** So many forms come with the report itself; the rest is paged. */
const formsShown = 25;

const usd = (minor: bigint): PayeeFormView['box1'] => moneyView(minor, 'USD');

export function payeeFormView({ customerId, number, name, taxId, ...boxes }: PayeeForm): PayeeFormView {
  return {
    customerId: publicId('customer', customerId),
    ...{ number, name, taxId },
    box1: usd(boxes.box1Minor),
    box2: usd(boxes.box2Minor),
    box4: usd(boxes.box4Minor),
  };
}

export function yearEndView({ closing, forms, due, notDue, sides, ties }: YearEnd): YearEndView {
  return {
    closing: closingView(closing),
    due: totalsView(due),
    notDue: totalsView(notDue),
    forms: forms.slice(0, formsShown).map(payeeFormView),
    sides: sides.map(({ side, code, name, ...amounts }) => ({
      ...{ side, code, name },
      interest: usd(amounts.interestMinor),
      withheld: usd(amounts.withheldMinor),
      penalty: usd(amounts.penaltyMinor),
      elsewhere: usd(amounts.elsewhereMinor),
    })),
    ties: ties.map(({ id, description, outcome, leftMinor, rightMinor }) => ({
      ...{ id, description, outcome },
      left: usd(leftMinor),
      right: usd(rightMinor),
    })),
  };
}

function totalsView({ count, interestMinor, penaltyMinor, withheldMinor }: PayeeTotals): YearEndView['due'] {
  return {
    count,
    interest: usd(interestMinor),
    penalty: usd(penaltyMinor),
    withheld: usd(withheldMinor),
  };
}

function closingView({ journalId, countsOn, lines }: YearClosing): YearEndView['closing'] {
  const debits = lines.filter(({ amountMinor }) => amountMinor > 0n);
  return {
    journalId: journalId === null ? null : publicId('journal', journalId),
    countsOn,
    lines: lines.map(({ code, name, amountMinor }) => ({
      ...{ code, name },
      side: amountMinor > 0n ? 'debit' : 'credit',
      amount: usd(amountMinor < 0n ? -amountMinor : amountMinor),
    })),
    total: usd(debits.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)),
  };
}
