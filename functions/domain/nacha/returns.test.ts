import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LineResult } from '../import-job.ts';
import { isPayment } from '../payment-file.ts';
import { anAchFile, type AchEntry } from '../testing/ach-file.ts';
import { readAchFile, readNacha } from './read.ts';
import { returnFileOf } from './return-file.ts';
import { isReturnReason, reasonText } from './return-reasons.ts';
import { returnDeadline, returnsOf, type ReturnsOfFile } from './returns.ts';
import { checkDigitOf, isRoutingNumber } from './routing.ts';

const account = '1000000101';
const options = { createdOn: '2026-01-15', reference: 'ABCDEF01' };

/** Results of a file: the lines in `codes` are refused for these reasons, the others posted, or what the reader said. */
function resultsOf(text: string, codes: Readonly<Record<number, string>>): LineResult[] {
  return readNacha(text).lines.map((line) => {
    const own = { line: line.line, account: line.account, direction: null, minor: null, journalId: null };
    const code = isPayment(line) ? codes[line.line] : line.code;
    const outcome = code === undefined ? 'posted' : code === 'prenote' ? 'skipped' : 'refused';
    return { ...own, outcome, problem: code === undefined ? null : { code, detail: '' } };
  });
}

function returned(text: string, codes: Readonly<Record<number, string>>): ReturnsOfFile {
  return returnsOf(readAchFile(text), resultsOf(text, codes));
}

describe('A return file', () => {
  const original = anAchFile(
    [
      { code: '22', account, cents: 123_456 },
      { code: '22', account, cents: 100 },
      { code: '27', account, cents: 2_500, id: 'POLICY 9', addenda: ['INVOICE 77'] },
      { code: '32', account: '0000000000', cents: 1 },
      { code: '37', account: '12-34', cents: 9_900 },
    ],
    { origin: ' 021000021' },
  );
  const codes = { 3: 'account-closed', 5: 'insufficient-funds', 7: 'account-not-found' };
  const { returns } = returned(original, codes);

  it('is this one to the byte, however often it is written', () => {
    const golden = readFileSync(join(import.meta.dirname, '../testing/ach-return.ach'), 'utf8');
    expect(returnFileOf(readAchFile(original), returns, options)).toBe(golden);
    expect(returnFileOf(readAchFile(original), returned(original, codes).returns, options)).toBe(golden);
  });

  it('goes to the bank of the first entry where no bank sent the file', () => {
    const file = readAchFile(original.replace(' 021000021', '1123456789'));
    expect(returnFileOf(file, returns, options).slice(3, 23)).toBe(' 990000123 990000123');
  });

  it('has batches of credits and of debits alone where there is nothing else', () => {
    for (const [code, serviceClass] of [
      ['22', '220'],
      ['27', '225'],
    ] as const) {
      const one = anAchFile([{ code, account, cents: 5 }]);
      const text = returnFileOf(readAchFile(one), returned(one, { 3: 'account-closed' }).returns, options);
      expect(text.split('\n')[1]?.slice(1, 4)).toBe(serviceClass);
    }
  });
});

describe('The reason of a return', () => {
  const debit: AchEntry = { code: '27', account, cents: 100 };
  it.each<[string, AchEntry, string, string, string]>([
    ['no money', debit, 'PPD', 'insufficient-funds', 'R01'],
    ['a closed account', debit, 'PPD', 'account-closed', 'R02'],
    ['an unknown account', debit, 'PPD', 'account-not-found', 'R03'],
    ['an account number of another form', { ...debit, account: '12-34' }, 'PPD', 'line-invalid', 'R04'],
    ['a limit of a person’s account', debit, 'PPD', 'velocity-exceeded', 'R16'],
    ['a limit of a company’s account', debit, 'CCD', 'velocity-exceeded', 'R29'],
    ['a company’s credit', { ...debit, code: '22' }, 'CCD', 'account-not-postable', 'R16'],
    ['no amount', { ...debit, cents: 0 }, 'PPD', 'line-invalid', 'R19'],
    ['a prenote with money', { ...debit, code: '28' }, 'PPD', 'line-invalid', 'R19'],
    ['a loan', debit, 'PPD', 'loan-not-postable', 'R20'],
    ['a code that is not taken', { ...debit, code: '57' }, 'PPD', 'line-invalid', 'R17'],
  ])('of %s', (_what, entry, entryClass, code, reason) => {
    const { returns, kept } = returned(anAchFile([entry], { entryClass }), { 3: code });
    expect([returns.map((each) => each.reason), kept]).toEqual([[reason], []]);
    expect(isReturnReason(reason) && reasonText(reason)).not.toContain('reason R');
  });

  it.each<[string, AchEntry, string, string]>([
    ['another bank’s entry', { ...debit, routing: '021000021' }, 'PPD', 'another bank'],
    ['an international entry', debit, 'IAT', 'class IAT by hand'],
    ['a return', { ...debit, code: '26', back: { reason: 'R01', trace: '1' } }, 'PPD', 'does not go back'],
    ['what the bank itself is to blame for', debit, 'PPD', 'No reason for a return fits (period-closed)'],
  ])('is none for %s, which is told instead', (_what, entry, entryClass, detail) => {
    const { returns, kept } = returned(anAchFile([entry], { entryClass }), { 3: 'period-closed' });
    expect([returns, kept]).toEqual([[], [{ line: 3, detail: expect.stringContaining(detail) }]]);
  });

  it('may be any but those that dispute a return', () => {
    expect(['R01', 'R60', 'R78', 'R85'].every(isReturnReason)).toBe(true);
    expect(['R00', 'R61', 'R77', 'C01', 'R1', 'R011', '   '].some(isReturnReason)).toBe(false);
    expect(reasonText('R84')).toBe('reason R84');
  });
});

