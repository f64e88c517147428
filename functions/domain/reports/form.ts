import { readTerms, type Term } from './expression.ts';

/** On which figures of a ledger account a line looks. */
export const lineBases = ['balance', 'opening', 'year', 'period', 'average'] as const;
export type LineBasis = (typeof lineBases)[number];

interface LineHead {
  /** Such as `RC` or `RC-C I`. */
  readonly schedule: string;
  /** Number on the form, such as `1.a`. */
  readonly item: string;
  /** Item code (MDRM), such as `RCON2170`; a line may stand on two schedules under one code. */
  readonly code: string;
  readonly caption: string;
}

/** Summed from ledger accounts and facts beside them, positive on its side. */
export interface LedgerLine extends LineHead {
  readonly kind: 'ledger';
  readonly basis: LineBasis;
  readonly side: 'debit' | 'credit';
  readonly terms: readonly Term[];
}

/** Summed from printed lines. */
export interface TotalLine extends LineHead {
  readonly kind: 'total';
  readonly terms: readonly Term[];
}

/** `carried`: what the lines of its terms said last December. `same`: shown here too, defined on another schedule. */
export interface OtherLine extends LineHead {
  readonly kind: 'carried' | 'same';
  readonly terms: readonly Term[];
}

export type ReportLine = LedgerLine | TotalLine | OtherLine;

export const ruleKinds = ['footing', 'inter', 'relation', 'quality', 'interperiod'] as const;
export type RuleKind = (typeof ruleKinds)[number];
export const ruleOperators = ['eq', 'le', 'gt', 'implies', 'ytd', 'prev_dec'] as const;
export type RuleOperator = (typeof ruleOperators)[number];

/** A validity rule over printed lines; tolerances in thousands: for figures that other banks filed, and for ours. */
export interface ReportRule {
  readonly id: string;
  readonly kind: RuleKind;
  readonly description: string;
  readonly left: readonly Term[];
  readonly operator: RuleOperator;
  readonly right: readonly Term[];
  readonly tolerance: bigint;
  readonly ownTolerance: bigint;
}

/** What reports of a date are made by. */
export interface ReportForm {
  readonly lines: readonly ReportLine[];
  readonly rules: readonly ReportRule[];
}

/** Texts of a definition with the days it is valid on, both inclusive; no last day while it is. */
export interface Dated {
  readonly valid_from: string;
  readonly valid_to: string | null;
}

/** Columns of `sql/seed/report_lines.csv`. */
export interface LineRow extends Dated {
  readonly schedule: string;
  readonly item: string;
  readonly code: string;
  readonly caption: string;
  readonly kind: string;
  readonly basis: string;
  readonly side: string;
  readonly expression: string;
}

/** Columns of `sql/seed/report_rules.csv`. */
export interface RuleRow extends Dated {
  readonly rule: string;
  readonly kind: string;
  readonly description: string;
  readonly left_side: string;
  readonly operator: string;
  readonly right_side: string;
  readonly tolerance: string;
  readonly own_tolerance: string;
}

const holdsOn =
  (date: string) =>
  ({ valid_from, valid_to }: Dated): boolean =>
    valid_from <= date && (valid_to === null || valid_to === '' || date <= valid_to);

/**
 * The form as it is on a date.
 * @throws RangeError naming the definition that can't be read
 */
export function formOn(
  { lines, rules }: { readonly lines: readonly LineRow[]; readonly rules: readonly RuleRow[] },
  date: string,
): ReportForm {
  return {
    lines: lines.filter(holdsOn(date)).map(lineOf),
    rules: rules.filter(holdsOn(date)).map(ruleOf),
  };
}

function lineOf(row: LineRow): ReportLine {
  const { schedule, item, code, caption, kind } = row;
  const head = { schedule, item, code, caption, terms: readTerms(row.expression) };
  if (kind === 'total' || kind === 'carried' || kind === 'same') return { ...head, kind };
  if (kind !== 'ledger') throw new RangeError(`Line ${code}: there is no kind "${kind}".`);
  const basis = oneOf(lineBases, row.basis, `Line ${code}: there is no basis`);
  const side = oneOf(['D', 'C'], row.side, `Line ${code}: there is no side`);
  return { ...head, kind, basis, side: side === 'D' ? 'debit' : 'credit' };
}

function ruleOf(row: RuleRow): ReportRule {
  const { rule: id, description } = row;
  return {
    id,
    description,
    kind: oneOf(ruleKinds, row.kind, `Rule ${id}: there is no kind`),
    left: readTerms(row.left_side),
    operator: oneOf(ruleOperators, row.operator, `Rule ${id}: there is no operator`),
    right: readTerms(row.right_side),
    tolerance: BigInt(row.tolerance),
    ownTolerance: BigInt(row.own_tolerance),
  };
}

function oneOf<T extends string>(names: readonly T[], name: string, complaint: string): T {
  const found = names.find((each) => each === name);
  if (found === undefined) throw new RangeError(`${complaint} "${name}".`);
  return found;
}
