import { describe, expect, it } from '@jest/globals';
import { annualDocument } from './annual-document.ts';
import type { AccountYear } from './annual-statement.ts';
import { nothingIn, taxYearOf, type CustomerTaxYear } from './tax-form.ts';
import { taxFormCsv, taxFormDocument, taxFormJson } from './tax-form-files.ts';

const proof = 'f'.repeat(64);

const deposit = (number: string, currency: string, minor: bigint): AccountYear => ({
  ...{ number, name: 'Savings', kind: 'deposit', currency, loan: null },
  ...{ openingMinor: minor, closingMinor: minor, interestMinor: minor, withheldMinor: 0n },
  fees: [{ kind: 'other', minor }],
});

describe('an annual statement of accounts in several currencies', () => {
  const accounts = [deposit('1', 'EUR', 700n), deposit('2', 'USD', 1_100n), deposit('3', 'USD', 2_200n)];
  const paper = (of: readonly AccountYear[]): ReturnType<typeof annualDocument> =>
    annualDocument({ customerNumber: '1', customerName: 'Alice', year: 2025, accounts: of }, proof);

  it('sums each for itself, and says in which', () => {
    const tables = paper(accounts).tables.map(({ title, note, rows }) => [
      title,
      note.split(',')[0],
      rows.at(-1)?.cells.at(-1),
    ]);
    expect(tables).toEqual([
      ['Balances and interest', 'In US dollars', '33.00'],
      ['Fees', 'In US dollars', '33.00'],
      ['Balances and interest in EUR', 'In EUR', '7.00'],
      ['Fees in EUR', 'In EUR', '7.00'],
    ]);
  });

  it('says that interest in another is on no form 1099-INT, and only then', () => {
    const words = (of: readonly AccountYear[]): string =>
      (paper(of).notes ?? []).flatMap(({ paragraphs }) => paragraphs).join(' ');
    expect(words(accounts)).toContain('for the bank to convert');
    expect(words(accounts.slice(1))).not.toContain('convert');
  });
});

describe('a tax form', () => {
  const formOf = (year: Partial<CustomerTaxYear>): Parameters<typeof taxFormJson>[0] => {
    const { boxes, otherCurrencies } = taxYearOf({ ...nothingIn(2025), interestMinor: 1_500n, ...year });
    if (!boxes) throw new Error('The year is over, so there are boxes.');
    return {
      customerNumber: '1',
      customerName: 'Alice',
      year: 2025,
      taxIdEnding: null,
      address: null,
      boxes,
      otherCurrencies,
    };
  };
  const saidOf = (form: Parameters<typeof taxFormJson>[0]): readonly string[] => {
    const { subtitle, notes = [] } = taxFormDocument(form, proof);
    const [first] = notes;
    return [subtitle, ...(first?.title === 'About this year' ? first.paragraphs : [])];
  };

  it('that was corrected says so on top, in which box and from when', () => {
    const corrections = [{ on: '2026-02-03', interestMinor: -500n, withheldMinor: 0n, penaltyMinor: 0n }];
    expect(saidOf(formOf({ corrections }))).toEqual([
      'CORRECTED · Interest income · Copy B, for the recipient',
      'Corrected on February 3, 2026: box 1, interest income, is 15.00 and was 20.00.',
    ]);
  });

  it('that is due for withheld tax alone tells what was taken back beyond its interest', () => {
    const form = formOf({ interestMinor: -700n, withheldMinor: 100n });
    expect([form.boxes.box1Minor, form.boxes.box4Minor]).toEqual([0n, 100n]);
    expect(saidOf(form)[1]).toContain('In 2025, 7.00 of interest was taken back beyond what the year has.');
  });

  it('names interest in other currencies, which is in no box', () => {
    const form = formOf({ otherCurrencies: [{ currency: 'EUR', minor: 1_800n }] });
    expect(saidOf(form)[1]).toContain('Interest of 18.00 EUR is in no box');
    expect(JSON.parse(taxFormJson(form))).toMatchObject({
      otherCurrencies: [{ currency: 'EUR', minor: '1800' }],
      boxes: { 1: { minor: '1500' } },
    });
  });

  it('has the address of its recipient, or says that there is none: never a blank', () => {
    const partyOf = (form: Parameters<typeof taxFormJson>[0]): string | undefined =>
      taxFormDocument(form, proof).facts.find(([name]) => name === 'Recipient')?.[1];
    const form = formOf({});
    const at = '1 Main Street, Springfield, IL 62701';
    expect(partyOf({ ...form, address: at })).toBe('Alice (1)\n1 Main Street\nSpringfield, IL 62701');
    expect(partyOf(form)).toBe('Alice (1)\nNo address on record');
    expect(JSON.parse(taxFormJson(form))).toMatchObject({ recipient: { address: 'No address on record' } });
    expect(taxFormCsv(form)).toContain(',No address on record,');
    expect(taxFormCsv({ ...form, address: '=HYPERLINK("x"), Springfield' })).toContain('"\'=HYPERLINK');
  });

  it('that stands as it was says nothing of all this', () => {
    expect(saidOf(formOf({}))).toEqual(['Interest income · Copy B, for the recipient']);
    const file = taxFormJson(formOf({}));
    for (const name of ['corrected', 'changes', 'otherCurrencies', 'notes'])
      expect(file).not.toContain(`"${name}"`);
  });
});
