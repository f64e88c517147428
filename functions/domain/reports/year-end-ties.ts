import type { PayeeAmounts } from './form-1099-int.ts';
import type {
  InterestSide,
  Tie,
  UnplacedCorrection,
  YearClosing,
  YearEnd,
  YearEndFigures,
} from './year-end.ts';

const sumOf = (parts: readonly PayeeAmounts[], of: keyof PayeeAmounts): bigint =>
  parts.reduce((sum, part) => sum + part[of], 0n);

/** What closing entries carry to retained earnings (3040) before the dividends: income less expense, as they empty them. */
function closedIncomeOf({ lines }: YearClosing): bigint {
  return lines
    .filter(({ code }) => !equityClosed.includes(code))
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}
const equityClosed = ['3040', '3050'];

/** Reckonings of the year's figures in two ways each, Y01 to Y07. */
export function tiesOf(
  { sides, closing, netIncomeMinor, moved, unclear }: YearEndFigures,
  { due, notDue }: Pick<YearEnd, 'due' | 'notDue'>,
  unplaced: readonly UnplacedCorrection[],
): readonly Tie[] {
  const ledger = sides.filter(({ side }) => side === 'ledger');
  const told = [due, notDue, ...unplaced, ...sides.filter(({ side }) => side === 'others')];
  const both = (id: string, description: string, of: keyof PayeeAmounts): Tie =>
    tie(id, description, [sumOf(told, of), sumOf(ledger, of)]);
  return [
    both(
      'Y01',
      'Interest of all payees and of deposits without a form is that of the ledger',
      'interestMinor',
    ),
    both('Y02', 'Tax withheld from them is that of the ledger', 'withheldMinor'),
    both('Y03', 'Penalties forfeited by them are those of the ledger', 'penaltyMinor'),
    dailySums(ledger, moved),
    tie('Y05', 'Closing entries carry the net income of the statement to retained earnings', [
      closedIncomeOf(closing),
      netIncomeMinor,
    ]),
    tie('Y06', 'Nothing was taken back by hand beyond what the year has, to correct an earlier year', [
      unplaced.reduce((sum, each) => sum - each.interestMinor - each.withheldMinor - each.penaltyMinor, 0n),
      0n,
    ]),
    tie('Y07', 'No journal left it to the order of its lines whose interest, tax or penalty is whose', [
      unclear.minor,
      0n,
    ]),
  ];
}

function tie(id: string, description: string, [leftMinor, rightMinor]: [bigint, bigint]): Tie {
  return { id, description, outcome: leftMinor === rightMinor ? 'pass' : 'explain', leftMinor, rightMinor };
}

/** Account by account, so that two differences can't hide each other. */
function dailySums(ledger: readonly InterestSide[], moved: ReadonlyMap<string, bigint>): Tie {
  const pairs = ledger.map((line): [bigint, bigint] => [netOf(line), moved.get(line.code) ?? 0n]);
  const sum = (at: 0 | 1): bigint => pairs.reduce((total, pair) => total + pair[at], 0n);
  const whole = tie(
    'Y04',
    'What was booked in the year on these accounts by their entries is what the days of the ledger add up to',
    [sum(0), sum(1)],
  );
  return { ...whole, outcome: pairs.every(([left, right]) => left === right) ? 'pass' : 'explain' };
}

/** What an account of the ledger moved in the year in all, debits positive. */
export function netOf(side: InterestSide): bigint {
  const { interestMinor, withheldMinor, penaltyMinor, elsewhereMinor } = side;
  const counted = interestMinor - withheldMinor - penaltyMinor + elsewhereMinor;
  return counted - (side.laterMinor ?? 0n) + (side.earlierMinor ?? 0n);
}
