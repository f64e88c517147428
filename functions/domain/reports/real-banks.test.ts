import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { seededDefinitions } from '../../adapters/report-definitions.ts';
import { vectorsOf } from '../testing/vectors.ts';
import { checkFiled } from './check-filed.ts';
import { readFiledValues, type FiledReport } from './filed-values.ts';
import { formOn } from './form.ts';
import type { RuleResult } from './rules.ts';
import { totalLines, withTotals } from './totals.ts';

const sample = join(process.env['BANK_TEST_DATA'] ?? '/nonexistent', 'call_report_sample.csv');
const madeUp = new URL('../testing/filed-values.csv', import.meta.url);
const vector = vectorsOf('reports');
const definitions = await seededDefinitions();
const form = formOn(definitions, '2024-06-30');
const totals = new Set(totalLines(form).map(({ code }) => code));

const isFailing = ({ outcome }: RuleResult): boolean => outcome === 'refuse' || outcome === 'explain';

/** The report with every line left out that the form can sum. */
function withoutTotals({ values, ...report }: FiledReport): FiledReport {
  return { ...report, values: new Map([...values].filter(([code]) => !totals.has(code))) };
}

function expectTotalsAsFiled(filed: FiledReport): void {
  const made = withTotals(form, withoutTotals(filed).values);
  const pairs = [...totals].map((code) => [code, made.get(code), filed.values.get(code) ?? 0n]);
  expect(pairs.filter(([, ours, theirs]) => ours !== theirs)).toEqual([]);
}

function expectRulesPass(filed: readonly FiledReport[]): void {
  for (const { bank, results } of checkFiled(definitions, filed)) {
    const failing = results.filter(isFailing);
    expect({ bank, failing }).toEqual({ bank, failing: [] });
    expect(results).toHaveLength(55);
  }
}

describe('a made-up filing', () => {
  const filed = readFiledValues(readFileSync(madeUp, 'utf8'));

  it('is of two banks', () => {
    expect(filed.map(({ bank }) => bank)).toEqual(['900001', '900002']);
  });

  it('has every total that its other lines give, and passes the rules', () => {
    for (const each of filed) expectTotalsAsFiled(each);
    expectRulesPass(filed);
    expectRulesPass(filed.map(withoutTotals));
  });

  it('fails where one line is off', () => {
    const [first] = filed;
    if (!first) throw new Error('The file is empty');
    const wrong = new Map(first.values).set('RCON2170', (first.values.get('RCON2170') ?? 0n) + 1n);
    const [checked] = checkFiled(definitions, [{ ...first, values: wrong }]);
    const failing = checked?.results.filter(({ outcome }) => outcome === 'refuse') ?? [];
    expect(failing.map(({ id, left, right }) => [id, left - right])).toEqual([
      ['E02', 1n],
      ['E28', -1n],
    ]);
  });
});

const real = existsSync(sample) ? describe : describe.skip;
real('filings of real banks (BANK_TEST_DATA)', () => {
  const filed = existsSync(sample) ? readFiledValues(readFileSync(sample, 'utf8')) : [];

  it('have every total that their other lines give, and pass the rules', () => {
    expect(filed).toHaveLength(3);
    for (const each of filed) expectTotalsAsFiled(each);
    expectRulesPass(filed);
    expectRulesPass(filed.map(withoutTotals));
  });

  const ids = ['V101', 'V103', 'V105'] as const;
  it.each(ids)('have the totals of %s, where the bank is in the file', (id) => {
    const { inputs, expected } = z
      .object({ inputs: z.object({ id_rssd: z.string() }), expected: z.record(z.string(), z.number()) })
      .parse(vector(id));
    const bank = filed.find((each) => each.bank === inputs.id_rssd);
    const made = bank && withTotals(form, withoutTotals(bank).values);
    // The sample has three banks, and that of V103 is none of them: what its totals say of one another is left to check.
    if (!made) expect(consistent(new Map(Object.entries(expected)))).toEqual([]);
    else
      for (const [code, value] of Object.entries(expected))
        expect([code, made.get(code)]).toEqual([code, BigInt(value)]);
  });
});

/** Rules that name totals of the vector alone and fail. */
function consistent(values: ReadonlyMap<string, number>): readonly string[] {
  const given = new Map([...values].map(([code, value]) => [code, BigInt(value)]));
  const [checked] = checkFiled(
    {
      ...definitions,
      rules: definitions.rules.filter((rule) => names(rule).every((code) => given.has(code))),
    },
    [{ bank: '1', date: '', values: given }],
  );
  expect(checked?.results.length).toBeGreaterThan(2);
  return checked?.results.filter(isFailing).map(({ id }) => id) ?? [];
}

const names = (rule: { readonly left_side: string; readonly right_side: string }): string[] =>
  `${rule.left_side} ${rule.right_side}`.trim().split(/\s+-?/);
