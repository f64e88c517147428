import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openBank } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { refusalOf } from '../../local/testing/refusal.ts';
import { closeLastYear } from '../../local/testing/report-desk.ts';
import { booksByPool } from '../adapters/postgres/proxy.ts';
import { postgresReportVersions } from '../adapters/postgres/report-versions.ts';
import { reportStore } from '../adapters/postgres/reports.ts';
import type { ReportVersion } from '../domain/report-version.ts';
import { booksOf, quietProgress } from '../../local/testing/console-context.ts';
import type { ConsoleContext } from './context.ts';
import { runConsole } from './main.ts';

const database = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'console-export-'));
const key = { kind: 'quarter', period: '2025Q3' } as const;
let output: string[] = [];
let complaints: string[] = [];

const context: ConsoleContext = {
  openBooks: booksOf(() => database().operator),
  out: (text) => output.push(text),
  progress: quietProgress,
};

beforeAll(async () => {
  const cast = await openBank(database().operator, '2024-12-31');
  await closeLastYear({ database: database(), cast });
  const reports = reportStore(booksByPool(database().app));
  await reports.save(key, await reports.build(key, () => Promise.resolve()));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  output = [];
  complaints = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => complaints.push(String(text)) > 0);
});

const report = (step: string, ...options: string[]): Promise<number> =>
  runConsole(context, ['report', step, 'quarter', '2025q3', ...options]);
const versions = (): Promise<readonly ReportVersion[]> =>
  postgresReportVersions(booksByPool(database().app)).of(key);

describe('On the console a report', () => {
  it('is shown with its versions, and who did what with them', async () => {
    const [draft] = await versions();
    const seen = { ...key, version: 1, sha256: draft?.sha256 ?? '' };
    const arno = { actor: 'subject-of-arno', actorName: 'arno' };
    const desk = postgresReportVersions(booksByPool(database().app));
    await desk.review({ ...seen, ...arno, note: 'Looked through', explanations: {} });
    await desk.file({ ...seen, actor: 'subject-of-ada', actorName: 'ada', note: '' });
    await desk.amend({ ...key, ...arno, version: 1, reason: 'A late invoice' });
    expect(await report('show')).toBe(0);
    expect(output[0]).toContain('quarter 2025Q3 version 2: draft\n  sha256 not made yet\n  amends version 1');
    expect(output[0]).toContain('2026-01-15 review by arno: Looked through');
    output = [];
    expect(await report('show', '--json')).toBe(0);
    expect(JSON.parse(output[0] ?? '')).toEqual(await versions());
  });

  it('of a year says how it ended', async () => {
    const year = { kind: 'year', period: '2025' } as const;
    const reports = reportStore(booksByPool(database().app));
    await reports.save(year, await reports.build(year, () => Promise.resolve()));
    expect(await runConsole(context, ['report', 'show', 'year', '2025'])).toBe(0);
    expect(output[0]).toContain('the year is open\n  0 forms 1099-INT: interest 0.00');
    expect(output[0]).toContain('all of it ties to the ledger');
    const out = join(folder, 'year.csv');
    const csv = ['report', 'export', 'year', '2025', '--format', 'csv', '--out', out];
    expect(await runConsole(context, csv)).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('"Tie, one side",Y01');
  });

  it('is refused in a sentence where there is none', async () => {
    expect(await runConsole(context, ['report', 'show', 'quarter', '2019Q1'])).toBe(1);
    expect(await runConsole(context, ['report', 'show', 'quarter', '2019'])).toBe(2);
    expect(complaints.join('')).toContain('The report of 2019Q1 was not made yet.');
    expect(complaints.join('')).toContain('"2019" is no quarter. Write it like 2026Q3.');
  });

  // There is a command of the name that people look for, which says where two people file.
  it.each([
    ['review', 2],
    ['file', 1],
    ['return', 2],
    ['amend', 2],
  ])(
    'is not taken further by %s: a login of the database is nobody in particular',
    async (step, exitCode) => {
      const before = await versions();
      expect(await report(step)).toBe(exitCode);
      expect(await versions()).toEqual(before);
      const call = database().operator.query(`SELECT bank.${step}_report('{}')`);
      expect((await refusalOf(call)).sqlState).toBe('42501');
    },
  );
});

describe('A report is exported from the console', () => {
  it.each(['csv', 'json', 'xml', 'pdf'])(
    'as %s, the same bytes each time, with their hash',
    async (format) => {
      const out = join(folder, `report.${format}`);
      const options = ['--format', format, '--version', '1', '--out', out, '--json'];
      expect(await report('export', ...options)).toBe(0);
      const first = readFileSync(out);
      expect(await report('export', ...options)).toBe(0);
      expect(readFileSync(out).equals(first)).toBe(true);
      const written = JSON.parse(output[0] ?? '') as { sha256: string; bytes: number };
      const sha256 = createHash('sha256').update(first).digest('hex');
      expect(written).toEqual({ path: out, version: 1, bytes: first.length, sha256 });
      expect(output[1]).toBe(output[0]);
    },
  );

  it('in no format that it does not know', async () => {
    expect(await report('export', '--format', 'doc')).toBe(1);
    expect(complaints.join('')).toBe('There is no format "doc". Use one of csv, json, xml, pdf.\n');
  });
});
