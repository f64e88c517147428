import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededDefinitions } from '../../adapters/report-definitions.ts';
import { readCsv } from '../csv.ts';
import type { AccountClass } from '../trial-balance.ts';
import { readTerms } from './expression.ts';
import { formOn, type ReportForm } from './form.ts';
import type { Fact, LedgerFigures, Overdrafts, PeriodFigures } from './ledger.ts';
import { movementStatements, quarterPack, whatRefuses, type QuarterPack } from './quarter-pack.ts';

const form = formOn(await seededDefinitions(), '2026-09-30');

const classes: Readonly<Record<string, AccountClass>> = {
  '1': 'Asset',
  '2': 'Liability',
  '3': 'Equity',
  '4': 'Income',
  '5': 'Expense',
  '6': 'Income',
  '7': 'Expense',
  '8': 'Expense',
};
const classOf = (code: string): AccountClass => classes[code.slice(0, 1)] ?? 'Memo';

const file = new URL('../../../sql/seed/chart_of_accounts.csv', import.meta.url);
/** Every account that may have a balance; net income of the year is computed. */
const chart = readCsv(readFileSync(file, 'utf8'))
  .slice(1)
  .map(({ fields }) => fields[0] ?? '')
  .filter((code) => code !== '3045' && !code.startsWith('9'));

const cents = fc.bigInt({ min: -2_000_000_000n, max: 2_000_000_000n });
const days = 92;

type Amounts = readonly [december: bigint, before: bigint, debit: bigint, credit: bigint];
const size = (minor: bigint): bigint => (minor < 0n ? -minor : minor);

/** Figures of an account; nominal ones have nothing in December. */
function figuresOf(code: string, [december, before, debit, credit]: Amounts): LedgerFigures {
  const isNominal = /^[4-8]/.test(code);
  const decemberMinor = isNominal ? 0n : december;
  return {
    ...{ code, name: code, class: classOf(code), decemberMinor },
    openingMinor: decemberMinor + before,
    debitMinor: size(debit),
    creditMinor: size(credit),
    dailyMinor: (decemberMinor + before) * BigInt(days),
  };
}

/** Any books at all that balance: the Federal Reserve takes what the other accounts leave. */
const ledgers = fc
  .array(fc.tuple(cents, cents, cents, cents), { minLength: chart.length, maxLength: chart.length })
  .map((amounts) =>
    balanced(chart.map((code, index) => figuresOf(code, amounts[index] ?? [0n, 0n, 0n, 0n]))),
  );

function balanced(ledger: readonly LedgerFigures[]): readonly LedgerFigures[] {
  const others = ledger.filter(({ code }) => code !== '1040');
  const left = (of: (each: LedgerFigures) => bigint): bigint =>
    -others.reduce((total, each) => total + of(each), 0n);
  const moved = left((each) => each.debitMinor - each.creditMinor);
  const reserve: LedgerFigures = {
    ...{ code: '1040', name: '1040', class: 'Asset' },
    decemberMinor: left((each) => each.decemberMinor),
    openingMinor: left((each) => each.openingMinor),
    debitMinor: moved > 0n ? moved : 0n,
    creditMinor: moved < 0n ? -moved : 0n,
    dailyMinor: 0n,
  };
  return [...others, reserve];
}

const overdrafts = fc.tuple(cents, cents, cents).map(([december, opening, closing]): Overdrafts => ({
  code: '2020',
  decemberMinor: size(december),
  openingMinor: size(opening),
  closingMinor: size(closing),
  dailyMinor: 0n,
}));

const factNames: readonly (readonly [Fact['basis'], string])[] = [
  ['balance', 'time-100k-to-250k'],
  ['balance', 'time-over-250k'],
  ['balance', 'time-small-1-to-3-years'],
  ['balance', 'advances-3-to-5-years'],
  ['balance', 'borrowings-over-5-years'],
  ['year', 'charge-offs'],
  ['year', 'recoveries'],
  ['period', 'loans-to-real-estate'],
  ['period', 'premium-amortized'],
];
const facts = fc
  .array(cents, { minLength: factNames.length, maxLength: factNames.length })
  .map((minors) =>
    factNames.map(([basis, name], index): Fact => ({ basis, name, minor: minors[index] ?? 0n })),
  );

const figures = fc.tuple(ledgers, overdrafts, facts).map(([ledger, overdraft, given]): PeriodFigures => ({
  ...{ from: '2026-07-01', to: '2026-09-30', days, ledger },
  overdrafts: [overdraft],
  facts: given,
}));

