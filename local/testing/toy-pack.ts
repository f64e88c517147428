import { expect } from '@jest/globals';
import * as z from 'zod';
import { seededDefinitions } from '../../functions/adapters/report-definitions.ts';
import { formatMinor } from '../../functions/domain/money.ts';
import type { QuarterPack } from '../../functions/domain/reports/quarter-pack.ts';
import type { StatementLine } from '../../functions/domain/statement.ts';
import { vectorsOf } from '../../functions/domain/testing/vectors.ts';

/** Vectors that give the whole lines of a schedule of the toy bank: what they don't name is zero. */
export const toySchedules = [
  ['V87', ['RC']],
  ['V88', ['RI']],
  ['V89', ['RI-A']],
  ['V90', ['RI-B II']],
  ['V91', ['RC-C I']],
  ['V92', ['RC-E']],
  ['V93', ['RC-F', 'RC-G']],
] as const;

const vector = vectorsOf('reports');
const byCode = z.record(z.string(), z.number());

/** Codes the form of the vectors has no line for: maturities of time deposits, which its books say beside. */
const beside = /^RCONHK/;

export function expectSchedules({ schedules }: QuarterPack, id: string, names: readonly string[]): void {
  const lines = schedules.filter(({ name }) => names.includes(name)).flatMap((each) => each.lines);
  const printed = lines.filter(({ code, thousands }) => thousands !== 0n && !beside.test(code));
  expect(Object.fromEntries(printed.map(({ code, thousands }) => [code, Number(thousands)]))).toEqual(
    byCode.parse(vector(id).expected),
  );
}

const rows = z.array(z.tuple([z.string(), z.string()]));
const cashFlow = z.object({
  operating: rows,
  net_operating: z.string(),
  investing: rows,
  net_investing: z.string(),
  financing: rows,
  net_financing: z.string(),
  net_change: z.string(),
  cash_opening: z.string(),
  cash_closing: z.string(),
  noncash: z.record(z.string(), z.string()),
});

/** The lines of the cash flow by their code. */
const codes = new Map(
  (await seededDefinitions()).lines
    .filter(({ schedule }) => schedule === 'Cash flow')
    .map(({ caption, code }) => [caption, code]),
);

const dollars = (minor: bigint): string => formatMinor(minor).replaceAll(',', '');

/** V94: section by section, lines that are zero left out. */
export function expectCashFlow(all: readonly StatementLine[]): void {
  const lines = all.map((line) => ({ ...line, code: codes.get(line.label) ?? '' }));
  const expected = cashFlow.parse(vector('V94').expected);
  const amount = (code: string): string =>
    dollars(lines.find((line) => line.code === code)?.amountMinor ?? 0n);
  const section = (from: string, to: string): string[] =>
    lines
      .filter(({ code, amountMinor }) => from <= code && code < to && amountMinor !== 0n)
      .map(({ amountMinor }) => dollars(amountMinor));
  const amounts = (of: readonly (readonly [string, string])[]): string[] => of.map(([, value]) => value);
  expect({
    operating: section('CF01', 'CF19'),
    investing: section('CF20', 'CF29'),
    financing: section('CF30', 'CF39'),
    totals: ['CF19', 'CF29', 'CF39', 'CF40', 'CF41', 'CF42'].map(amount),
    noncash: ['CF50', 'CF51'].map(amount),
  }).toEqual({
    operating: amounts(expected.operating),
    investing: amounts(expected.investing),
    financing: amounts(expected.financing),
    totals: [
      expected.net_operating,
      expected.net_investing,
      expected.net_financing,
      expected.net_change,
      expected.cash_opening,
      expected.cash_closing,
    ],
    noncash: Object.values(expected.noncash),
  });
}

const trial = z.object({
  opening_debits: z.string(),
  opening_credits: z.string(),
  closing_debits: z.string(),
  closing_credits: z.string(),
  closing: z.array(z.tuple([z.string(), z.string(), z.enum(['D', 'C']), z.string()])),
});

/** V86: totals of the trial balance, and every account at the end. */
export function expectTrialBalance(ledger: QuarterPack['ledger']): void {
  const expected = trial.parse(vector('V86').expected);
  const total = (amounts: readonly bigint[]): string =>
    dollars(amounts.reduce((sum, each) => sum + (each > 0n ? each : 0n), 0n));
  const opening = ledger.map((each) => each.openingMinor);
  const closing = ledger.map((each) => each.openingMinor + each.debitMinor - each.creditMinor);
  const negated = (amounts: readonly bigint[]): bigint[] => amounts.map((each) => -each);
  expect({
    opening_debits: total(opening),
    opening_credits: total(negated(opening)),
    closing_debits: total(closing),
    closing_credits: total(negated(closing)),
    closing: ledger
      .map(({ code, name }, index) => ({ code, name, minor: closing[index] ?? 0n }))
      .filter(({ minor }) => minor !== 0n)
      .sort((a, b) => (a.code < b.code ? -1 : 1))
      .map(({ code, name, minor }) => [
        code,
        name,
        minor > 0n ? 'D' : 'C',
        dollars(minor > 0n ? minor : -minor),
      ]),
  }).toEqual(expected);
}

/** Advances of the toy bank by what is left of them, in thousands. */
export function expectAdvances(pack: QuarterPack): void {
  const lines = pack.schedules.find(({ name }) => name === 'RC-M 5')?.lines ?? [];
  expect(
    lines.filter(({ thousands }) => thousands !== 0n).map(({ code, thousands }) => [code, thousands]),
  ).toEqual([
    ['RCONF055', 1000n],
    ['RCONF056', 5000n],
    ['RCON2651', 1000n],
    ['RCON3190', 6000n],
  ]);
}
