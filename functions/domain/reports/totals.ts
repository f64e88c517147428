import { sumOf } from './expression.ts';
import type { ReportForm, TotalLine } from './form.ts';

/** Printed values by code, in thousands of dollars; a code that is missing is zero. */
export type Printed = ReadonlyMap<string, bigint>;

export const printedOf = (printed: Printed, code: string): bigint => printed.get(code) ?? 0n;

export function totalLines({ lines }: ReportForm): readonly TotalLine[] {
  return lines.filter((line) => line.kind === 'total');
}

/**
 * Adds every total that is not there yet, from the lines that are.
 * @throws RangeError when a total is made of itself
 */
export function withTotals(form: ReportForm, given: Printed): Map<string, bigint> {
  const totals = new Map(totalLines(form).map((line) => [line.code, line]));
  const printed = new Map(given);
  const valueOf = (code: string, above: readonly string[]): bigint => {
    const known = printed.get(code);
    const total = totals.get(code);
    if (known !== undefined || !total) return known ?? 0n;
    if (above.includes(code)) throw new RangeError(`The total ${code} is made of itself.`);
    const value = sumOf(total.terms, ({ name }) => valueOf(name, [...above, code]));
    printed.set(code, value);
    return value;
  };
  for (const code of totals.keys()) valueOf(code, []);
  return printed;
}
