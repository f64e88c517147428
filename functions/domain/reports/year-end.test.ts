import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { WholeReport } from './files/report-file.ts';
import type { ReportStatements } from './report-statements.ts';
import { csvFile } from './files/csv-file.ts';
import { yearEnd } from './reckon-year-end.ts';
import type { InterestSide, Payee, YearEndFigures } from './year-end.ts';
import { netOf } from './year-end-ties.ts';

const payeeOf = (number: string, interest: bigint, withheld = 0n, penalty = 0n): Payee => ({
  ...{ customerId: `of-${number}`, number, name: `Payee ${number}`, taxId: null, taxIdKey: null },
  ...{ interestMinor: interest, withheldMinor: withheld, penaltyMinor: penalty, corrections: [] },
});

const side = (
  of: InterestSide['side'],
  code: string,
  amounts: Partial<Omit<InterestSide, 'side' | 'code' | 'name'>>,
): InterestSide => ({
  ...{ side: of, code, name: code },
  ...{ interestMinor: 0n, withheldMinor: 0n, penaltyMinor: 0n, elsewhereMinor: 0n },
  ...amounts,
});

const nothing: YearEndFigures = {
  payees: [],
  closing: { journalId: null, countsOn: null, lines: [] },
  sides: [],
  unclear: { journals: [], minor: 0n },
  moved: new Map(),
  netIncomeMinor: 0n,
};

/** Outcomes of the checks by id. */
const outcomesOf = (figures: Partial<YearEndFigures>): Record<string, string> =>
  Object.fromEntries(yearEnd({ ...nothing, ...figures }).ties.map(({ id, outcome }) => [id, outcome]));

const ties = { Y01: 'pass', Y02: 'pass', Y03: 'pass', Y04: 'pass', Y05: 'pass', Y06: 'pass', Y07: 'pass' };

describe('The forms of a year', () => {
  it('are due to whom they are due, and leave nobody’s cents out of the totals', () => {
    const amount = fc.bigInt(-5_000n, 5_000n);
    const payees = fc.array(fc.tuple(amount, fc.bigInt(-90n, 900n), fc.bigInt(-90n, 900n)), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(payees, (amounts) => {
        const all = amounts.map(([interest, withheld, penalty], index) =>
          payeeOf(String(10_000_000 + index), interest, withheld, penalty),
        );
        const { forms, due, notDue, unplaced = [] } = yearEnd({ ...nothing, payees: all });
        const gets = all.filter((each) => each.interestMinor >= 1_000n || each.withheldMinor > 0n);
        expect(forms.map(({ number }) => number)).toEqual(gets.map(({ number }) => number));
        expect([due.count, notDue.count]).toEqual([gets.length, all.length - gets.length]);
        for (const box of ['interestMinor', 'withheldMinor', 'penaltyMinor'] as const)
          expect([due, notDue, ...unplaced].reduce((sum, each) => sum + each[box], 0n)).toBe(
            all.reduce((sum, each) => sum + each[box], 0n),
          );
        for (const { box1Minor, box2Minor, box4Minor } of forms)
          for (const minor of [box1Minor, box2Minor, box4Minor]) expect(minor).toBeGreaterThanOrEqual(0n);
      }),
    );
  });

  it('say what each correction changed, once they were due', () => {
    const corrections = [
      { on: '2026-01-05', interestMinor: 800n, withheldMinor: 0n, penaltyMinor: 0n },
      { on: '2026-02-03', interestMinor: -1_300n, withheldMinor: 0n, penaltyMinor: 5n },
    ];
    const [form] = yearEnd({ ...nothing, payees: [{ ...payeeOf('1', 100n, 0n, 5n), corrections }] }).forms;
    // 6.00 at first, then 14.00, then 1.00.
    expect(form).toMatchObject({
      box1Minor: 100n,
      changes: [
        { box: '1', on: '2026-02-03', beforeMinor: 1_400n, afterMinor: 100n },
        { box: '2', on: '2026-02-03', beforeMinor: 0n, afterMinor: 5n },
      ],
    });
  });

  it('come into the table with text that no spreadsheet runs', () => {
    const payees = [{ ...payeeOf('10000001', 1_000n), name: '=HYPERLINK("x")' }];
    const content = { ...noStatements, yearEnd: yearEnd({ ...nothing, payees }) };
    const rows = csvFile({ version, content }).split('\n');
    expect(rows.find((row) => row.startsWith('1099-INT box 1'))).toContain(`'=HYPERLINK`);
  });
});

