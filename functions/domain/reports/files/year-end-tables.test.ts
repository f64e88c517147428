import { describe, expect, it } from '@jest/globals';
import type { PrintableRow } from '../../printable.ts';
import type { PayeeForm, YearEnd } from '../year-end.ts';
import { yearEndTables } from './year-end-tables.ts';

const form = (n: number): PayeeForm => ({
  ...{ customerId: `customer-${n}`, number: String(n), name: `Payee ${n}`, taxId: '900-00-0001' },
  ...{ box1Minor: 1_000n, box2Minor: 10n, box4Minor: 1n },
  changes: [{ box: '1', on: '2026-02-01', beforeMinor: 900n, afterMinor: 1_000n }],
});

const totals = { count: 0, interestMinor: 0n, penaltyMinor: 0n, withheldMinor: 0n };

function rowsOf(title: string, count: number): readonly PrintableRow[] {
  const forms = Array.from({ length: count }, (_, index) => form(index + 1));
  const yearEnd: YearEnd = {
    closing: { journalId: null, countsOn: null, lines: [] },
    ...{ forms, due: totals, notDue: totals, sides: [], ties: [] },
    unclear: forms.map(({ number }) => `jrn_${number}`),
  };
  return yearEndTables(yearEnd, {}).find((table) => table.title === title)?.rows ?? [];
}

describe('Forms 1099-INT on paper', () => {
  it('are all printed up to a thousand', () => {
    const rows = rowsOf('Forms 1099-INT', 1_000);
    expect(rows).toHaveLength(1_002);
    expect(rows.at(-3)?.cells[0]).toBe('1000');
  });

  it('are told beyond that in one sentence, with the sums of all of them and where they stand', () => {
    const rows = rowsOf('Forms 1099-INT', 1_500);
    expect(rows).toHaveLength(1_003);
    expect(rows.at(-4)?.cells[0]).toBe('1000');
    expect(rows.at(-3)?.cells).toEqual([
      '',
      '500 more forms stand in the CSV, JSON and XML of this version; the sums are those of all 1,500.',
      ...['', '15,000.00', '150.00', '15.00'],
    ]);
  });

  it('that were corrected are told in the same manner', () => {
    const rows = rowsOf('Corrected forms', 1_001);
    expect(rows).toHaveLength(1_001);
    expect(rows.at(-1)?.cells[1]).toBe('1 more stand in the CSV, JSON and XML of this version.');
  });

  it('come with the unclear journals in the same manner', () => {
    const rows = rowsOf('Unclear journals', 1_002);
    expect(rows).toHaveLength(1_001);
    expect(rows.at(-1)?.cells).toEqual(['2 more stand in the CSV, JSON and XML of this version.']);
  });
});
