import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { booksOf, quietProgress } from '../../local/testing/console-context.ts';
import type { ConsoleContext } from './context.ts';
import { runConsole } from './main.ts';

let output: string[] = [];

/** Nothing is opened to tell how a command is used. */
const context: ConsoleContext = {
  openBooks: booksOf(() => {
    throw new Error('Books were opened for a word of help.');
  }),
  out: (text) => output.push(text),
  progress: quietProgress,
};

beforeEach(() => {
  output = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => output.push(String(text)) > 0);
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => output.push(String(text)) > 0);
});

describe('The help of the console', () => {
  it.each([
    ['request', 'report request quarter 2026Q3 --wait'],
    ['show', 'report show quarter 2026Q3'],
    ['export', 'report export quarter 2026Q3 --format pdf'],
    ['file', 'report file quarter 2026Q3'],
    ['files', 'report files quarter 2026Q3'],
  ])('on report %s names the kinds, the form of a period, and an example', async (command, example) => {
    expect(await runConsole(context, ['report', command, '--help'])).toBe(0);
    const help = output.join('').replaceAll(/\s+/g, ' ');
    expect(help).toContain('day, month, quarter, year');
    expect(help).toContain('2026-09-30 of a day, 2026-09 of a month, 2026Q3 of a quarter, 2026 of a year');
    expect(help).toContain(`Example: npm run console -- ${example}`);
  });

  it.each([
    ['trial-balance'],
    ['seal'],
    ['verify'],
    ['day', 'roll'],
    ['import', 'csv'],
    ['import', 'nacha'],
    ['ach', 'returns'],
    ['close', 'request'],
    ['close', 'decide'],
    ['close', 'list'],
    ['report', 'request'],
    ['report', 'list'],
    ['report', 'show'],
    ['report', 'export'],
    ['report', 'files'],
  ])('tells that %s %s takes the books of a stage', async (...command) => {
    expect(await runConsole(context, [...command, '--help'])).toBe(0);
    for (const option of ['--books', '--profile', '--stage', '--through', '--json'])
      expect(output.join('')).toContain(option);
  });

  it.each([
    ['a kind that is none', ['week', '2026-01'], 'There is no kind "week". Use one of day, month,'],
    ['a period of another kind', ['quarter', '2026-01'], '"2026-01" is no quarter. Write it like 2026Q3.'],
    ['a day that never was', ['day', '2026-02-30'], '"2026-02-30" is no day. Write it like 2026-09-30.'],
  ])('is given for %s', async (_what, report, sentence) => {
    expect(await runConsole(context, ['report', 'show', ...report])).toBe(2);
    expect(output.join('')).toContain(sentence);
  });
});
