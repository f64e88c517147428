import type { PayeeFormView, YearEndView } from '../../contract/year-end.ts';
import { publicId } from '../../domain/ids.ts';
import type { BoxChange } from '../../domain/reports/form-1099-int.ts';
import type {
  PayeeForm,
  PayeeTotals,
  UnplacedCorrection,
  YearClosing,
  YearEnd,
} from '../../domain/reports/year-end.ts';
import { moneyView } from './present.ts';

/** The end of a year as the contract shows it. */

/** So many forms come with the report itself; the rest is paged. */
const formsShown = 25;

const usd = (minor: bigint): PayeeFormView['box1'] => moneyView(minor, 'USD');

type UnplacedView = YearEndView['unplaced'][number];

export const boxChangeView = ({
  box,
  on,
  beforeMinor,
  afterMinor,
}: BoxChange): PayeeFormView['changes'][number] => ({
  ...{ box, on },
  before: usd(beforeMinor),
  after: usd(afterMinor),
});

export function payeeFormView(form: PayeeForm): PayeeFormView {
  const { customerId, number, name, taxId, changes = [], ...boxes } = form;
  return {
    customerId: publicId('customer', customerId),
    ...{ number, name, taxId },
    box1: usd(boxes.box1Minor),
    box2: usd(boxes.box2Minor),
    box4: usd(boxes.box4Minor),
    changes: changes.map(boxChangeView),
  };
}

export function yearEndView(yearEnd: YearEnd): YearEndView {
  const {
    closing,
    forms,
    due,
    notDue,
    sides,
    ties,
    unplaced = [],
    sharedTaxIds = [],
    unclear = [],
  } = yearEnd;
  const corrected = forms.filter(({ changes = [] }) => changes.length > 0);
  return {
    closing: closingView(closing),
    due: totalsView(due),
    notDue: totalsView(notDue),
    forms: forms.slice(0, formsShown).map(payeeFormView),
    corrected: {
      count: corrected.length,
      forms: corrected.slice(0, formsShown).map(payeeFormView),
    },
    sides: sides.map(({ side, code, name, ...amounts }) => ({
      ...{ side, code, name },
      interest: usd(amounts.interestMinor),
      withheld: usd(amounts.withheldMinor),
      penalty: usd(amounts.penaltyMinor),
      elsewhere: usd(amounts.elsewhereMinor),
      later: usd(amounts.laterMinor ?? 0n),
      earlier: usd(amounts.earlierMinor ?? 0n),
    })),
    unplaced: unplaced.map(unplacedView),
    sharedTaxIds: sharedTaxIds.map(({ taxId, numbers, interestMinor }) => ({
      ...{ taxId, numbers: [...numbers] },
      interest: usd(interestMinor),
    })),
    unclear: [...unclear],
    ties: ties.map(({ id, description, outcome, leftMinor, rightMinor }) => ({
      ...{ id, description, outcome },
      left: usd(leftMinor),
      right: usd(rightMinor),
    })),
  };
}

function unplacedView({ customerId, number, name, ...amounts }: UnplacedCorrection): UnplacedView {
  return {
    customerId: publicId('customer', customerId),
    ...{ number, name },
    interest: usd(amounts.interestMinor),
    withheld: usd(amounts.withheldMinor),
    penalty: usd(amounts.penaltyMinor),
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