const version: WholeReport['version'] = {
  ...{ kind: 'year', period: '2025', version: 1, amends: null, reason: '', state: 'DRAFT', history: [] },
  ...{ sha256: null, asOfSequence: null, createdBy: 'tests', createdAt: '2026-01-05T12:00:00.000Z' },
};

const noStatements: ReportStatements = {
  ...{ from: '2025-01-01', to: '2025-12-31', asOf: '2025-12-31', pack: null },
  ...{ trialBalance: [], balanceSheet: [], incomeStatement: [], equityChanges: [], cashFlow: [] },
};

describe('The tie of a year', () => {
  const sides = [
    side('payees', '2030', { interestMinor: 1_500n, withheldMinor: 120n }),
    side('others', '2080', { interestMinor: 300n }),
    side('ledger', '2300', { interestMinor: 1_800n, elsewhereMinor: -2_000n }),
    side('ledger', '2360', { withheldMinor: 120n, elsewhereMinor: 100n }),
    side('ledger', '5030', { penaltyMinor: 40n }),
  ];
  const figures = {
    payees: [payeeOf('1', 1_000n, 120n, 40n), payeeOf('2', 500n)],
    sides,
    moved: new Map([
      ['2300', -200n],
      ['2360', -20n],
      ['5030', -40n],
    ]),
  };

  it('holds where deposits, ledger and days say the same', () => {
    expect(outcomesOf(figures)).toEqual(ties);
    expect(sides.filter((each) => each.side === 'ledger').map(netOf)).toEqual([-200n, -20n, -40n]);
  });

  it.each<[string, string, Partial<YearEndFigures>]>([
    ['interest of a payee', 'Y01', { payees: [payeeOf('1', 1_001n, 120n, 40n), payeeOf('2', 500n)] }],
    ['tax of a payee', 'Y02', { payees: [payeeOf('1', 1_000n, 119n, 40n), payeeOf('2', 500n)] }],
    ['a penalty', 'Y03', { payees: [payeeOf('1', 1_000n, 120n, 41n), payeeOf('2', 500n)] }],
    [
      'two accounts whose differences cancel out',
      'Y04',
      {
        moved: new Map([
          ['2300', -199n],
          ['2360', -21n],
          ['5030', -40n],
        ]),
      },
    ],
    ['what the closing carries over', 'Y05', { netIncomeMinor: 1n }],
  ])('asks for a word where %s is off by a cent', (_what, id, change) => {
    expect(outcomesOf({ ...figures, ...change })).toEqual({ ...ties, [id]: 'explain' });
  });

  it('counts on the days of the ledger what was booked, whichever year it is for', () => {
    const crossing = sides.map((each) =>
      each.code === '2300' ? { ...each, laterMinor: -70n, earlierMinor: -11n } : each,
    );
    expect(outcomesOf({ ...figures, sides: crossing })).toEqual({ ...ties, Y04: 'explain' });
    const moved = new Map([...figures.moved, ['2300', -141n]]);
    expect(outcomesOf({ ...figures, sides: crossing, moved })).toEqual(ties);
  });

  it('asks for a word where more was taken back by hand than the year has', () => {
    const payees = [...figures.payees, payeeOf('3', -40n)];
    const less = [...sides, side('ledger', '5020', { interestMinor: -40n })];
    const moved = new Map([...figures.moved, ['5020', -40n]]);
    expect(outcomesOf({ payees, sides: less, moved })).toEqual({ ...ties, Y06: 'explain' });
  });

  it('asks for a word where the lines of a journal leave open whose share is whose, and names it', () => {
    const unclear = { journals: ['jnl_1'], minor: 2_480n };
    expect(outcomesOf({ ...figures, unclear })).toEqual({ ...ties, Y07: 'explain' });
    expect(yearEnd({ ...nothing, unclear }).unclear).toEqual(['jnl_1']);
    expect(yearEnd(nothing)).not.toHaveProperty('unclear');
  });

  it('takes net income from closing entries, and neither dividends nor the counter line', () => {
    const line = (
      code: string,
      amountMinor: bigint,
    ): { code: string; name: string; amountMinor: bigint } => ({
      ...{ code, name: code, amountMinor },
    });
    const lines = [line('4010', 900n), line('7010', -400n), line('3040', -500n), line('3050', -50n)];
    const closing = { journalId: null, countsOn: null, lines: [...lines, line('3040', 50n)] };
    expect(outcomesOf({ closing, netIncomeMinor: 500n })).toEqual(ties);
  });
});
