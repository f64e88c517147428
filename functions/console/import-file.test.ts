import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openBank, type Cast } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { readCsv } from '../domain/csv.ts';
import { anAchFile } from '../domain/testing/ach-file.ts';
import { booksOf } from '../../local/testing/console-context.ts';
import type { ConsoleContext } from './context.ts';
import { runConsole } from './main.ts';

const database = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'console-import-'));
let cast: Cast;
let number = '';
let output: string[] = [];
let advanced: number[] = [];

beforeAll(async () => {
  cast = await openBank(database().owner);
  const { rows } = await database().owner.query<{ number: string }>(
    'SELECT number FROM bank.account WHERE id = $1',
    [cast.alice.accountId],
  );
  number = rows[0]?.number ?? '';
});
beforeEach(() => {
  output = [];
  advanced = [];
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const context: ConsoleContext = {
  openBooks: booksOf(() => database().operator),
  out: (text) => output.push(text),
  progress: () => ({
    advance: (count) => advanced.push(count),
    finish: () => undefined,
  }),
};

function aFile(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function balance(): Promise<string> {
  const { rows } = await database().owner.query<{ balance: string }>(
    'SELECT balance_minor AS balance FROM bank.account WHERE id = $1',
    [cast.alice.accountId],
  );
  return rows[0]?.balance ?? '';
}

async function refusal(...args: readonly string[]): Promise<string> {
  const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    expect(await runConsole(context, args)).toBe(1);
    return told.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    told.mockRestore();
  }
}

describe('The console', () => {
  it('posts a CSV file once, and writes a report per line that no spreadsheet runs', async () => {
    const path = aFile(
      'may.csv',
      `account,amount,description\n${number},12.50,Salary\n${number},-99,Rent\n=1+1,5,Formula\n`,
    );
    const report = join(folder, 'report.csv');
    const args = ['import', 'csv', path, '--report', report, '--json'];
    expect(await runConsole(context, args)).toBe(0);
    expect(JSON.parse(output[0] ?? '')).toEqual({ lines: 3, posted: 1, refused: 2, skipped: 0 });
    expect(await balance()).toBe('1250');
    const [, ...rows] = readCsv(readFileSync(report, 'utf8'));
    expect(rows.map(({ fields }) => [fields[0], fields[1], fields[2], fields[6]])).toEqual([
      ['2', 'posted', number, ''],
      ['3', 'refused', number, 'insufficient-funds'],
      ['4', 'refused', "'=1+1", 'line-invalid'],
    ]);
    expect(advanced).toEqual([3]);

    expect(await runConsole(context, args)).toBe(0);
    expect(output[1]).toBe(output[0]);
    expect(await balance()).toBe('1250');
  });

  it('posts an ACH file and says in words what was refused', async () => {
    const before = BigInt(await balance());
    const entries = [
      { code: '32', account: number, cents: 300 },
      { code: '32', account: '0000000000', cents: 1 },
    ];
    expect(await runConsole(context, ['import', 'nacha', aFile('in.ach', anAchFile(entries))])).toBe(0);
    expect(output[0]).toBe(
      'lines 2, posted 1, refused 1, skipped 0\nline 4: No account of this bank has this number.',
    );
    expect(BigInt(await balance())).toBe(before + 300n);
  });

  it('refuses a damaged file, or one that is not there, and posts nothing', async () => {
    const before = await balance();
    expect(await refusal('import', 'nacha', aFile('damaged.ach', 'no file'))).toBe(
      'Line 1: A record has 94 characters; this one has 7. Nothing was posted.\n',
    );
    expect(await refusal('import', 'csv', join(folder, 'nowhere.csv'))).toMatch(/can’t be read\.\n$/);
    expect(await balance()).toBe(before);
  });
});
