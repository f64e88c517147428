import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const list = 'docs/regressions.md';
const folders = ['functions/handlers/regressions', 'sql/tests/regressions', 'local/bench'];

interface Line {
  readonly number: number;
  readonly title: string;
  readonly file: string;
}

function linesOfTheList(): Line[] {
  const rows = readFileSync(list, 'utf8').matchAll(
    /^\| <a id="r(\d+)"><\/a>\s*(\d+)\s*\| \S.{20,}? \| \[([^\]]+)\]\(([^)]+)\)\s*\|$/gm,
  );
  return [...rows].map(([, anchor, number, title = '', link = '']) => {
    expect(anchor).toBe(number);
    return { number: Number(number), title, file: join(dirname(list), link) };
  });
}

function linesOfTheTests(): Line[] {
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  return files
    .filter((file) => file.endsWith('.test.ts'))
    .flatMap((file) => {
      const named = readFileSync(file, 'utf8').matchAll(
        /describe\('Regression (\d+): ([^']+)', \(\) => \{\n(?= *(?:it|const|let|async))/g,
      );
      return [...named].map(([, number, title = '']) => ({ number: Number(number), title, file }));
    });
}

const inOrder = (lines: Line[]): Line[] =>
  lines.toSorted((one, other) => one.number - other.number || one.file.localeCompare(other.file));

describe('The list of regressions', () => {
  it('has a line for each number from 1, with a test of the same words in the file it links to', () => {
    const lines = linesOfTheList();
    const numbers = [...new Set(lines.map(({ number }) => number))];
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(numbers.length).toBeGreaterThanOrEqual(30);
    expect(inOrder(lines)).toEqual(inOrder(linesOfTheTests()));
  });
});
