import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod';
import { seededDefinitions } from '../../adapters/report-definitions.ts';
import { vectorsOf } from '../testing/vectors.ts';
import { filingDueOn } from './due-date.ts';
import { readTerms } from './expression.ts';
import { form1099Int } from './form-1099-int.ts';
import { formOn, ruleOperators, type ReportRule, type RuleKind, type RuleOperator } from './form.ts';
import { checkRules, type RuleOutcome } from './rules.ts';
import { totalLines, withTotals } from './totals.ts';

const definitions = await seededDefinitions();
const form = formOn(definitions, '2026-09-30');

const aRule = (operator: RuleOperator, kind: RuleKind, tolerance = 0n): ReportRule => ({
  ...{ id: 'T01', description: 'a rule', operator, kind, tolerance, ownTolerance: 0n },
  left: readTerms('RCON0001 RCON0002'),
  right: readTerms('RCON0003 -RCON0004'),
});

type Four = readonly [bigint, bigint, bigint, bigint];
const valuesOf = (four: Four): Map<string, bigint> =>
  new Map(four.map((value, index) => [`RCON000${index + 1}`, value]));

function outcome(rule: ReportRule, four: Four, earlier?: Four): RuleOutcome | undefined {
  const reports = {
    current: valuesOf(four),
    previousQuarter: earlier && valuesOf(earlier),
    previousDecember: earlier && valuesOf(earlier),
  };
  return checkRules([rule], reports, 'filed')[0]?.outcome;
}

const value = fc.bigInt({ min: -1000n, max: 1000n });
const four = fc.tuple(value, value, value, value);
const allowed = fc.bigInt({ min: 0n, max: 3n });

/** What each operator means, said once more with numbers that are already summed. */
const meanings: Record<RuleOperator, (left: bigint, right: bigint, tolerance: bigint) => boolean> = {
  eq: (left, right, tolerance) => (left > right ? left - right : right - left) <= tolerance,
  le: (left, right, tolerance) => left - right <= tolerance,
  gt: (left) => left > 0n,
  implies: (left, right) => !(left > 0n && right <= 0n),
  ytd: (left, right, tolerance) => right - left <= tolerance,
  prev_dec: (left, right, tolerance) => (left > right ? left - right : right - left) <= tolerance,
};

describe('the evaluator of rules', () => {
  it.each(ruleOperators)('means what %s says, for any numbers', (operator) => {
    fc.assert(
      fc.property(four, four, allowed, (now, before, tolerance) => {
        const then = operator === 'ytd' || operator === 'prev_dec' ? before : now;
        const holds = meanings[operator](now[0] + now[1], then[2] - then[3], tolerance);
        expect(outcome(aRule(operator, 'footing', tolerance), now, before)).toBe(holds ? 'pass' : 'refuse');
      }),
    );
  });

  it.each([
    ['footing', 'refuse'],
    ['inter', 'refuse'],
    ['relation', 'refuse'],
    ['quality', 'explain'],
    ['interperiod', 'explain'],
  ] as const)('asks of a %s rule that fails: %s', (kind, expected) => {
    expect(outcome(aRule('eq', kind), [1n, 0n, 0n, 0n])).toBe(expected);
  });

  it('compares with nothing where there is no earlier report', () => {
    expect(outcome(aRule('ytd', 'interperiod'), [1n, 1n, 5n, 0n])).toBe('not-comparable');
    expect(outcome(aRule('prev_dec', 'interperiod'), [1n, 1n, 5n, 0n])).toBe('not-comparable');
  });

  it('grants our own figures no more than their own tolerance', () => {
    const [result] = checkRules([aRule('eq', 'inter', 3n)], { current: valuesOf([1n, 0n, 0n, 0n]) }, 'own');
    expect(result).toMatchObject({ outcome: 'refuse', left: 1n, right: 0n });
  });
});

