import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ofCsv, ofJson, ofOfx } from '../../../local/testing/statement-files.ts';
import { parseDecimal } from '../money.ts';
import { quietMonth } from '../testing/statement-figures.ts';
import {
  signedMinor,
  statementOf,
  sumOf,
  type AccountStatement,
  type StatementEntry,
  type StatementFigures,
} from './account-statement.ts';
import { totalFees, totalOverdraftFees, totalReturnedItemFees } from './fees.ts';
import { statementCsv } from './statement-csv.ts';
import { statementDocument } from './statement-document.ts';
import { statementJson } from './statement-json.ts';
import { statementOfx } from './statement-ofx.ts';

const largest = 99_999_999_999_999n;

const movement = fc.record({
  minor: fc.bigInt({ min: 1n, max: largest }),
  direction: fc.constantFrom('credit' as const, 'debit' as const),
  day: fc.integer({ min: 1, max: 30 }),
  description: fc.string({ unit: 'grapheme', maxLength: 60 }),
  reference: fc.string({ unit: 'binary', maxLength: 40 }),
});

/** Figures and entries of one month that agree. */
const month = fc
  .record({
    opening: fc.bigInt({ min: -largest, max: largest }),
    movements: fc.array(movement, { maxLength: 30 }),
  })
  .map(({ opening, movements }) => {
    let balance = opening;
    const entries = movements.map(({ minor, direction, day, ...words }, index): StatementEntry => {
      balance += direction === 'credit' ? minor : -minor;
      const date = `2026-09-${day.toString().padStart(2, '0')}`;
      const entry = { id: `entry:${index}`, template: 'P08', businessDate: date, valueDate: date };
      return { ...entry, ...words, direction, amountMinor: minor, balanceAfterMinor: balance };
    });
    return { figures: figuresOf({ opening, closing: balance, entries }), entries };
  });

interface Sums {
  readonly opening: bigint;
  readonly closing: bigint;
  readonly entries: readonly StatementEntry[];
}

function figuresOf({ opening, closing, entries }: Sums): StatementFigures {
  return {
    ...quietMonth,
    ...{ openingMinor: opening, closingMinor: closing, throughVersion: BigInt(entries.length) },
    ...{ creditMinor: sumOf(entries, 'credit'), debitMinor: sumOf(entries, 'debit') },
  };
}

const printed = (text: string): bigint =>
  text === '' ? 0n : parseDecimal(text.replaceAll(',', '').replace('\u2212', '-'));

/** Debits, credits and the last balance of the printed transactions. */
function ofPaper(statement: AccountStatement): readonly bigint[] {
  const table = statementDocument(statement, 'f'.repeat(64)).tables.find(
    ({ title }) => title === 'Transactions',
  );
  const rows = table?.rows ?? [];
  const column = (index: number): bigint =>
    rows.slice(0, -1).reduce((sum, { cells }) => sum + printed(cells[index] ?? ''), 0n);
  const totals = rows.at(-1)?.cells.slice(2).map(printed) ?? [];
  expect(totals.slice(0, 2)).toEqual([column(2), column(3)]);
  return totals;
}

describe('a statement', () => {
  it('has the same sums in every format, whatever was booked and written', () => {
    fc.assert(
      fc.property(month, ({ figures, entries }) => {
        const statement = statementOf(figures, entries);
        const { openingMinor, closingMinor, creditMinor, debitMinor } = statement;
        for (const read of [
          ofCsv(statementCsv(statement)),
          ofJson(statementJson(statement)),
          ofOfx(statementOfx(statement)),
        ]) {
          expect(read.opening ?? openingMinor).toBe(openingMinor);
          expect(read.closing).toBe(closingMinor);
          expect(read.entries.map(({ id, minor }) => [id, minor])).toEqual(
            entries.map((entry) => [entry.id, signedMinor(entry)]),
          );
          expect(read.entries.reduce((sum, { minor }) => sum + minor, openingMinor)).toBe(closingMinor);
        }
        expect(ofPaper(statement)).toEqual([-debitMinor, creditMinor, closingMinor]);
      }),
      { numRuns: 100, seed: 20_260_930 },
    );
  });

  it.each(['closingMinor', 'creditMinor', 'debitMinor', 'openingMinor'] as const)(
    'is not made when its entries do not agree with %s of the month',
    (name) => {
      const [sample] = fc.sample(month, { numRuns: 1, seed: 7 });
      if (!sample) throw new Error('Nothing was drawn');
      const { figures, entries } = sample;
      expect(statementOf(figures, entries).entries).toBe(entries);
      expect(() => statementOf({ ...figures, [name]: figures[name] + 1n }, entries)).toThrow(/statement/);
    },
  );
});

describe('a statement of another currency', () => {
  it('names it on paper, and no dollars', () => {
    const [sample] = fc.sample(month, { numRuns: 1, seed: 7 });
    if (!sample) throw new Error('Nothing was drawn');
    const statement = statementOf({ ...sample.figures, currency: 'EUR' }, sample.entries);
    const notes = statementDocument(statement, 'f'.repeat(64)).tables.map(({ note }) => note);
    expect(notes.filter((note) => note.includes('dollars'))).toEqual([]);
    expect(notes[0]).toBe('In EUR');
  });
});

describe('totals of fees', () => {
  it('count interest on overdrafts as an overdraft fee, and nothing twice', () => {
    const fees = [
      { kind: 'overdraft', minor: 3_400n },
      { kind: 'overdraft-interest', minor: 12n },
      { kind: 'returned-item', minor: 1_500n },
      { kind: 'wire', minor: 2_500n },
      { kind: 'maintenance', minor: -600n },
    ] as const;
    expect([totalOverdraftFees(fees), totalReturnedItemFees(fees), totalFees(fees)]).toEqual([
      3_412n,
      1_500n,
      6_812n,
    ]);
  });
});
