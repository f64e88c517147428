import type { FiledReport } from './filed-values.ts';
import { formOn, type LineRow, type RuleRow } from './form.ts';
import { checkRules, type RuleResult } from './rules.ts';
import { withTotals, type Printed } from './totals.ts';

export interface CheckedReport {
  readonly bank: string;
  readonly date: string;
  readonly results: readonly RuleResult[];
}

export interface Definitions {
  readonly lines: readonly LineRow[];
  readonly rules: readonly RuleRow[];
}

/** Reports without a date are held against the definitions that are valid today. */
const noDate = '9999-12-31';

/**
 * Holds filed reports against the validity rules, each with the earlier reports of its bank that came along. Totals
 * that were not given are made from the lines that were.
 */
export function checkFiled(
  definitions: Definitions,
  filed: readonly FiledReport[],
): readonly CheckedReport[] {
  const complete = filed.map(({ bank, date, values }) => {
    const form = formOn(definitions, date === '' ? noDate : date);
    return { bank, date, form, printed: withTotals(form, values) };
  });
  return complete.map(({ bank, date, form, printed }) => {
    const find = (wanted: string | undefined): Printed | undefined =>
      complete.find((each) => each.bank === bank && each.date === wanted)?.printed;
    const reports = {
      current: printed,
      previousQuarter: find(quarterBefore(date)),
      previousDecember: find(decemberBefore(date)),
    };
    return { bank, date, results: checkRules(form.rules, reports, 'filed') };
  });
}

const ends = ['03-31', '06-30', '09-30', '12-31'];

/** The quarter's end before, in the same calendar year. */
function quarterBefore(date: string): string | undefined {
  const place = ends.indexOf(date.slice(5));
  return place < 1 ? undefined : `${date.slice(0, 5)}${ends[place - 1] ?? ''}`;
}

function decemberBefore(date: string): string | undefined {
  return date === '' ? undefined : `${Number(date.slice(0, 4)) - 1}-12-31`;
}
