import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { booksOf, quietProgress } from '../../local/testing/console-context.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import type { ConsoleContext } from './context.ts';
import { runConsole } from './main.ts';

const database = useTestDatabase();
let output: string[] = [];
let complaints: string[] = [];

const context: ConsoleContext = {
  openBooks: booksOf(() => database().operator),
  clock: { now: () => Date.parse('2026-01-09T15:00:00Z') },
  out: (text) => output.push(text),
  progress: quietProgress,
};

beforeEach(() => {
  [output, complaints] = [[], []];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => complaints.push(String(text)) > 0);
});

const open = (...args: readonly string[]): Promise<number> => runConsole(context, ['day', 'open', ...args]);

async function standing(): Promise<unknown> {
  const { rows } = await database().operator.query<{ date: string }>(
    'SELECT business_date::text AS date FROM bank.business_date',
  );
  return rows;
}

describe('console day open', () => {
  it.each(['seal', 'verify'])('leaves “%s” with nothing to do before it', async (command) => {
    expect([await runConsole(context, [command, '--json']), complaints]).toEqual([0, []]);
  });

  it.each<[string, readonly string[], number, RegExp]>([
    ['a Saturday', ['--on', '2026-01-10', '--yes'], 1, /^2026-01-10 is no business day\. .* is 2026-01-12\./],
    ['a holiday', ['--on', '2026-01-01', '--yes'], 1, /^2026-01-01 is no business day\. .* is 2026-01-02\./],
    [
      'a day far ahead',
      ['--on', '2062-01-17', '--yes'],
      1,
      /lies more than a week ahead\. Give 2026-01-16 at/,
    ],
    ['a day without a yes', ['--on', '2026-01-12'], 1, /for good: the business date only moves forward/],
    ['what is no date', ['--on', '2026-02-30', '--yes'], 2, /Write a date like/],
    ['no date at all', ['--yes'], 2, /required option '--on/],
  ])('refuses %s, and the books stay closed', async (_what, args, code, sentence) => {
    expect(await open(...args)).toBe(code);
    expect(complaints.join('')).toMatch(sentence);
    expect(await standing()).toEqual([]);
  });

  it('opens new books and their first month, once', async () => {
    expect(await open('--on', '2026-01-12', '--yes', '--json')).toBe(0);
    expect(output).toEqual(['{"businessDate":"2026-01-12"}']);
    expect(await standing()).toEqual([{ date: '2026-01-12' }]);
    const { rows } = await database().operator.query<{ month: string }>(
      "SELECT month::text FROM bank.period WHERE state = 'OPEN'",
    );
    expect(rows).toEqual([{ month: '2026-01-01' }]);
    expect(await runConsole(context, ['verify', '--json'])).toBe(0);
    expect(await open('--on', '2026-01-13', '--yes')).toBe(1);
    expect(complaints.join('')).toBe('The books are open already. (business-date-refused)\n');
    expect(await standing()).toEqual([{ date: '2026-01-12' }]);
  });
});
