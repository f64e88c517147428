import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csvLine, readCsv } from './csv.ts';
import { readPaymentsCsv } from './csv-import.ts';
import { FileError } from './payment-file.ts';

const head = 'account,amount,description,reference,valueDate';
const payment = (row: string): unknown => readPaymentsCsv(`${head}\n${row}\n`).lines[0];

function faultOf(text: string): string {
  try {
    readPaymentsCsv(text);
  } catch (error) {
    if (error instanceof FileError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('a CSV file', () => {
  it('gives back whatever text was written into it', () => {
    const text = fc
      .string({ unit: 'binary' })
      .filter((each) => !/^[=+\-@\t\r]/.test(each) && !each.startsWith('\uFEFF'));
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        expect(readCsv(rows.map(csvLine).join('')).map(({ fields }) => fields)).toEqual(rows);
      }),
    );
  });

  it.each(['=1+1', '+1', '-1+1', '-A1', '@SUM(A1)', '\tx', '\rx'])(
    'holds no formula where %j was told',
    (text) => {
      const [record] = readCsv(csvLine([text, 'x']));
      expect(record?.fields[0]).toBe(`'${text}`);
    },
  );

  it('keeps an amount below zero as it is', () => {
    expect(csvLine(['-1', '-12.50'])).toBe('-1,-12.50\r\n');
  });

  it('knows the line of each record, line breaks inside quotes counted', () => {
    expect(readCsv('a,b\r\n"1\n2",x\r\n\r\nlast,y').map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  it.each([
    ['a quote that is not closed', 'a,"b', 'Line 1: close the quote.'],
    ['a quote in the middle', 'a\nb"c,d', 'Line 2: put quotes around the whole field.'],
    ['text after a quote', '"a"b,c', 'Line 1: put nothing between'],
  ])('is refused with %s', (_what, text, message) => {
    expect(() => readCsv(text)).toThrow(message);
  });
});

describe('a file of payments', () => {
  it('has one payment a row: money in is positive, money out negative', () => {
    const rows = ['1000000101,"1,250.00",Salary,May,2026-01-14', '1000000101,-25.5,Gym,,'];
    expect(readPaymentsCsv(`\uFEFF${head}\r\n${rows.join('\r\n')}`).lines).toEqual([
      {
        line: 2,
        account: '1000000101',
        direction: 'credit',
        amount: { minor: 125_000n, currency: 'USD' },
        description: 'Salary',
        reference: 'May',
        valueDate: '2026-01-14',
      },
      {
        line: 3,
        account: '1000000101',
        direction: 'debit',
        amount: { minor: 2_550n, currency: 'USD' },
        description: 'Gym',
        reference: '',
      },
    ]);
  });

  it('may have its columns in another order, and without those that are optional', () => {
    const { lines } = readPaymentsCsv('Description,ACCOUNT,Amount\nGym,1000-000-101,-5\n');
    expect(lines[0]).toMatchObject({ account: '1000000101', direction: 'debit' });
  });

  it.each([
    ['an account of nine digits', '123456789,1,x,,', 'Give an account number of ten digits.'],
    ['an amount in words', '1000000101,ten,x,,', 'Give an amount in dollars and cents'],
    ['an amount of a third of a cent', '1000000101,0.333,x,,', 'Give an amount in dollars and cents'],
    ['nothing', '1000000101,0.00,x,,', 'Give an amount other than zero.'],
    ['too much', '1000000101,1000000000000,x,,', 'Give a smaller amount.'],
    ['no description', '1000000101,1,,,', 'Give a description.'],
    ['a description too long', `1000000101,1,${'x'.repeat(141)},,`, 'Use at most 140 characters.'],
    ['an invisible character', '1000000101,1,a\u200bb,,', 'Remove invisible characters.'],
    ['a day that is none', '1000000101,1,x,,2026-02-30', 'Give a value date like 2026-10-05.'],
    ['a field too many', '1000000101,1,x,,,y', 'Give as many fields as there are columns.'],
  ])('refuses the row alone that has %s', (_what, row, detail) => {
    expect(payment(row)).toMatchObject({ line: 2, outcome: 'refused', code: 'line-invalid' });
    expect(payment(row)).toHaveProperty('detail', expect.stringContaining(detail));
  });

  it.each([
    ['is empty', '', 'Line 1: The file is empty.'],
    ['has no rows', head, 'Line 1: There is no payment below'],
    ['lacks a column', 'account,amount\n1,2', 'Line 1: Add the column description.'],
    ['has a column of its own', `${head},colour\n`, 'Line 1: "colour" is no column'],
    ['names a column twice', 'account,amount,description,amount\n', 'Line 1: Name each column once.'],
    ['is no CSV', `${head}\n1,"2\n`, 'Line 2: close the quote.'],
  ])('is refused as a whole when it %s', (_what, text, message) => {
    expect(faultOf(text)).toContain(message);
  });

  it('is read or refused with a line, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(faultOf(`${head}\n${text}`)).toMatch(/^(accepted|Line \d+: .*)$/s);
      }),
    );
  });
});
