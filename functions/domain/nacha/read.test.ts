import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FileError, isPayment } from '../payment-file.ts';
import { anAchFile, type AchEntry } from '../testing/ach-file.ts';
import { readNacha } from './read.ts';
import { isRoutingNumber, ownRoutingNumber } from './routing.ts';

const account = '1000000101';
const salary: AchEntry = { code: '22', account, cents: 123_456 };

function faultOf(text: string): string {
  try {
    readNacha(text);
  } catch (error) {
    if (error instanceof FileError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('a routing number', () => {
  // Numbers that banks publish: Federal Reserve Bank of Boston, JPMorgan Chase, Bank of America, U.S. Treasury.
  it.each(['011000015', '021000021', '026009593', '000000518'])('%s is one', (text) => {
    expect(isRoutingNumber(text)).toBe(true);
  });
  it.each(['011000016', '021000012', '12345678', '0110000150', 'a11000015'])('%s is none', (text) => {
    expect(isRoutingNumber(text)).toBe(false);
  });
  it('of ours passes its own check, and is nobody else’s', () => {
    expect(isRoutingNumber(ownRoutingNumber)).toBe(true);
    expect(ownRoutingNumber.slice(0, 2)).toBe('99');
  });
});

describe('an ACH file', () => {
  it('becomes a payment for each entry, told by company, purpose and addenda', () => {
    const file = anAchFile([
      salary,
      { code: '27', account, cents: 2_500, addenda: ['INVOICE 77'] },
      { code: '32', account, cents: 1 },
      { code: '37', account, cents: 2, id: 'POLICY 9' },
    ]);
    expect(readNacha(file).lines).toEqual([
      {
        line: 3,
        account,
        direction: 'credit',
        amount: { minor: 123_456n, currency: 'USD' },
        description: 'PAYROLL INC SALARY',
        reference: 'EMPLOYEE 1',
        valueDate: '2026-01-15',
      },
      expect.objectContaining({ line: 4, direction: 'debit', reference: 'INVOICE 77' }),
      expect.objectContaining({ line: 6, direction: 'credit', amount: { minor: 1n, currency: 'USD' } }),
      expect.objectContaining({ line: 7, direction: 'debit', reference: 'POLICY 9' }),
    ]);
  });

  it('may come without line breaks, with Windows ones, or with an end-of-file mark', () => {
    const file = anAchFile([salary]);
    const { lines } = readNacha(file);
    expect(readNacha(file.replaceAll('\n', '')).lines).toEqual(lines);
    expect(readNacha(`${file.replaceAll('\n', '\r\n')}\u001a`).lines).toEqual(lines);
  });

  it.each([
    ['260115', '2026-01-15'],
    ['260117', '2026-01-20'], // A Saturday; Monday is Martin Luther King’s.
    ['261225', '2026-12-28'],
    ['      ', undefined],
  ])('settles an effective entry date of "%s" on %s', (effective, valueDate) => {
    const [line] = readNacha(anAchFile([salary], { effective })).lines;
    expect(line).toHaveProperty('amount');
    expect(line && isPayment(line) ? line.valueDate : 'no payment').toBe(valueDate);
  });

  it('skips prenotes, which move no money', () => {
    const { lines } = readNacha(
      anAchFile(['23', '28', '33', '38'].map((code) => ({ code, account, cents: 0 }))),
    );
    expect(lines.map((line) => 'outcome' in line && [line.outcome, line.code])).toEqual(
      Array.from({ length: 4 }, () => ['skipped', 'prenote']),
    );
  });

  it.each<[string, AchEntry, string]>([
    ['the code of a return alone', { code: '21', account, cents: 100 }, 'Transaction code 21 is not taken.'],
    ['an entry on a loan', { code: '52', account, cents: 100 }, 'Transaction code 52 is not taken.'],
    [
      'addenda of a return alone',
      { ...salary, addenda: ['R01'], addendaType: '99' },
      'Addenda of other kinds',
    ],
    [
      'a change to tell',
      { code: '21', account, cents: 0, addenda: ['C01'], addendaType: '98' },
      'Addenda of other kinds',
    ],
    ['another bank’s number', { ...salary, routing: '021000021' }, 'is not this bank’s'],
    ['a wrong check digit', { ...salary, routing: '990000124' }, 'The check digit of the routing number'],
    ['an account number of another form', { ...salary, account: '12-34' }, 'must have ten digits'],
    ['no amount', { ...salary, cents: 0 }, 'The amount must be above zero.'],
    ['a prenote with money', { code: '23', account, cents: 1 }, 'A prenote must be of zero.'],
  ])('refuses the entry alone that has %s', (_what, entry, detail) => {
    const { lines } = readNacha(anAchFile([salary, entry]));
    expect(lines.map(isPayment)).toEqual([true, false]);
    expect(lines[1]).toMatchObject({ outcome: 'refused', code: 'line-invalid' });
    expect(lines[1]).toHaveProperty('detail', expect.stringContaining(detail));
  });

  it('refuses international entries', () => {
    const { lines } = readNacha(anAchFile([salary], { entryClass: 'IAT' }));
    expect(lines[0]).toMatchObject({
      outcome: 'refused',
      detail: 'International entries (IAT) are not taken.',
    });
  });
});

describe('an ACH file is refused as a whole', () => {
  const replaced =
    (index: number, from: number, text: string) =>
    (records: string[]): void => {
      const record = records[index] ?? '';
      records[index] = record.slice(0, from - 1) + text + record.slice(from - 1 + text.length);
    };
  // Records: 0 file header, 1 batch header, 2 and 3 entries, 4 batch control, 5 file control, then padding.
  it.each<[string, (records: string[]) => void, string]>([
    ['whose header is missing', (all) => all.shift(), 'Line 1: Here a file header (1) is expected.'],
    ['of another format', replaced(0, 40, '2'), 'Line 1: Positions 35 to 40 must be 094101'],
    ['for a destination that is none', replaced(0, 5, '990000124'), 'Line 1: The destination 990000124'],
    [
      'with a short record',
      (all) => (all[2] = 'short'),
      'Line 3: A record has 94 characters; this one has 5.',
    ],
    ['with a record of letters beyond ASCII', replaced(2, 60, 'é'), 'Line 3: Use printable ASCII only.'],
    ['whose batch counts wrongly', replaced(4, 5, '000003'), 'Line 5: The control record says 3 for entries'],
    [
      'whose batch hash is wrong',
      replaced(4, 11, '0000000001'),
      'Line 5: The control record says 1 for the entry hash',
    ],
    [
      'whose batch debits are wrong',
      replaced(4, 21, '000000000001'),
      'Line 5: The control record says 1 for the total of debits',
    ],
    [
      'whose batch credits are wrong',
      replaced(4, 33, '000000000001'),
      'Line 5: The control record says 1 for the total of credits',
    ],
    ['whose batch is another’s', replaced(4, 88, '0000002'), 'Line 5: The batch number is not that'],
    ['whose company differs', replaced(4, 45, '9'), 'Line 5: The company identification is not that'],
    [
      'that counts its batches wrongly',
      replaced(5, 2, '000002'),
      'Line 6: The control record says 2 batches',
    ],
    ['that counts its blocks wrongly', replaced(5, 8, '000002'), 'Line 6: The control record says 2 blocks'],
    [
      'whose total of credits is wrong',
      replaced(5, 44, '000000000001'),
      'Line 6: The control record says 1 for the total of credits',
    ],
    ['without a file control', (all) => all.splice(5), 'Line 6: Here a file control (9) is expected.'],
    ['with something after its end', replaced(6, 2, 'x'), 'Line 7: Only padding follows the control.'],
    ['whose amounts are no digits', replaced(2, 30, 'x'), 'Line 3: Positions 30 to 39 must be digits.'],
    ['whose trace numbers descend', replaced(3, 88, '0000001'), 'Line 4: The trace number must be above'],
    ['that announces addenda it has not', replaced(2, 79, '1'), 'Line 3: Its addenda are missing.'],
  ])('%s', (_what, damage, message) => {
    const entries = [salary, { code: '27', account, cents: 10 }];
    expect(faultOf(anAchFile(entries, { damage }))).toContain(message);
  });

  it('whose batch of credits holds a debit', () => {
    const file = anAchFile([{ code: '27', account, cents: 10 }], { serviceClass: '220' });
    expect(faultOf(file)).toBe('Line 3: A batch of service class 220 can’t hold this entry.');
  });

  it('whose addenda are another entry’s', () => {
    const damage = replaced(3, 88, '0000009');
    const file = anAchFile([{ ...salary, addenda: ['ONE'] }], { damage });
    expect(faultOf(file)).toContain('Line 4: The addenda are not those of the entry above');
  });
});

describe('any ACH file', () => {
  const entry = fc.record({
    code: fc.constantFrom('22', '27', '32', '37'),
    account: fc.stringMatching(/^\d{10}$/),
    cents: fc.integer({ min: 1, max: 9_999_999_999 }),
    addenda: fc.array(fc.stringMatching(/^[A-Z0-9 ]{1,80}$/), { maxLength: 2 }),
  });

  it('gives back every entry it was made of', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
        const { lines } = readNacha(anAchFile(entries));
        expect(lines.map((line) => isPayment(line) && [line.account, line.amount.minor])).toEqual(
          entries.map(({ account: number, cents }) => [number, BigInt(cents)]),
        );
      }),
    );
  });

  it('with one digit of an amount changed is refused', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 5 }), fc.nat(9), (entries, place) => {
        const damage = (records: string[]): void => {
          const record = records[2] ?? '';
          const digit = (Number(record[29 + place]) + 1) % 10;
          records[2] = `${record.slice(0, 29 + place)}${digit}${record.slice(30 + place)}`;
        };
        expect(faultOf(anAchFile(entries, { damage }))).toContain('for the total of');
      }),
    );
  });

  it('that is only text is refused with a line, and never breaks the reader', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(faultOf(text)).toMatch(/^Line \d+: /);
      }),
    );
  });
});
