import { halfUp } from '../interest/rational.ts';
import type { Term } from './expression.ts';
import { factTitle } from './fact-titles.ts';
import type { LedgerLine } from './form.ts';
import { exactAmounts, netIncome, type PeriodFigures } from './ledger.ts';
import { sharesOf } from './rounding.ts';

/** One summand of a line before it is rounded; amounts on the side of the line, as if nothing were subtracted. */
export interface ExactPart {
  /** `overdrafts`: what customers owe on accounts of a control account, which is shown as loans and not as deposits. */
  readonly kind: 'account' | 'overdrafts' | 'fact';
  /** Code of a ledger account, or name of a fact. */
  readonly name: string;
  readonly label: string;
  readonly isSubtracted: boolean;
  /** US cents. Of an average the share of each part, so that they sum to it. */
  readonly amountMinor: bigint;
  /** Of an average: the sum of the balances at the close of each day, of which nothing is rounded. */
  readonly dailyMinor: bigint | null;
}

/** What a line was rounded from, and what that is made of. */
export interface ExactLine {
  /** Calendar days of an average; null of other lines. */
  readonly days: number | null;
  readonly amountMinor: bigint;
  readonly dailyMinor: bigint | null;
  /** Those that are something. */
  readonly parts: readonly ExactPart[];
}

/** Takes a line of the ledger apart into accounts and facts, which add up to it before it is rounded. */
export function exactLine(line: LedgerLine, figures: PeriodFigures): ExactLine {
  const summands = line.terms.flatMap((term) => summandsOf(term, line, figures));
  const told = summands.filter(({ minor }) => minor !== 0n);
  const signed = told.map(({ isSubtracted, minor }) => (isSubtracted ? -minor : minor));
  const sum = signed.reduce((total, minor) => total + minor, 0n);
  const isAverage = line.basis === 'average';
  const days = isAverage ? figures.days : 1;
  const amountMinor = halfUp({ numerator: sum, denominator: BigInt(days) });
  const shares = sharesOf(signed, amountMinor, BigInt(days));
  const parts = told.map(({ minor, ...part }, index) => ({
    ...part,
    amountMinor: (part.isSubtracted ? -1n : 1n) * (shares[index] ?? 0n),
    dailyMinor: isAverage ? minor : null,
  }));
  return { days: isAverage ? days : null, amountMinor, dailyMinor: isAverage ? sum : null, parts };
}

/** Whether both are made of the same amounts. */
export function isSameLine(one: ExactLine, other: ExactLine): boolean {
  const amountsOf = ({ parts }: ExactLine): string =>
    parts
      .map(({ kind, name, amountMinor, dailyMinor }) => [kind, name, amountMinor, dailyMinor].join())
      .join(' ');
  return amountsOf(one) === amountsOf(other);
}

type Summand = Omit<ExactPart, 'amountMinor' | 'dailyMinor'> & { readonly minor: bigint };

/** An account by itself and, where some of it is overdrawn, what is shown elsewhere for that: both together are the term. */
function summandsOf(term: Term, line: LedgerLine, figures: PeriodFigures): readonly Summand[] {
  const isSubtracted = term.sign === -1n;
  const label = labelOfTerm(term, figures);
  const amountIn = (of: PeriodFigures): bigint =>
    exactAmounts(of)({ ...line, terms: [{ ...term, sign: 1n }] }).numerator;
  const kind = term.kind === 'fact' ? 'fact' : 'account';
  const whole = { kind, name: term.name, label, isSubtracted } as const;
  // What stands on one side alone is not the sum of its parts.
  if (kind === 'fact' || term.part !== 'whole') return [{ ...whole, minor: amountIn(figures) }];
  const own = { ...whole, minor: amountIn({ ...figures, overdrafts: [] }) };
  const overdrawn = figures.overdrafts.map((each) => ({
    ...{ kind: 'overdrafts' as const, name: each.code, isSubtracted },
    label: `Overdrafts on ${each.code} ${nameOf(each.code, figures)}`.trim(),
    minor: amountIn({ ...figures, ledger: [], overdrafts: [each] }),
  }));
  return [own, ...overdrawn];
}

const sides = { whole: '', debit: ', debits alone', credit: ', credits alone' } as const;

function nameOf(account: string, { ledger }: PeriodFigures): string {
  if (account === netIncome) return 'Net income of the year';
  return ledger.find(({ code }) => code === account)?.name ?? '';
}

/** What a summand of a line is called. */
export function labelOfTerm({ kind, name, part }: Term, figures: PeriodFigures): string {
  return kind === 'fact' ? factTitle(name).title : `${nameOf(name, figures)}${sides[part]}`;
}
