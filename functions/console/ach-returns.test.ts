import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { brokenRules, wholeBooks } from '../../local/testing/books.ts';
import { openBank, type Cast } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { sha256 } from '../adapters/digest.ts';
import { readCsv } from '../domain/csv.ts';
import type { ImportJob } from '../domain/import-job.ts';
import { isPayment } from '../domain/payment-file.ts';
import { readNacha } from '../domain/nacha/read.ts';
import { anAchFile, type AchEntry } from '../domain/testing/ach-file.ts';
import { booksOf, quietProgress } from '../../local/testing/console-context.ts';
import type { ConsoleContext, OpenImports } from './context.ts';
import { runConsole } from './main.ts';

const database = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'console-ach-'));
let cast: Cast;
let alice = '';
let bob = '';
let output: string[] = [];

async function numberOf(id: string): Promise<string> {
  const sql = 'SELECT number FROM bank.account WHERE id = $1';
  const { rows } = await database().owner.query<{ number: string }>(sql, [id]);
  return rows[0]?.number ?? '';
}

beforeAll(async () => {
  cast = await openBank(database().owner);
  alice = await numberOf(cast.alice.accountId);
  bob = await numberOf(cast.bob.accountId);
  await database().operator.query('SELECT bank.close_account($1)', [cast.carla.accountId]);
});
beforeEach(() => {
  output = [];
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const context: ConsoleContext = {
  openBooks: booksOf(() => database().operator),
  out: (text) => output.push(text),
  progress: quietProgress,
};

const pathOf = (name: string): string => join(folder, name);

function aFile(name: string, text: string): string {
  writeFileSync(pathOf(name), text);
  return pathOf(name);
}

async function balance(id: string): Promise<string> {
  const sql = 'SELECT balance_minor AS balance FROM bank.account WHERE id = $1';
  const { rows } = await database().owner.query<{ balance: string }>(sql, [id]);
  return rows[0]?.balance ?? '';
}

async function refusal(world: ConsoleContext, ...args: readonly string[]): Promise<string> {
  const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    expect(await runConsole(world, args)).toBe(1);
    return told.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    told.mockRestore();
  }
}

const received = async (): Promise<AchEntry[]> => [
  { code: '22', account: alice, cents: 500 },
  { code: '27', account: alice, cents: 900 },
  { code: '22', account: await numberOf(cast.carla.accountId), cents: 700 },
  { code: '37', account: '0000000000', cents: 1 },
  { code: '22', account: alice, cents: 100, routing: '021000021' },
];

describe('The refused entries of an ACH file', () => {
  it('are written to a file that our own reader takes, each with its reason', async () => {
    const path = aFile('in.ach', anAchFile(await received()));
    const out = pathOf('out.ach');
    expect(await runConsole(context, ['import', 'nacha', path, '--returns', out])).toBe(0);
    expect(output[0]?.split('\n').slice(0, 1)).toEqual(['lines 5, posted 1, refused 4, skipped 0']);
    expect(output[0]?.split('\n').slice(5)).toEqual([
      'returned 3',
      'line 7 is not returned: It is addressed to another bank; ask the operator that sent it.',
    ]);
    const { lines } = readNacha(readFileSync(out, 'utf8'));
    expect(
      lines.filter(isPayment).map((line) => [line.returned?.reason, line.direction, line.amount.minor]),
    ).toEqual([
      ['R01', 'debit', 900n],
      ['R02', 'credit', 700n],
      ['R03', 'debit', 1n],
    ]);
  });

  it('give the same bytes when the file is imported again, and post nothing', async () => {
    const first = readFileSync(pathOf('out.ach'), 'utf8');
    const before = await wholeBooks(database().owner);
    const args = ['import', 'nacha', pathOf('in.ach'), '--returns', pathOf('again.ach'), '--json'];
    expect(await runConsole(context, args)).toBe(0);
    expect(JSON.parse(output[0] ?? '')).toMatchObject({ posted: 1, returned: 3, notReturned: 1, late: 0 });
    expect(readFileSync(pathOf('again.ach'), 'utf8')).toBe(first);
    expect(await wholeBooks(database().owner)).toEqual(before);
  });

  it('are late once their second banking day has opened', async () => {
    const entries = [{ code: '27', account: alice, cents: 90_000 }];
    for (const [effective, late] of [
      ['260114', 0],
      ['260113', 1],
    ] as const) {
      const path = aFile(`${effective}.ach`, anAchFile(entries, { effective }));
      output = [];
      expect(await runConsole(context, ['import', 'nacha', path, '--returns', pathOf('late.ach')])).toBe(0);
      const told = output[0]?.split('\n').filter((line) => line.includes('due by the opening of 2026-01-15'));
      expect(told).toHaveLength(late);
    }
  });

  it('that do not exist leave no file', async () => {
    const path = aFile('fine.ach', anAchFile([{ code: '22', account: alice, cents: 1 }]));
    expect(await runConsole(context, ['import', 'nacha', path, '--returns', pathOf('none.ach')])).toBe(0);
    expect(output[0]).toContain('nothing to return; no file was written');
    expect(existsSync(pathOf('none.ach'))).toBe(false);
  });
});

describe('Entries that come back', () => {
  const trace = '990000120000007';
  const back = { reason: 'R01', trace };

  it('are booked to the accounts they came from, below their floor where it must be, once', async () => {
    const before = BigInt(await balance(cast.alice.accountId));
    const text = anAchFile([
      { code: '26', account: '777', id: bob, cents: 4_000, back },
      { code: '21', account: alice, cents: 600, back: { reason: 'R03', trace } },
      { code: '26', account: alice, id: '9999999999', cents: 10, back: { reason: 'R08', trace } },
      { code: '26', account: '0000000000', cents: 1, back },
    ]);
    const report = pathOf('report.csv');
    const args = ['import', 'nacha', aFile('back.ach', text), '--report', report, '--json'];
    expect(await runConsole(context, args)).toBe(0);
    expect(JSON.parse(output[0] ?? '')).toEqual({ lines: 4, posted: 3, refused: 1, skipped: 0 });
    expect(await balance(cast.bob.accountId)).toBe('-4000');
    expect(BigInt(await balance(cast.alice.accountId))).toBe(before + 590n);
    const [, ...rows] = readCsv(readFileSync(report, 'utf8'));
    expect(rows.map(({ fields }) => [fields[1], fields[3], fields[6], fields[7]])).toEqual([
      ['posted', 'debit', 'R01', 'Came back: insufficient funds.'],
      ['posted', 'credit', 'R03', 'Came back: no account, or unable to locate it.'],
      ['posted', 'debit', 'R08', 'Came back: payment stopped.'],
      ['refused', 'debit', 'account-not-found', 'No account of this bank has this number.'],
    ]);
    const { rows: journals } = await database().owner.query(
      "SELECT template, value_date::text, reference, metadata ->> 'returnReason' AS reason FROM bank.journal WHERE template = 'P14' ORDER BY sequence",
    );
    expect(journals[0]).toEqual({
      template: 'P14',
      value_date: '2026-01-15',
      reference: trace,
      reason: 'R01',
    });
    expect(journals).toHaveLength(3);
    expect(await brokenRules(database().owner)).toEqual([]);

    const books = await wholeBooks(database().owner);
    expect(await runConsole(context, args)).toBe(0);
    expect(output[1]).toBe(output[0]);
    expect(await wholeBooks(database().owner)).toEqual(books);
  });
});

describe('The return file of an import', () => {
  const text = (): string => readFileSync(pathOf('in.ach'), 'utf8');
  const job = (change: Partial<ImportJob>): ImportJob => ({
    id: 'one',
    kind: 'nacha',
    fileName: 'in.ach',
    sha256: sha256(text()),
    run: 1,
    status: 'ready',
    lines: 5,
    done: 5,
    posted: 1,
    refused: 4,
    skipped: 0,
    requestedBy: 'accountant',
    actor: 'somebody',
    requestedAt: 0,
    updatedAt: 0,
    attempt: 1,
    problem: null,
    ...change,
  });
  const nothing = { direction: null, minor: null, journalId: null, account: '' };
  const problems = {
    4: 'insufficient-funds',
    5: 'account-closed',
    6: 'account-not-found',
    7: 'line-invalid',
  };
  const imports = (change: Partial<ImportJob>): OpenImports['imports'] => ({
    find: (id) => Promise.resolve(id === 'one' ? job(change) : undefined),
    readFile: () => Promise.resolve(text()),
    lines: () =>
      Promise.resolve({
        items: Object.entries(problems).map(([line, code]) => ({
          ...nothing,
          line: Number(line),
          outcome: 'refused',
          problem: { code, detail: '' },
        })),
        hasOlder: false,
        hasNewer: false,
      }),
  });
  const world = (change: Partial<ImportJob> = {}): ConsoleContext => ({
    ...context,
    openImports: () => Promise.resolve({ imports: imports(change), close: () => Promise.resolve() }),
  });

  it('is the one that the import of the file itself writes', async () => {
    const args = ['ach', 'returns', 'imp_one', '--out', pathOf('by-id.ach'), '--json'];
    expect(await runConsole(world(), args)).toBe(0);
    expect(JSON.parse(output[0] ?? '')).toEqual({ returned: 3, notReturned: 1, late: 0 });
    expect(readFileSync(pathOf('by-id.ach'), 'utf8')).toBe(readFileSync(pathOf('out.ach'), 'utf8'));
  });

  it('is the same on a later day, when it is late', async () => {
    for (const date of ['2026-01-16', '2026-01-20']) {
      await database().operator.query('SELECT bank.roll_business_date($1)', [date]);
    }
    const args = ['ach', 'returns', 'one', '--out', pathOf('later.ach')];
    expect(await runConsole(world(), args)).toBe(0);
    expect(output[0]).toContain('line 4 is late: it was due by the opening of 2026-01-20; call the bank');
    expect(readFileSync(pathOf('later.ach'), 'utf8')).toBe(readFileSync(pathOf('out.ach'), 'utf8'));
  });

  it.each<[string, Partial<ImportJob>, string, RegExp]>([
    [
      'that does not exist',
      {},
      'imp_two',
      /There is no import two\. A file that was imported by this console/,
    ],
    ['of a CSV file', { kind: 'csv' }, 'one', /Only ACH files have a return file/],
    ['that is under way', { status: 'running', done: 2 }, 'one', /is running: 2 of 5 lines are done/],
  ])('is not there for one %s', async (_what, change, id, sentence) => {
    expect(await refusal(world(change), 'ach', 'returns', id, '--out', pathOf('x.ach'))).toMatch(sentence);
    expect(existsSync(pathOf('x.ach'))).toBe(false);
  });

  it('is not there where no imports are kept', async () => {
    const args = ['ach', 'returns', 'one', '--out', pathOf('x.ach')];
    expect(await refusal(context, ...args)).toMatch(/There are no imports here\./);
  });
});
