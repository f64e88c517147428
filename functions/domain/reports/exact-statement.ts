import { halfUp } from '../interest/rational.ts';
import type { StatementLine } from '../statement.ts';
import { sumOf } from './expression.ts';
import type { ReportForm } from './form.ts';
import { exactAmounts, type PeriodFigures } from './ledger.ts';

/** Statements that the form defines over what a period moved, in dollars and cents. */
export type ExactStatementName = 'Cash flow' | 'Equity';

/** Amounts of the lines of a statement, by code, in cents. */
export function exactValues(
  form: ReportForm,
  name: ExactStatementName,
  figures: PeriodFigures,
): Map<string, bigint> {
  const amountOf = exactAmounts(figures);
  const values = new Map<string, bigint>();
  // Totals stand behind what they total.
  for (const line of form.lines) {
    if (line.schedule !== name) continue;
    if (line.kind === 'ledger') values.set(line.code, halfUp(amountOf(line)));
    if (line.kind === 'total')
      values.set(
        line.code,
        sumOf(line.terms, ({ name: code }) => values.get(code) ?? 0n),
      );
  }
  return values;
}

export type CodedLine = StatementLine & { readonly code: string };

/** The changes in equity or the cash flow of a period: lines one level in, totals on top. */
export function exactStatement(
  form: ReportForm,
  name: ExactStatementName,
  figures: PeriodFigures,
): readonly CodedLine[] {
  const values = exactValues(form, name, figures);
  return form.lines
    .filter(({ schedule }) => schedule === name)
    .map(({ code, caption, kind }) => ({
      code,
      label: caption,
      depth: kind === 'total' ? 0 : 1,
      isTotal: kind === 'total',
      amountMinor: values.get(code) ?? 0n,
    }));
}
