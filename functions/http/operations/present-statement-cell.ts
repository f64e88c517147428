import type { StatementCellView } from '../../contract/statement-cells.ts';
import type { StatementCell } from '../../services/read-statement-cell.ts';
import { moneyView } from './present.ts';

/** A cell of a statement as the contract shows it. */
export function statementCellView(cell: StatementCell): StatementCellView {
  const { title, label, period, amountMinor, knownMinor, changedLines, parts } = cell;
  return {
    ...{ title, label, ...period },
    amount: moneyView(amountMinor, 'USD'),
    known: knownMinor === null ? null : moneyView(knownMinor, 'USD'),
    changedLines: [...changedLines],
    parts: parts.map(({ isSubtracted: subtracted, amountMinor: minor, ...part }) => ({
      ...part,
      subtracted,
      amount: moneyView(minor, 'USD'),
    })),
  };
}
