import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findProblems } from './lint-sql.ts';

let sqlDir: string;

beforeEach(() => {
  sqlDir = mkdtempSync(join(tmpdir(), 'ledgerbank-lint-'));
  for (const folder of ['migrations', 'functions', 'views']) mkdirSync(join(sqlDir, folder));
});

afterEach(() => {
  rmSync(sqlDir, { recursive: true });
});

function problemsOf(path: string, text: string): string[] {
  writeFileSync(join(sqlDir, path), text);
  return findProblems(sqlDir);
}

describe('An sql folder', () => {
  it('that keeps the rules has no problems', () => {
    const text =
      "CREATE OR REPLACE VIEW bank.a AS -- select a camelCase comment\nSELECT 'from here' AS name;\n";
    expect(problemsOf('views/bank.a.sql', text)).toEqual([]);
  });

  const openPath =
    'CREATE OR REPLACE FUNCTION bank.a() RETURNS void LANGUAGE sql SECURITY DEFINER AS $$ SELECT $$;';

  it.each([
    [
      'a migration without a number',
      ['migrations/1_a.sql', 'SELECT 1;', ': name it NNNN_what_it_does.sql, in lower case.'],
    ],
    [
      'another object',
      [
        'views/bank.a.sql',
        'CREATE OR REPLACE VIEW bank.b AS SELECT 1;',
        ' must create bank.a and nothing else.',
      ],
    ],
    [
      'an object made once',
      ['views/bank.a.sql', 'CREATE VIEW bank.a AS SELECT 1;', ' must be repeatable: CREATE OR REPLACE.'],
    ],
    [
      'an open search path',
      [
        'functions/bank.a.sql',
        openPath,
        " runs with its owner's rights: SET search_path = pg_catalog, pg_temp.",
      ],
    ],
    [
      'a lower-case keyword',
      ['migrations/0001_a.sql', 'SELECT 1\nfrom books.a;', ':2: write the keyword from in upper case.'],
    ],
    [
      'capitals',
      ['migrations/0001_a.sql', 'SELECT camelCase;', ':1: write the identifier camelCase in lower case.'],
    ],
    [
      'a long file',
      [
        'views/bank.a.sql',
        `CREATE OR REPLACE VIEW bank.a AS SELECT 1;\n${'-- more\n'.repeat(250)}`,
        ' has 251 lines; the limit is 250.',
      ],
    ],
  ])('with %s is told so', (_what, [path = '', text = '', problem = '']) => {
    expect(problemsOf(path, text)).toEqual([`${path}${problem}`]);
  });

  it('with long migrations is told so', () => {
    expect(problemsOf('migrations/0001_a.sql', 'SELECT 1;\n'.repeat(31))).toEqual([
      'The median migration has 31 lines; keep it at 30.',
    ]);
  });
});

describe('The command', () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const lint = (cwd: string): { status: number | null; output: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(cwd, 'local/lint-sql.ts')], {
      encoding: 'utf8',
    });
    return { status, output: stdout + stderr };
  };

  it('is content with the repository', () => {
    expect(lint(root)).toMatchObject({ status: 0 });
  });

  it('fails on a statement that would lock the bank, and shows it', () => {
    const copy = join(sqlDir, 'copy');
    for (const part of ['sql', '.squawk.toml', 'local/lint-sql.ts', 'package.json']) {
      cpSync(join(root, part), join(copy, part), { recursive: true });
    }
    writeFileSync(
      join(copy, 'sql/migrations/9999_unsafe.sql'),
      'ALTER TABLE books.entry ALTER COLUMN currency TYPE integer;\n',
    );
    mkdirSync(join(copy, 'node_modules'));
    for (const name of ['squawk-cli', '@squawk-cli']) {
      cpSync(join(root, 'node_modules', name), join(copy, 'node_modules', name), { recursive: true });
    }
    const { status, output } = lint(copy);
    expect(status).toBe(1);
    expect(output).toContain('changing-column-type');
  });
});