describe('the definitions', () => {
  it('have 55 rules, and footings that sum what the form sums', () => {
    expect(form.rules.map(({ id }) => id)).toEqual(
      [...Array(55).keys()].map((n) => `E${String(n + 1).padStart(2, '0')}`),
    );
    const footings = form.rules.filter(({ kind }) => kind === 'footing');
    for (const { id, left, right } of footings) {
      const total = totalLines(form).find(({ code }) => code === left[0]?.name);
      expect([id, right]).toEqual([id, total?.terms]);
    }
  });

  it('name lines that exist', () => {
    const codes = new Set(form.lines.map(({ code }) => code));
    const named = [
      ...form.rules.flatMap(({ left, right }) => [...left, ...right]),
      ...totalLines(form).flatMap(({ terms }) => terms),
    ];
    expect(named.filter(({ kind, name }) => kind !== 'line' || !codes.has(name))).toEqual([]);
  });

  it('hold from their first day to their last', () => {
    const [line] = definitions.lines;
    if (!line) throw new Error('There is no line');
    const ended = { ...line, valid_to: '2026-06-30' };
    const lines = [ended, { ...line, valid_from: '2026-07-01', caption: 'Another caption' }];
    const captionOn = (date: string): string[] =>
      formOn({ lines, rules: [] }, date).lines.map(({ caption }) => caption);
    expect(captionOn('2026-06-30')).toEqual([line.caption]);
    expect(captionOn('2026-07-01')).toEqual(['Another caption']);
    expect(captionOn('1989-12-31')).toEqual([]);
  });

  it.each([
    [{ expression: '1010 ++' }, '"++" is no term'],
    [{ kind: 'guess' }, 'there is no kind "guess"'],
    [{ basis: 'yesterday' }, 'there is no basis "yesterday"'],
    [{ side: 'left' }, 'there is no side "left"'],
  ])('are refused with %j', (change, message) => {
    const lines = definitions.lines.slice(0, 1).map((line) => ({ ...line, ...change }));
    expect(() => formOn({ lines, rules: [] }, '2026-09-30')).toThrow(message);
  });

  it('are refused when a total is made of itself', () => {
    const lines = definitions.lines
      .filter(({ code }) => code === 'RCONB529')
      .map((line) => ({ ...line, expression: 'RCONB529' }));
    expect(() => withTotals(formOn({ lines, rules: [] }, '2026-09-30'), new Map())).toThrow('made of itself');
  });
});

const vector = vectorsOf('reports');

it('reports are due when V100 says', () => {
  const { quarters } = z.object({ quarters: z.array(z.string()) }).parse(vector('V100').inputs);
  expect({ due: quarters.map(filingDueOn) }).toEqual(vector('V100').expected);
});

describe('form 1099-INT', () => {
  const minor = (text: string): bigint => BigInt(text.replace('.', ''));
  const dollars = (cents: bigint): string => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;

  it('is due from ten dollars over all accounts (V55)', () => {
    const { interest } = z.object({ interest: z.array(z.string()) }).parse(vector('V55').inputs);
    const interestMinor = interest.map(minor).reduce((sum, each) => sum + each, 0n);
    const form = form1099Int({ interestMinor, withheldMinor: 0n, penaltyMinor: 0n, corrections: [] });
    expect({ total: dollars(form.box1Minor), form_due: form.isDue }).toEqual(vector('V55').expected);
    expect(
      form1099Int({ interestMinor: 999n, withheldMinor: 0n, penaltyMinor: 0n, corrections: [] }).isDue,
    ).toBe(false);
  });

  it('is due at any amount when tax was withheld (V57)', () => {
    const { interest, withheld } = z
      .object({ interest: z.array(z.string()), withheld: z.string() })
      .parse(vector('V57').inputs);
    const form = form1099Int({
      interestMinor: interest.map(minor).reduce((sum, each) => sum + each, 0n),
      withheldMinor: minor(withheld),
      penaltyMinor: 0n,
      corrections: [],
    });
    expect({ form_due: form.isDue, box1: dollars(form.box1Minor), box4: dollars(form.box4Minor) }).toEqual(
      vector('V57').expected,
    );
  });

  it('tells the penalty beside the interest, not netted (V59)', () => {
    const { interest, penalty } = z
      .object({ interest: z.string(), penalty: z.string() })
      .parse(vector('V59').inputs);
    const form = form1099Int({
      interestMinor: minor(interest),
      withheldMinor: 0n,
      penaltyMinor: minor(penalty),
      corrections: [],
    });
    expect({ box1: dollars(form.box1Minor), box2: dollars(form.box2Minor) }).toEqual(vector('V59').expected);
  });
});