/** Rules that the method of rounding answers for; the others depend on what the bank did. */
const broken = ({ rules }: QuarterPack): string[] =>
  rules
    .filter(({ kind, outcome }) => outcome === 'refuse' && (kind === 'footing' || kind === 'inter'))
    .map(({ id, left, right }) => `${id} ${left} ${right}`);

describe('the pack of any books that balance', () => {
  it('foots, agrees with itself, and explains cash and equity to the cent', () => {
    fc.assert(
      fc.property(figures, (current) => {
        const pack = quarterPack(form, { current });
        expect(broken(pack)).toEqual([]);
        expect(whatRefuses(pack).filter((reason) => !/^E\d\d/.test(reason))).toEqual([]);
        const equity = current.ledger
          .filter(({ code }) => /^[3-8]/.test(code))
          .reduce((total, each) => total + each.openingMinor + each.debitMinor - each.creditMinor, 0n);
        // The cash flow throws where it doesn't end in the cash that there is.
        const { equityChanges } = movementStatements(form, current);
        expect(equityChanges.find(({ label }) => label === 'Balance at the end')?.amountMinor).toBe(-equity);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same bytes for the same figures', () => {
    const asText = (pack: QuarterPack): string =>
      JSON.stringify(pack, (_name, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
    fc.assert(
      fc.property(figures, (current) => {
        expect(asText(quarterPack(form, { current }))).toBe(asText(quarterPack(form, { current })));
      }),
      { numRuns: 5 },
    );
  });
});

it('a cash flow that leaves an account out is an error, not a report', () => {
  const lines = form.lines.filter(({ code }) => code !== 'CF30');
  const current = { from: '2026-07-01', to: '2026-09-30', days, overdrafts: [], facts: [] };
  const ledger = balanced([figuresOf('2030', [0n, 0n, 0n, 5_000n])]);
  expect(() => movementStatements({ ...form, lines }, { ...current, ledger })).toThrow(
    'the ledger holds 5000',
  );
});

/** The form with one line made of other accounts than it should be. */
const mistaken = (code: string, expression: string): ReportForm => ({
  ...form,
  lines: form.lines.map((line) =>
    line.code === code && line.kind === 'ledger' ? { ...line, terms: readTerms(expression) } : line,
  ),
});

it.each([
  ['RCON0081', '1010', 'E28'],
  ['RCONB556', '', 'E24'],
  ['RCON3646', '2305', 'E25'],
  ['RCONF159', '', 'E30'],
  ['RCONB550', '2030', 'E29'],
  ['RIADB511', '', 'E32'],
])('a mistake in the definition of %s is not rounded away: %s', (code, expression, rule) => {
  const ledger = balanced(
    chart.map((each, index) => figuresOf(each, [900_000_000n, 70_000_000n, BigInt(index) * 1_000_000n, 0n])),
  );
  const current = { from: '2026-07-01', to: '2026-09-30', days, ledger, overdrafts: [], facts: [] };
  expect(broken(quarterPack(form, { current }))).toEqual([]);
  const ids = broken(quarterPack(mistaken(code, expression), { current })).map((each) => each.slice(0, 3));
  expect(ids).toContain(rule);
});

describe('what refuses a pack', () => {
  const of = (ledger: readonly LedgerFigures[]): readonly string[] =>
    whatRefuses(
      quarterPack(form, {
        current: { ...{ from: '2026-07-01', to: '2026-09-30' }, days, ledger, overdrafts: [], facts: [] },
      }),
    );
  const asset = figuresOf('1040', [100_000_000n, 0n, 0n, 0n]);

  it('is nothing when the books balance', () => {
    expect(of([asset, figuresOf('3020', [-100_000_000n, 0n, 0n, 0n])])).toEqual([]);
  });

  it('is a trial balance that is out, with the amount', () => {
    const reasons = of([asset, figuresOf('3020', [-99_000_000n, 0n, 0n, 0n])]);
    expect(reasons[0]).toBe('The trial balance is out by 1000000 cents');
  });

  it('is a relation that fails, with both numbers', () => {
    const loans = figuresOf('1460', [50_000_000n, 0n, 0n, 0n]);
    const allowance = figuresOf('1499', [-60_000_000n, 0n, 0n, 0n]);
    expect(of([asset, loans, allowance, figuresOf('3020', [-90_000_000n, 0n, 0n, 0n])])).toEqual([
      'E43 RC 4.c allowance <= RC 4.b: 600 against 500 thousand',
    ]);
  });
});
