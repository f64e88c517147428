import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { root } from './config.ts';

interface Row {
  readonly number: number;
  readonly files: readonly string[];
}

/** The table of the page: the number of a test, and the files that it says it is in. */
function rowsOf(page: string): Row[] {
  return [...page.matchAll(/^\| (\d+) +\|(.*)$/gm)].map(([, number, rest = '']) => ({
    number: Number(number),
    files: [...rest.matchAll(/\]\(([^)]+)\)/g)].map(([, path = '']) => join(root, 'docs', path)),
  }));
}

describe('docs/security-tests.md', () => {
  const rows = rowsOf(readFileSync(join(root, 'docs/security-tests.md'), 'utf8'));

  it('has the thirty tests, in order', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  it.each(rows)('says where test $number is, and there it is', ({ number, files }) => {
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      expect([file, existsSync(file)]).toEqual([file, true]);
      // As the beginning of a title.
      expect([file, readFileSync(file, 'utf8').includes(`'${number}: `)]).toEqual([file, true]);
    }
  });
});
