import { describe, expect, it } from '@jest/globals';
import { signedMinor, toyBank, type ToyLine } from '../../../local/testing/toy-bank.ts';
import {
  expectAdvances,
  expectCashFlow,
  expectSchedules,
  toySchedules,
} from '../../../local/testing/toy-pack.ts';
import { seededDefinitions } from '../../adapters/report-definitions.ts';
import type { AccountClass } from '../trial-balance.ts';
import { formOn } from './form.ts';
import type { Fact, LedgerFigures, PeriodFigures } from './ledger.ts';
import { movementStatements, quarterPack } from './quarter-pack.ts';

/** The toy bank on paper: figures reckoned from its lines alone, without the books. */
function figuresOnPaper(): PeriodFigures {
  const ledger = new Map<string, LedgerFigures>();
  const add = (line: ToyLine, isOpening: boolean): void => {
    const [code] = line;
    const minor = signedMinor(line);
    const known = ledger.get(code) ?? nothing(code);
    const opening = isOpening ? minor : 0n;
    ledger.set(code, {
      ...known,
      decemberMinor: known.decemberMinor + opening,
      openingMinor: known.openingMinor + opening,
      debitMinor: known.debitMinor + (isOpening || minor < 0n ? 0n : minor),
      creditMinor: known.creditMinor + (isOpening || minor > 0n ? 0n : -minor),
      dailyMinor: known.dailyMinor + minor * 90n,
    });
  };
  for (const [code, , side, amount] of toyBank.openingTrialBalance) add([code, side, amount], true);
  for (const line of toyBank.journals.flatMap(({ lines }) => lines)) add(line, false);
  return {
    from: '2026-01-01',
    to: '2026-03-31',
    days: 90,
    ledger: [...ledger.values()],
    overdrafts: [],
    facts,
  };
}

const names = new Map(toyBank.openingTrialBalance.map(([code, name]) => [code, name]));
const classOf = (code: string): AccountClass => {
  if (/^[46]/.test(code) || code === '8020') return 'Income';
  if (/^[578]/.test(code)) return 'Expense';
  return code.startsWith('1') ? 'Asset' : code.startsWith('2') ? 'Liability' : 'Equity';
};
const nothing = (code: string): LedgerFigures => ({
  ...{ code, name: names.get(code) ?? '', class: classOf(code) },
  ...{ decemberMinor: 0n, openingMinor: 0n, debitMinor: 0n, creditMinor: 0n, dailyMinor: 0n },
});

const fact = (basis: Fact['basis'], name: string, dollars: bigint): Fact => ({
  ...{ basis, name },
  minor: dollars * 100n,
});
/** What the toy bank's sub-ledgers add (subledger_facts): time deposits by size, advances by maturity. */
const facts = [
  fact('balance', 'time-100k-to-250k', 5_045_000n),
  fact('balance', 'time-over-250k', 3_030_000n),
  fact('balance', 'advances-1-to-3-years', 5_000_000n),
  ...(['year', 'period'] as const).flatMap((basis) => [
    fact(basis, 'charge-offs', 70_000n),
    fact(basis, 'recoveries', 15_000n),
  ]),
];

const form = formOn(await seededDefinitions(), '2026-03-31');
const pack = quarterPack(form, { current: figuresOnPaper() });
const { cashFlow, equityChanges } = movementStatements(form, figuresOnPaper());

describe('the quarter of the toy bank, reckoned on paper', () => {
  it.each(toySchedules)('prints schedules as %s says', (id, schedules) => {
    expectSchedules(pack, id, schedules);
  });

  it('has the cash flow of V94', () => {
    expectCashFlow(cashFlow);
  });

  it('prints advances by maturity', () => {
    expectAdvances(pack);
  });

  it('passes every rule exactly, but for those that need an earlier report', () => {
    const others = pack.rules.filter(({ outcome }) => outcome !== 'pass');
    expect(pack.rules).toHaveLength(55);
    expect(others.map(({ id, outcome }) => [id, outcome])).toEqual(
      ['E51', 'E52', 'E53'].map((id) => [id, 'not-comparable']),
    );
    for (const { kind, left, right } of pack.rules)
      if (kind === 'footing' || kind === 'inter') expect(left).toBe(right);
  });

  it('explains its change in equity', () => {
    const amounts = new Map(equityChanges.map(({ label, amountMinor }) => [label, amountMinor]));
    expect(amounts.get('Balance at the beginning')).toBe(1_070_000_000n);
    expect(amounts.get('Net income')).toBe(27_926_500n);
    expect(amounts.get('Other comprehensive income')).toBe(3_950_000n);
    expect(amounts.get('Dividends')).toBe(-10_000_000n);
    expect(amounts.get('Balance at the end')).toBe(1_091_876_500n);
  });
});
