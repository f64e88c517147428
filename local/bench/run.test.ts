import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import * as z from 'zod';
import { standAt } from './books.ts';
import { figureKinds, type Figure } from './figures.ts';
import { compareWithEntries } from './measure-as-of.ts';
import { plans } from './plans.ts';
import { nothingYet } from './postings.ts';
import { reportTo } from './report.ts';
import { runBench } from './run.ts';
import { openServer, type BenchServer } from './server.ts';
import { verifyBooks } from './verify-books.ts';
import { verifyRun } from './verify-run.ts';

let server: BenchServer;
let postings: Client;
let history: Client;
let figures: readonly Figure[];
let told = '';

const listener = new Writable({
  write: (chunk: Buffer, _encoding, done) => {
    told += chunk.toString();
    done();
  },
});

beforeAll(async () => {
  server = await openServer();
  const options = { json: true, figures: figureKinds, plan: { ...plans.trial, seconds: 0.05 } };
  figures = await runBench(server, reportTo(listener), options);
  [postings, history] = [await server.admin('bench_books'), await server.admin('bench_history')];
}, 120_000);

afterAll(async () => {
  await Promise.all([postings.end(), history.end()]);
  await server.close();
});

/** Changes the books as only a superuser with the triggers off can, and takes it back. */
async function tampered(admin: Client, change: string, meanwhile: () => Promise<void>): Promise<void> {
  await admin.query('BEGIN');
  try {
    const table = z.string().parse(/UPDATE (\S+)/.exec(change)?.[1]);
    await admin.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    const { rowCount } = await admin.query(change);
    expect(rowCount).toBe(1);
    await meanwhile();
  } finally {
    await admin.query('ROLLBACK');
  }
}

describe('The benchmark, in the small', () => {
  it('measures every figure, in the order of the table', () => {
    expect(figures.map(({ name, unit }) => ({ name, unit }))).toEqual(
      figureKinds.map(({ name, unit }) => ({ name, unit })),
    );
    for (const { value } of figures) {
      expect(Number.isFinite(value)).toBe(true);
      expect(value).toBeGreaterThan(0);
    }
  });

  it('tells each round and what it cost', () => {
    expect(told).toMatch(
      /Single postings, 16 clients\n {2}round 1: yardstick \d+\/s; among 200 accounts \d+\/s/,
    );
    expect(told).toMatch(/hot-striped-16: p50 .* ms a call; cores: server .*WAL \d+ bytes each/);
    expect(told).toMatch(/of \d+ due 0 dropped/);
    expect(told).toMatch(/2026-07-01 to 2026-09-30: .* twice the same, equal to the entries/);
    expect(told).toMatch(/before 10 later entries: median/);
  });

  it('measures on a server that keeps its promises, with every trigger of the books on', async () => {
    const { rows } = await history.query(
      `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commits,
         (SELECT count(*)::int FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
          WHERE relnamespace = 'books'::regnamespace AND NOT tgisinternal AND tgenabled <> 'A') AS off`,
    );
    expect(rows).toEqual([{ fsync: 'on', commits: 'on', off: 0 }]);
  });

  it('leaves books that hold all their rules and stand at the day after the history', async () => {
    await verifyBooks(postings);
    await verifyBooks(history);
    const { rows } = await history.query(
      `SELECT (SELECT business_date::text FROM books.business_date) AS today, max(e.business_date) < '${standAt}' AS before,
         count(*) FILTER (WHERE e.value_date <> e.business_date) > 0 AS shifted
       FROM books.entry e JOIN books.journal j ON j.sequence = e.journal_sequence WHERE j.scope = 'bench-history'`,
    );
    expect(rows).toEqual([{ today: standAt, before: true, shifted: true }]);
  });
});

describe('Broken books', () => {
  const oneEntry = '(SELECT journal_sequence FROM books.entry WHERE line_no = 1 LIMIT 1)';

  it('fail the run when a balance is not the sum of its entries', () =>
    tampered(
      postings,
      `UPDATE books.balance SET balance_minor = balance_minor + 1
       WHERE account_id = '00000000-0000-8000-8000-000000001010' AND stripe = 0`,
      async () => {
        await expect(verifyBooks(postings)).rejects.toThrow(
          'The books are broken: not true: a balance is the sum of its entries, a version their number.',
        );
      },
    ));

  it('fail the run when an entry was changed', () =>
    tampered(
      history,
      `UPDATE books.entry SET amount_minor = amount_minor + 1 WHERE line_no = 1 AND journal_sequence = ${oneEntry}`,
      async () => {
        await expect(verifyBooks(history)).rejects.toThrow(
          /every journal has two entries .* movements of accounts/,
        );
      },
    ));

  it('fail the run when an acknowledged posting is not there, or one is that nobody was told of', async () => {
    const lost = { ...nothingYet(), keys: ['never-posted'] };
    await expect(verifyRun(postings, lost, 0n)).rejects.toThrow('1 acknowledged postings have no journal');
    const untold = { ...nothingYet(), scope: 'bench-funding' };
    await expect(verifyRun(postings, untold, 0n)).rejects.toThrow(
      '0 postings were acknowledged and 200 journals made',
    );
  });

  it('fail the run when the hot account moved by something else than was acknowledged', async () => {
    const hot = nothingYet('00000000-0000-8000-8000-000000001010');
    await expect(verifyRun(postings, hot, 0n)).rejects.toThrow(/the hot account moved by -?\d+, and 0 was/);
  });

  it('fail the run when a balance as of a date is not the sum of the entries that count from it', async () => {
    const account = '00000000-0000-8000-8000-000000001010';
    const pool = server.pool('bench_history', 1);
    const question = { account, asOf: '2024-10-01', knownAt: null };
    await compareWithEntries(history, pool, question);
    // The reader's connection answers from the books as they are; the sum is taken inside the change.
    await tampered(
      history,
      `UPDATE books.entry SET amount_minor = amount_minor + 1 WHERE line_no = 1 AND journal_sequence = 1`,
      async () => {
        await expect(compareWithEntries(history, pool, question)).rejects.toThrow(/is \d+ and not \d+/);
      },
    );
    await pool.end();
  });
});
