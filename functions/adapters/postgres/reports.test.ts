import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { anAccount, openBank, type Cast } from '../../../local/testing/cast.ts';
import { useTestDatabase } from '../../../local/testing/database.ts';
import { aCashDeposit, post } from '../../../local/testing/journals.ts';
import type { ReportContent } from '../../domain/report.ts';
import type { ReportStore } from '../../services/ports/reports.ts';
import { booksByPool } from './proxy.ts';
import { reportStore } from './reports.ts';

const database = useTestDatabase();
const quarter = { kind: 'quarter', period: '2026Q1' } as const;
let cast: Cast;

beforeAll(async () => {
  cast = await openBank(database().operator);
});

const steps: string[] = [];
const build = (reports: ReportStore): Promise<ReportContent> =>
  reports.build(quarter, (step) => Promise.resolve(void steps.push(step)));

async function make(reports: ReportStore): Promise<string> {
  const content = await build(reports);
  await reports.save(quarter, content);
  return content.sha256;
}

/** Connections before whose every statement somebody else's deposit of a cent is committed. */
function busyPool(): { pool: Pool; deposits: () => number } {
  const pool = new Pool(database().appConnection);
  let deposits = 0;
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    const interrupted = async (...args: unknown[]): Promise<unknown> => {
      await post(database().app, aCashDeposit(cast.alice.accountId, 1n));
      deposits += 1;
      return query(...args);
    };
    Object.assign(client, { query: interrupted });
  });
  return { pool, deposits: () => deposits };
}

interface Content {
  readonly trialBalance: { code: string; debitMinor: string; creditMinor: string }[];
  readonly balanceSheet: { label: string; amountMinor: string }[];
}

async function stored(): Promise<{ content: string; sha256: string; as_of_sequence: string }[]> {
  const { rows } = await database().owner.query<{ content: string; sha256: string; as_of_sequence: string }>(
    'SELECT content, sha256, as_of_sequence FROM ops.report_run',
  );
  return rows;
}

describe('A report that is made while postings come in', () => {
  it('agrees with itself: every part is of the same moment', async () => {
    const { pool, deposits } = busyPool();
    const { text, asOfSequence } = await build(reportStore(booksByPool(pool)));
    await pool.end();
    expect(deposits()).toBeGreaterThan(3);
    expect(steps).toEqual(['trial-balance', 'balance-sheet', 'income-statement', 'schedules']);
    const { trialBalance, balanceSheet } = JSON.parse(text) as Content;
    const vault = trialBalance.find(({ code }) => code === '1010')?.debitMinor;
    const owed = trialBalance.find(({ code }) => code === '2010')?.creditMinor;
    const assets = balanceSheet.find(({ label }) => label === 'Total assets')?.amountMinor;
    expect(Number(vault)).toBeGreaterThan(0);
    expect([owed, assets]).toEqual([vault, vault]);
    const { rows } = await database().app.query(
      'SELECT count(*)::text FROM bank.journal WHERE sequence <= $1',
      [asOfSequence],
    );
    expect(rows).toEqual([{ count: vault }]);
  });
});

describe('A report in the store', () => {
  it('is the text that was hashed', async () => {
    const reports = reportStore(booksByPool(database().app));
    const sha256 = await make(reports);
    const [row] = await stored();
    expect(row?.sha256).toBe(sha256);
    expect(
      createHash('sha256')
        .update(row?.content ?? '')
        .digest('hex'),
    ).toBe(sha256);
  });

  it('is not replaced by an older one that was longer under way', async () => {
    const reports = reportStore(booksByPool(database().app));
    const older = await build(reports);
    await anAccount(database().operator, cast.bob.customerId, { balanceMinor: 500n });
    const sha256 = await make(reports);
    await reports.save(quarter, older);
    expect((await stored()).map((row) => row.sha256)).toEqual([sha256]);
  });
});
