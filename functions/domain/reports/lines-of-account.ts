import type { StatementLine } from '../statement.ts';
import type { ReportForm, ReportLine } from './form.ts';
import type { ReportStatements } from './report-statements.ts';
import type { StatementAccount } from './statement-cell.ts';

type RolledUp = 'balanceSheet' | 'incomeStatement';
type Statement = RolledUp | 'equityChanges' | 'cashFlow';

/** A line of a version that a ledger account is part of: of a schedule, or of a statement by its place, from 0. */
export type LineOfAccount =
  | ({ readonly of: 'schedule' } & Pick<ReportLine, 'schedule' | 'item' | 'code' | 'caption'>)
  | { readonly of: Statement; readonly place: number; readonly caption: string };

/** A version, and what tells which accounts its lines are made of. */
export interface LinesOf {
  readonly content: ReportStatements;
  readonly form: ReportForm;
  readonly accounts: Readonly<Record<RolledUp, readonly StatementAccount[]>>;
}

const exactStatements: Readonly<Record<string, 'equityChanges' | 'cashFlow'>> = {
  Equity: 'equityChanges',
  'Cash flow': 'cashFlow',
};

/** Lines that are summed from the account, those of statements before those of schedules; totals follow from them. */
export function linesOfAccount(
  { content, form, accounts }: LinesOf,
  account: string,
): readonly LineOfAccount[] {
  const rolledUp = (['balanceSheet', 'incomeStatement'] as const).flatMap((of) =>
    accounts[of]
      .filter((each) => each.account?.code === account)
      .flatMap(({ line, label }) => placed(of, content[of], { code: line, label })),
  );
  const printed = new Set(content.pack?.schedules.flatMap(({ lines }) => lines.map(({ code }) => code)));
  // Where a period began is another balance than the one at its close, which is compared.
  const summed = form.lines.filter(
    (line) =>
      line.kind === 'ledger' && line.basis !== 'opening' && line.terms.some(({ name }) => name === account),
  );
  const exact = summed.flatMap(({ schedule, code, caption: label }) => {
    const of = exactStatements[schedule];
    return of === undefined ? [] : placed(of, content[of], { code, label });
  });
  const scheduled = summed
    .filter(({ schedule, code }) => exactStatements[schedule] === undefined && printed.has(code))
    .map(({ schedule, item, code, caption }) => ({ of: 'schedule' as const, schedule, item, code, caption }));
  return [...rolledUp, ...exact, ...scheduled];
}

/** Versions from before lines had codes are told by their labels. */
function placed(
  of: Statement,
  lines: readonly StatementLine[],
  { code, label }: { readonly code: string; readonly label: string },
): readonly LineOfAccount[] {
  const byCode = lines.findIndex((line) => line.code === code);
  const place =
    byCode < 0 ? lines.findIndex((line) => line.code === undefined && line.label === label) : byCode;
  return place < 0 ? [] : [{ of, place, caption: label }];
}
