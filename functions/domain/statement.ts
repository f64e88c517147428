/** A line of a financial statement; `depth` is its level in the roll-up, 0 on top. */
export interface StatementLine {
  /** Its name for programs, whatever its place; not in versions from before lines had one. */
  readonly code?: string | undefined;
  readonly depth: number;
  readonly label: string;
  /** US cents, on the side that is normal for the line. */
  readonly amountMinor: bigint;
  readonly isTotal: boolean;
}

/** A line beside what it was one period and one year before; null where the bank had no books then. */
export type ComparedLine = StatementLine & {
  readonly beforeMinor: bigint | null;
  readonly yearBeforeMinor: bigint | null;
};

/** The same statement of two earlier periods. */
export interface Earlier<T> {
  readonly before?: T | undefined;
  readonly yearBefore?: T | undefined;
}

/** Lines beside those of earlier periods; a statement has the same lines in every period. */
export function beside(
  lines: readonly StatementLine[],
  { before, yearBefore }: Earlier<readonly StatementLine[]>,
): readonly ComparedLine[] {
  return lines.map(({ code, depth, label, amountMinor, isTotal }, index) => ({
    ...{ code, depth, label, amountMinor, isTotal },
    beforeMinor: before?.[index]?.amountMinor ?? null,
    yearBeforeMinor: yearBefore?.[index]?.amountMinor ?? null,
  }));
}

/** Assets less liabilities and equity, from the two totals on top of a balance sheet; zero in sound books. */
export function imbalanceOf(balanceSheet: readonly StatementLine[]): bigint {
  const [assets, owed] = balanceSheet.filter(({ depth }) => depth === 0);
  return (assets?.amountMinor ?? 0n) - (owed?.amountMinor ?? 0n);
}
