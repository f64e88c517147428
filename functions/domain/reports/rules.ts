import { sumOf, type Term } from './expression.ts';
import type { ReportRule, RuleKind } from './form.ts';
import { printedOf, type Printed } from './totals.ts';

/**
 * `refuse`: the report may not leave the bank. `explain`: it needs a word of explanation. `not-comparable`: there is
 * no report of the earlier period to hold it against.
 */
export const ruleOutcomes = ['pass', 'explain', 'refuse', 'not-comparable'] as const;
export type RuleOutcome = (typeof ruleOutcomes)[number];

/** What a rule says of a report, with the numbers of both sides, in thousands of dollars. */
export interface RuleResult {
  readonly id: string;
  readonly kind: RuleKind;
  readonly description: string;
  readonly outcome: RuleOutcome;
  readonly left: bigint;
  readonly right: bigint;
}

export interface ComparedReports {
  readonly current: Printed;
  /** Of the quarter before in the same calendar year; undefined in a first quarter, or where there is none. */
  readonly previousQuarter?: Printed | undefined;
  /** Of the last December before. */
  readonly previousDecember?: Printed | undefined;
}

/** Whose figures: `filed` ones of other banks, which round in their own ways, or `own`. */
export type Strictness = 'filed' | 'own';

export function checkRules(
  rules: readonly ReportRule[],
  reports: ComparedReports,
  strictness: Strictness,
): readonly RuleResult[] {
  return rules.map((rule) =>
    checkRule(rule, reports, strictness === 'own' ? rule.ownTolerance : rule.tolerance),
  );
}

function checkRule(rule: ReportRule, reports: ComparedReports, tolerance: bigint): RuleResult {
  const { id, kind, description, operator } = rule;
  const compared = comparedWith(rule, reports);
  const left = valueOf(rule.left, reports.current);
  const right = compared ? valueOf(rule.right, compared) : 0n;
  const holds = operators[operator](left, right, tolerance);
  const outcome = compared === undefined ? 'not-comparable' : holds ? 'pass' : failure[kind];
  return { id, kind, description, outcome, left, right };
}

const failure = {
  footing: 'refuse',
  inter: 'refuse',
  relation: 'refuse',
  quality: 'explain',
  interperiod: 'explain',
} as const satisfies Record<RuleKind, RuleOutcome>;

function comparedWith({ operator }: ReportRule, reports: ComparedReports): Printed | undefined {
  if (operator === 'ytd') return reports.previousQuarter;
  if (operator === 'prev_dec') return reports.previousDecember;
  return reports.current;
}

const valueOf = (terms: readonly Term[], printed: Printed): bigint =>
  sumOf(terms, ({ name }) => printedOf(printed, name));

type Comparison = (left: bigint, right: bigint, tolerance: bigint) => boolean;
const near: Comparison = (left, right, tolerance) => {
  const difference = left - right;
  return -tolerance <= difference && difference <= tolerance;
};

const operators: Record<ReportRule['operator'], Comparison> = {
  eq: near,
  le: (left, right, tolerance) => left <= right + tolerance,
  gt: (left) => left > 0n,
  implies: (left, right) => left <= 0n || right > 0n,
  ytd: (left, right, tolerance) => left >= right - tolerance,
  prev_dec: near,
};
