import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { createTestDatabase, dropTestDatabase, type TestDatabase } from '../../../local/testing/database.ts';
import { booksByPool } from '../../adapters/postgres/proxy.ts';
import type { ConsoleContext } from '../context.ts';
import { runConsole } from '../main.ts';

const small = join(import.meta.dirname, 'testing');
const real = join(process.env['BANK_TEST_DATA'] ?? '/nonexistent', 'berka');

let database: TestDatabase;
let output: string[];
let notes: string[];

beforeEach(async () => {
  database = await createTestDatabase();
  output = [];
  notes = [];
});
afterEach(() => dropTestDatabase(database));

/** @param stopAfter makes the run die after so many batches, as a killed process would */
function context(stopAfter = Infinity): ConsoleContext {
  let batches = 0;
  return {
    openBooks: () => {
      const pool = new Pool({ ...database.adminConnection, options: '-c role=bank_operator' });
      return Promise.resolve({ database: booksByPool(pool), close: () => pool.end() });
    },
    out: (text) => output.push(text),
    progress: () => ({
      advance: () => {
        batches += 1;
        if (batches >= stopAfter) throw new Error('killed');
      },
      finish: () => notes.push('finished'),
    }),
  };
}

async function run(args: string[], where = context()): Promise<number> {
  return runConsole(where, args);
}

const importing = (directory: string, ...more: string[]): string[] => [
  'import',
  'berka',
  directory,
  '--books',
  'berka',
  '--json',
  ...more,
];

function totals(): Record<string, unknown> {
  return JSON.parse(output.at(-1) ?? '{}') as Record<string, unknown>;
}

async function books(): Promise<unknown[]> {
  const { rows } = await database.owner.query<object>(
    `SELECT account_number, ledger_account, side, amount_minor, sequence FROM bank.journal_entry ORDER BY sequence, line_no`,
  );
  return rows;
}

describe('import berka', () => {
  it('posts every transaction by its rule and reads the totals back from the books', async () => {
    expect(await run(importing(small))).toBe(0);
    expect(totals()).toMatchObject({
      posted: 12,
      replayed: 0,
      credits: 6,
      credit_minor: '511100',
      debits: 6,
      debit_minor: '152190',
      accounts: 2,
      balances_minor: '358910',
    });
    expect(totals()['ledger_debit_minor']).toBe(totals()['ledger_credit_minor']);
    expect(notes).toEqual(['finished']);
  });

  it('stops at the day asked for', async () => {
    await run(importing(small, '--until', '1993-01-05'));
    expect(totals()).toMatchObject({ posted: 3 });
  });

  it('posts nothing when it is run again', async () => {
    await run(importing(small));
    const before = await books();
    expect(await run(importing(small))).toBe(0);
    expect(totals()).toMatchObject({ posted: 0, replayed: 12 });
    expect(await books()).toEqual(before);
  });

  it('ends in the same books when it was killed half-way', async () => {
    await expect(run(importing(small), context(3))).rejects.toThrow('killed');
    expect(await run(importing(small))).toBe(0);
    expect(totals()).toMatchObject({ accounts: 2, balances_minor: '358910', debits: 6, credits: 6 });
  });

  it('prints the statements of a quarter, which balance', async () => {
    await run(importing(small));
    output = [];
    expect(await run(['trial-balance', '--books', 'berka', '--quarter', '1993Q1'])).toBe(0);
    expect(output.join('\n')).toMatch(
      /Trial balance, 1993Q1 to date \(1993-02-08\)\n[\s\S]*1010 Vault cash[\s\S]*Balance sheet at the close of 1993-02-08\n[\s\S]*Income statement, 1993Q1 to date/,
    );
    await database.operator.query("SELECT bank.roll_business_date('1993-04-15')");
    output = [];
    expect(await run(['trial-balance', '--books', 'berka', '--quarter', '1993Q1'])).toBe(0);
    expect(output.join('\n')).toMatch(
      /Trial balance, 1993Q1\n[\s\S]*Balance sheet at the close of 1993-03-31\n[\s\S]*Income statement, 1993Q1\n/,
    );
    output = [];
    expect(await run(['trial-balance', '--books', 'berka', '--quarter', '1999Q4'])).toBe(1);
    expect(output).toEqual([]);
    await run(['trial-balance', '--books', 'berka', '--json']);
    const { trial } = JSON.parse(output[0] ?? '{}') as {
      trial: { lines: { debitMinor: string; creditMinor: string }[] };
    };
    const sum = (side: 'debitMinor' | 'creditMinor'): bigint =>
      trial.lines.reduce((all, line) => all + BigInt(line[side]), 0n);
    expect(sum('debitMinor')).toBe(sum('creditMinor'));
    expect(sum('debitMinor')).toBeGreaterThan(0n);
  });
});

