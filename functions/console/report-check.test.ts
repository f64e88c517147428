import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { csvLine, readCsv } from '../domain/csv.ts';
import { quietProgress } from '../../local/testing/console-context.ts';
import type { ConsoleContext } from './context.ts';
import { runConsole } from './main.ts';

const folder = mkdtempSync(join(tmpdir(), 'console-report-'));
const madeUp = readFileSync(new URL('../domain/testing/filed-values.csv', import.meta.url), 'utf8');
const sample = join(process.env['BANK_TEST_DATA'] ?? '/nonexistent', 'call_report_sample.csv');
let output: string[] = [];
let complaints: string[] = [];

beforeEach(() => {
  output = [];
  complaints = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => complaints.push(String(text)) > 0);
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const context: ConsoleContext = {
  openBooks: () => Promise.reject(new Error('Filed values are checked without books')),
  out: (text) => output.push(text),
  progress: quietProgress,
};

function check(text: string, ...options: string[]): Promise<number> {
  const path = join(folder, 'filed.csv');
  writeFileSync(path, text);
  return runConsole(context, ['report', 'check', path, ...options]);
}

/** One row for each bank with a column for each code, as other places keep filed values. */
function wide(long: string): string {
  const rows = readCsv(long)
    .slice(1)
    .map(({ fields }) => fields);
  const codes = [...new Set(rows.map((fields) => fields[7] ?? ''))];
  const banks = [...new Set(rows.map((fields) => fields[1] ?? ''))];
  const value = (bank: string, code: string): string =>
    rows.find((fields) => fields[1] === bank && fields[7] === code)?.[9] ?? '';
  return [['id_rssd', ...codes], ...banks.map((bank) => [bank, ...codes.map((code) => value(bank, code))])]
    .map((fields) => fields.join(','))
    .join('\n');
}

/** The file with one value of one bank changed, wherever its code stands. */
function changed(bank: string, code: string, by: bigint): string {
  return readCsv(madeUp)
    .map(({ fields }) => {
      if (fields[1] !== bank || fields[7] !== code) return csvLine(fields);
      return csvLine([...fields.slice(0, 9), String(BigInt(fields[9] ?? '0') + by)]);
    })
    .join('');
}

describe('report check', () => {
  it('passes sound filings in both forms', async () => {
    expect(await check(madeUp)).toBe(0);
    expect(await check(wide(madeUp))).toBe(0);
    expect(output).toEqual(Array(2).fill('2 reports, 110 rules, 0 fail'));
  });

  it('prints a line per bank and rule that fails, and exits with 1', async () => {
    expect(await check(changed('900002', 'RCON2948', 5n))).toBe(1);
    expect(output[0]?.split('\n')).toEqual([
      expect.stringMatching(
        /^900002 2026-03-31 E03 footing refused: RC 21 foots \(\d+ against \d+, difference 5\)$/,
      ),
      expect.stringMatching(/^900002 2026-03-31 E06 footing refused: .*difference -5\)$/),
      '2 reports, 110 rules, 2 fail',
    ]);
    expect(complaints.join('')).toContain('1 of 2 reports would be refused.');
  });

  it('only asks for an explanation where that is enough, and exits with 0', async () => {
    expect(await check('id_rssd,RIAD4507,RIAD4060,RCON3368\n7,5,0,1\n')).toBe(0);
    expect(output[0]).toContain('7 E50 quality to be explained: RI M.4');
  });

  it('says the same as JSON', async () => {
    expect(await check(changed('900001', 'RIAD4107', -3n), '--json')).toBe(1);
    const { reports } = JSON.parse(output[0] ?? '') as {
      reports: { bank: string; rules: number; failing: object[] }[];
    };
    expect(reports.map(({ bank, rules, failing }) => [bank, rules, failing.length])).toEqual([
      ['900001', 55, 2],
      ['900002', 55, 0],
    ]);
    expect(reports[0]?.failing[0]).toMatchObject({ id: 'E08', kind: 'footing', outcome: 'refuse' });
  });

  it('compares with the quarter before and with last December where the file has them', async () => {
    const of = (date: string, income: number): string => `${date},7,${income},${income},5\n`;
    const head = 'report_date,id_rssd,RIAD4107,RIAD4115,RCON3368\n';
    const file = head + of('2026-03-31', 100) + of('2026-06-30', 90) + of('2025-12-31', 400);
    await check(file);
    expect(output[0]).toContain('7 2026-06-30 E51 interperiod to be explained');
    expect(output[0]).not.toContain('7 2026-03-31 E51');
  });
});

const bad: readonly (readonly [string, string, string])[] = [
  ['is empty', '', 'The file is empty.'],
  ['has no bank', 'bank,RCON2170\n', 'Add the column id_rssd.'],
  ['has no values', 'id_rssd,RCON2170\n', 'There is no value below'],
  ['has no codes', 'id_rssd,name\n1,x\n', 'Add a column for each item code, like RCON2170.'],
  ['is long and has no value column', 'id_rssd,mdrm\n1,RCON2170\n', 'Add the column value_thousands.'],
  ['names a column twice', 'id_rssd,RCON2170,RCON2170\n1,2,3\n', 'RCON2170 is there twice.'],
  [
    'has a row that is too short',
    'id_rssd,RCON2170,RCON2948\n1,2\n',
    'Give as many fields as there are columns, 3.',
  ],
  ['names no bank in a row', 'id_rssd,RCON2170\n,2\n', '"" is no id_rssd'],
  ['names a bank twice', 'id_rssd,RCON2170\n1,2\n1,2\n', 'Bank 1 is there twice.'],
  ['has a fraction', 'id_rssd,RCON2170\n1,2.5\n', '"2.5" of RCON2170 is no whole number of thousands.'],
  ['has a date of no calendar', 'id_rssd,report_date,RCON2170\n1,2026-02-30,2\n', '"2026-02-30" is no date'],
  ['has an unknown code', 'id_rssd,mdrm,value_thousands\n1,TOTAL,2\n', '"TOTAL" is no item code'],
  [
    'contradicts itself',
    'id_rssd,mdrm,value_thousands\n1,RCON2170,2\n1,RCON2170,3\n',
    'RCON2170 of bank 1 is 2 and 3.',
  ],
  ['has an open quote', 'id_rssd,RCON2170\n1,"2\n', 'close the quote'],
];

describe('report check refuses a file that', () => {
  it.each(bad)('%s', async (_what, text, message) => {
    expect(await check(text)).toBe(1);
    expect(complaints.join('')).toContain(message);
    expect(output).toEqual([]);
  });

  it('is not there', async () => {
    expect(await runConsole(context, ['report', 'check', join(folder, 'missing.csv')])).toBe(1);
    expect(complaints.join('')).toMatch(/missing\.csv can’t be read/);
  });
});

const real = existsSync(sample) ? it : it.skip;
real('report check passes the filings of real banks (BANK_TEST_DATA)', async () => {
  expect(await runConsole(context, ['report', 'check', sample])).toBe(0);
  expect(output).toEqual(['3 reports, 165 rules, 0 fail']);
});
