import { describe, expect, it } from '@jest/globals';
import { seededDefinitions } from '../../adapters/report-definitions.ts';
import { halfUp } from '../interest/rational.ts';
import { exactLine, isSameLine, type ExactLine } from './exact-line.ts';
import { factTitle } from './fact-titles.ts';
import { formOn, type LedgerLine } from './form.ts';
import { exactAmounts, type LedgerFigures, type PeriodFigures } from './ledger.ts';

const form = formOn(await seededDefinitions(), '2026-03-31');
const ofLedger = form.lines.flatMap((line) => (line.kind === 'ledger' ? [line] : []));
const terms = ofLedger.flatMap((line) => line.terms.map((term) => ({ ...term, basis: line.basis })));

/** Something else on every account, so that no two of them cancel each other out. */
const ledger: readonly LedgerFigures[] = [
  ...new Set(terms.filter(({ kind }) => kind === 'account').map(({ name }) => name)),
]
  .sort()
  .map((code, index) => ({
    ...{ code, name: `Account ${code}`, class: /^[46]/.test(code) ? 'Income' : 'Asset' },
    ...{ decemberMinor: 0n, openingMinor: BigInt(index + 1) * 777_777n },
    ...{ debitMinor: BigInt(index) * 1_001n, creditMinor: BigInt(index) * 13n },
    dailyMinor: BigInt(index + 1) * 70_000_001n,
  }));

const figures: PeriodFigures = {
  ...{ from: '2026-01-01', to: '2026-03-31', days: 90 },
  ledger,
  overdrafts: [
    { code: '2010', decemberMinor: 0n, openingMinor: 5n, closingMinor: 2_000n, dailyMinor: 123_457n },
    { code: '2020', decemberMinor: 0n, openingMinor: 0n, closingMinor: 900n, dailyMinor: 8_191n },
  ],
  facts: terms
    .filter(({ kind }) => kind === 'fact')
    .map(({ name, basis }, index) => ({ name, basis, minor: BigInt(index + 1) * 1_313n })),
};

const lineOf = (code: string): LedgerLine => {
  const line = ofLedger.find((each) => each.code === code);
  if (!line) throw new Error(`The form has no line ${code}.`);
  return line;
};

const sumOf = ({ parts }: ExactLine, of: 'amountMinor' | 'dailyMinor'): bigint =>
  parts.reduce((sum, part) => sum + (part.isSubtracted ? -1n : 1n) * (part[of] ?? 0n), 0n);

describe('A line of the ledger taken apart', () => {
  it.each(ofLedger)('$schedule $item $code adds up to what is rounded', (line) => {
    const exact = exactLine(line, figures);
    const amount = exactAmounts(figures)(line);
    expect(exact.amountMinor).toBe(halfUp(amount));
    expect(sumOf(exact, 'amountMinor')).toBe(exact.amountMinor);
    if (line.basis !== 'average') return;
    expect([exact.days, exact.dailyMinor, sumOf(exact, 'dailyMinor')]).toEqual([
      90,
      amount.numerator,
      amount.numerator,
    ]);
  });

  it('shows overdrawn deposits as loans, control account by control account', () => {
    const partsOf = (code: string): unknown[] =>
      exactLine(lineOf(code), figures)
        .parts.filter(({ kind }) => kind === 'overdrafts')
        .map(({ name, dailyMinor, label }) => [name, dailyMinor, label]);
    // Total loans have what deposits have not.
    expect(partsOf('RCON3360')).toEqual([
      ['2010', 123_457n, 'Overdrafts on 2010 Account 2010'],
      ['2020', 8_191n, 'Overdrafts on 2020 Account 2020'],
    ]);
    expect(partsOf('RCON3485')).toEqual([['2020', 8_191n, 'Overdrafts on 2020 Account 2020']]);
  });

  it('leaves out what is nothing, and is the same line only with the same amounts', () => {
    const line = lineOf('RCON3381');
    const exact = exactLine(line, figures);
    const without = exactLine(line, { ...figures, ledger: ledger.filter(({ code }) => code !== '1045') });
    expect(exact.parts.map(({ name }) => name)).toEqual(['1040', '1045']);
    expect(without.parts.map(({ name }) => name)).toEqual(['1040']);
    expect([isSameLine(exact, exact), isSameLine(exact, without)]).toEqual([true, false]);
  });
});

describe('A fact', () => {
  it.each([...new Set(figures.facts.map(({ name }) => name))])(
    '%s has a title and ledger accounts',
    (name) => {
      const { title, accounts } = factTitle(name);
      expect(title).not.toBe(name);
      expect(accounts.length).toBeGreaterThan(0);
    },
  );
});