describe('import berka refuses', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'berka-'));
    cpSync(small, directory, { recursive: true });
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  const damage = (change: (text: string) => string, file = 'trans.asc'): void => {
    const path = join(directory, file);
    writeFileSync(path, change(readFileSync(path, 'latin1')), 'latin1');
  };

  it.each<[string, () => void]>([
    [
      'a line that breaks off',
      () => {
        damage((text) => `${text}99;1;930209;"PRIJ`);
      },
    ],
    [
      'an amount that is none',
      () => {
        damage((text) => text.replace('900.00;900.00', '9oo.00;900.00'));
      },
    ],
    [
      'an unknown operation',
      () => {
        damage((text) => text.replace('"VKLAD"', '"VKLAT"'));
      },
    ],
    [
      'an operation that its direction does not know, on the last line',
      () => {
        damage((text) => `${text.trimEnd()}\n99;1;940330;"PRIJEM";"VYBER";1.00;2401.00;"";;\n`);
      },
    ],
    ...['0.00', '-5.00'].map((amount): [string, () => void] => [
      `an amount of ${amount}`,
      () => {
        damage((text) => `${text.trimEnd()}\n99;3;940330;"PRIJEM";"VKLAD";${amount};${amount};"";;\n`);
        damage((text) => `${text.trimEnd()}\n3;3;3;"OWNER"\n`, 'disp.asc');
      },
    ]),
    [
      'a transaction that comes twice',
      () => {
        damage((text) => `${text.trimEnd()}\n12;1;940330;"PRIJEM";"VKLAD";1.00;2401.00;"";;\n`);
      },
    ],
    [
      'a day that is not in the calendar',
      () => {
        damage((text) => text.replace('1;1;930101;', '1;1;930230;'));
      },
    ],
    ...['trans.asc', 'disp.asc'].flatMap((file): [string, () => void][] => [
      [
        `${file} without its heading`,
        () => {
          damage((text) => text.slice(text.indexOf('\n') + 1), file);
        },
      ],
      [
        `an empty ${file}`,
        () => {
          damage(() => '', file);
        },
      ],
    ]),
    [
      'a file without transactions',
      () => {
        damage((text) => text.slice(0, text.indexOf('\n') + 1));
      },
    ],
    [
      'balances that no order explains',
      () => {
        damage((text) => text.replace('900.00;900.00', '900.00;901.00'));
      },
    ],
    [
      'an account without an owner',
      () => {
        damage((text) => text.replace('2;2;2;"OWNER"', '2;2;2;"DISPONENT"'), 'disp.asc');
      },
    ],
    [
      'a folder without the files',
      () => {
        rmSync(join(directory, 'trans.asc'));
      },
    ],
  ])('%s, and posts nothing of it', async (_name, breakIt) => {
    breakIt();
    expect(await run(importing(directory))).toBe(1);
    expect((await books()).length).toBe(0);
  });

  it('days before the first transaction, but not days after the last', async () => {
    expect(await run(importing(small, '--until', '1992-12-31'))).toBe(1);
    expect(await books()).toEqual([]);
    expect(await run(importing(small, '--until', '2000-01-01'))).toBe(0);
    expect(totals()).toMatchObject({ posted: 12 });
  });

  it.each(['bank', 'postgres', 'template0', 'template1'])('to post into %s', async (name) => {
    expect(await run(['import', 'berka', small, '--books', name])).toBe(1);
    expect(await books()).toEqual([]);
  });

  it('a damaged line only when it is within the days asked for', async () => {
    damage((text) => `${text}99;1;940331;"PRIJ`);
    expect(await run(importing(directory, '--until', '1994-03-30'))).toBe(0);
  });

  it('a wrong date, a wrong quarter and a wrong name', async () => {
    expect(await run(['import', 'berka', small, '--until', '1994-02-30'])).toBe(2);
    expect(await run(['trial-balance', '--quarter', '1994Q5'])).toBe(1);
    expect(await run(['trial-balance', '--quarter', '0000Q1'])).toBe(1);
    expect(await run(['trial-balance', '--books', 'Not A Name'])).toBe(2);
  });
});

const withRealData = existsSync(real) ? it : it.skip;
describe('import berka, the real data (BANK_TEST_DATA)', () => {
  withRealData(
    'agrees with the control totals of the file up to 1994-03-30',
    async () => {
      expect(await run(importing(real, '--until', '1994-03-30'))).toBe(0);
      expect(totals()).toMatchObject({
        posted: 46_997,
        credits: 21_821,
        credit_minor: '17696125480',
        debits: 25_176,
        debit_minor: '13766449200',
        accounts: 1229,
        balances_minor: '3929676280',
      });
    },
    180_000,
  );
});