describe('The deadline of a return', () => {
  it.each([
    ['2026-01-14', '2026-01-16'],
    ['2026-01-15', '2026-01-20'], // Friday, then Tuesday: Monday is Martin Luther King’s.
    ['2026-01-17', '2026-01-22'], // A Saturday settles on Tuesday.
    ['2026-12-24', '2026-12-29'],
  ])('of what settled on %s is the opening of %s', (settled, due) => {
    expect(returnDeadline(settled)).toBe(due);
  });
});

describe('An entry that comes back', () => {
  const trace = '990000120000042';
  const back = { reason: 'R01', trace };
  it.each([
    ['26', 'debit', '1000000101'],
    ['36', 'debit', '1000000101'],
    ['21', 'credit', '1000000101'],
    ['31', 'credit', '1000000101'],
  ])('with code %s is a %s of the account it came from', (code, direction, id) => {
    const { lines } = readNacha(anAchFile([{ code, account: '5550001', cents: 700, id, back }]));
    expect(lines).toEqual([
      {
        line: 3,
        account,
        direction,
        amount: { minor: 700n, currency: 'USD' },
        description: 'Returned SALARY: insufficient funds (R01)',
        reference: trace,
        returned: { reason: 'R01', trace },
      },
    ]);
  });

  it('names another account where both numbers may be ours', () => {
    const { lines } = readNacha(anAchFile([{ code: '26', account, cents: 1, id: '1000000202', back }]));
    expect(lines[0]).toMatchObject({ account: '1000000202', returned: { number: account } });
  });

  it.each<[string, Partial<AchEntry>, string]>([
    ['disputes a return', { back: { ...back, reason: 'R61' } }, 'The reason R61 is not one'],
    ['is another bank’s', { routing: '021000021' }, 'is not this bank’s'],
    ['has a wrong check digit', { routing: '990000124' }, 'The check digit'],
    ['names no account', { account: '12', id: 'X' }, 'Neither the individual id nor the account'],
  ])('is refused when it %s', (_what, change, detail) => {
    const entry = { code: '26', account, cents: 1, back, ...change };
    const [line] = readNacha(anAchFile([entry])).lines;
    expect(line).toMatchObject({ outcome: 'refused', detail: expect.stringContaining(detail) });
  });

  it('without money is a prenote', () => {
    const [line] = readNacha(anAchFile([{ code: '26', account, cents: 0, back }])).lines;
    expect(line).toMatchObject({ outcome: 'skipped', code: 'prenote' });
  });
});

describe('Any refused entries', () => {
  const entry = fc.record({
    code: fc.constantFrom('22', '27', '32', '37'),
    account: fc.constantFrom(account, '0000000000', 'X-1'),
    cents: fc.integer({ min: 1, max: 9_999_999_999 }),
    addenda: fc.array(fc.stringMatching(/^[A-Z0-9 ]{1,80}$/), { maxLength: 1 }),
    reason: fc.constantFrom(undefined, 'insufficient-funds', 'account-closed', 'velocity-exceeded'),
  });

  it('give a file that our own reader takes: whole blocks, and controls that add up', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 25 }), (entries) => {
        const text = anAchFile(entries);
        const lines = readNacha(text).lines.map(({ line }) => line);
        const codes = Object.fromEntries(
          entries.flatMap(({ reason }, index) => (reason === undefined ? [] : [[lines[index] ?? 0, reason]])),
        );
        const { returns } = returned(text, codes);
        if (returns.length === 0) return;
        const written = returnFileOf(readAchFile(text), returns, options);
        const records = written.trimEnd().split('\n');
        expect(records.length % 10).toBe(0);
        const [batch, ...others] = readAchFile(written).batches;
        expect(others).toEqual([]);
        const ofReturns = returns.map(({ item }) => item.entry.text);
        expect(batch?.items.map((each) => each.entry.text.slice(12, 78))).toEqual(
          ofReturns.map((original) => original.slice(12, 78)),
        );
        expect(batch?.items.map(({ addenda }) => addenda[0]?.text.slice(1, 21))).toEqual(
          returns.map(({ reason, item }) => `99${reason}${item.entry.text.slice(79, 94)}`),
        );
      }),
    );
  });

  it('go back to a routing number with its check digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{8}$/), (bank) => {
        expect(isRoutingNumber(`${bank}${checkDigitOf(bank)}`)).toBe(true);
      }),
    );
  });
});
