import { describe, expect, it } from '@jest/globals';
import { pagesOfPdf } from '../../../local/testing/pdf-text.ts';
import type { PrintableDocument, PrintableTable } from '../../domain/printable.ts';
import { documentPdf } from './document-pdf.ts';

const tableOf = (title: string, rows: number): PrintableTable => ({
  title,
  note: 'In US dollars',
  columns: [
    { title: 'Line', align: 'start', share: 3 },
    { title: '2025-12-31', align: 'end', share: 1 },
  ],
  rows: Array.from({ length: rows }, (_each, index) => ({
    cells: [`Line ${index + 1}`, '1.00'],
    isTotal: false,
    depth: 0,
  })),
  onNewPage: false,
});

const paper: PrintableDocument = {
  title: 'Year 2025',
  subtitle: 'Financial statements',
  facts: [['Payer', 'A bank\n1 Main Street\nSpringfield, IL 62701']],
  tables: [tableOf('Balance sheet', 100), tableOf('Cash flow', 3)],
  signatures: [],
  footer: 'Year 2025, version 1',
  date: '2025-12-31',
};

const draw = async (): Promise<Buffer> => Buffer.from(await documentPdf(paper));

describe('A table that goes on over pages', () => {
  it('says on each of them which it is, that it goes on and in which unit, above the heads of its columns', async () => {
    const pages = pagesOfPdf(await draw());
    expect(pages.length).toBeGreaterThan(2);
    const [first = [], ...later] = pages;
    expect(first).toContain('Balance sheet');
    for (const page of later)
      expect(page.slice(0, 5)).toEqual([
        ...['Balance sheet, continued', 'In US dollars', 'Line', '2025-12-31'],
        expect.stringMatching(/^Line \d+$/),
      ]);
    expect(pages.flat().filter((line) => line.startsWith('Cash flow'))).toEqual(['Cash flow']);
    const lines = pages.flat().filter((line) => /^Line \d+$/.test(line));
    expect(lines).toHaveLength(103);
  });

  it('has one title for whoever listens, and one head', async () => {
    const tagged = (await draw()).toString('latin1');
    expect([...tagged.matchAll(/\/S \/H2\b/g)]).toHaveLength(2);
    expect([...tagged.matchAll(/\/S \/TH\b/g)]).toHaveLength(4);
  });

  it('is the same bytes each time', async () => {
    expect((await draw()).equals(await draw())).toBe(true);
  });
});

describe('A fact of several lines', () => {
  it('is drawn line by line', async () => {
    const [first = []] = pagesOfPdf(await draw());
    const place = first.indexOf('Payer');
    expect(first.slice(place, place + 4)).toEqual([
      'Payer',
      'A bank',
      '1 Main Street',
      'Springfield, IL 62701',
    ]);
  });
});
