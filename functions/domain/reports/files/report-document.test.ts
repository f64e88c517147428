import { describe, expect, it } from '@jest/globals';
import type { ReportEvent } from '../../report-version.ts';
import type { WholeReport } from './report-file.ts';
import type { ReportStatements } from '../report-statements.ts';
import { reportDocument } from './report-document.ts';

const sha256 = 'a'.repeat(64);
const rule = { id: 'Q01', kind: 'quality', description: 'Loans grew', left: 5n, right: 1n } as const;
const held = { ...rule, id: 'Q02', description: 'Deposits grew' };
const content: ReportStatements = {
  ...{ from: '2026-01-01', to: '2026-03-31', asOf: '2026-03-31' },
  ...{ trialBalance: [], balanceSheet: [], incomeStatement: [], equityChanges: [], cashFlow: [] },
  pack: {
    ledger: [],
    schedules: [],
    rules: [
      { ...rule, outcome: 'explain' },
      { ...held, outcome: 'pass' },
    ],
  },
};

const event = (
  action: ReportEvent['action'],
  by: string,
  explanations: ReportEvent['explanations'] = {},
): ReportEvent => ({
  ...{ action, by, explanations, sha256, note: '' },
  ...{ on: '2026-04-20', at: '2026-04-20T12:00:00.000Z' },
});
const review = event('review', 'arno', { Q01: 'A branch was opened', Q02: 'Nothing to say' });

const versionOf = (...history: ReportEvent[]): WholeReport['version'] => ({
  ...{ kind: 'quarter', period: '2026Q1', version: 1, amends: null, reason: '', state: 'DRAFT' },
  ...{ sha256, asOfSequence: '7', createdBy: 'report-worker', createdAt: '2026-04-01T12:00:00.000Z' },
  history,
});

/** What the paper says of both rules: the text, and the result. */
function rulesOn(...history: ReportEvent[]): (string | undefined)[][] {
  const { tables } = reportDocument({ version: versionOf(...history), content });
  const table = tables.find(({ title }) => title === 'Validity rules');
  return (table?.rows ?? []).map(({ cells }) => [cells[1], cells[4]]);
}

const unexplained = [
  ['Loans grew', 'asks for an explanation'],
  ['Deposits grew', 'holds'],
];

describe('Explanations on paper', () => {
  it('are asked for as long as nobody gave any', () => {
    expect(rulesOn()).toEqual(unexplained);
  });

  it('are those of the review, for the rules that ask for one', () => {
    const explained = [
      ['Loans grew. Explained: A branch was opened', 'explained'],
      ['Deposits grew', 'holds'],
    ];
    expect(rulesOn(review)).toEqual(explained);
    expect(rulesOn(review, event('file', 'ada'))).toEqual(explained);
  });

  it('fall with the review when it is sent back, and the next review gives its own', () => {
    const sentBack = [review, event('return', 'ada')];
    expect(rulesOn(...sentBack)).toEqual(unexplained);
    expect(rulesOn(...sentBack, event('review', 'arno', { Q01: 'Two were' }))[0]).toEqual([
      'Loans grew. Explained: Two were',
      'explained',
    ]);
    expect(rulesOn(...sentBack, event('review', 'arno'))).toEqual(unexplained);
  });
});
