import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { brokenRules } from '../testing/books.ts';
import {
  createTestDatabase,
  dropTestDatabase,
  useTestDatabase,
  type TestDatabase,
} from '../testing/database.ts';
import { endDaysUntil } from '../testing/deposits.ts';

import { seedBooks } from './books.ts';

const database = useTestDatabase();
/** Books of a bank whose starts were killed twice. */
let interrupted: TestDatabase;
const failures: string[] = [];

const silent = (): undefined => undefined;

async function killConnections({ adminConnection }: TestDatabase): Promise<void> {
  const client = new Client({ ...adminConnection, database: 'postgres' });
  await client.connect();
  const others = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1';
  await client.query(others, [adminConnection.database]);
  await client.end();
}

async function startUntil(quarter: string, end: () => void): Promise<void> {
  const log = (line: string): void => {
    if (line.endsWith(quarter)) end();
  };
  await seedBooks(interrupted.owner, log).catch((error: unknown) => failures.push(String(error)));
}

beforeAll(async () => {
  await seedBooks(database().owner, silent);
  interrupted = await createTestDatabase();
  await startUntil('2025Q3', () => {
    throw new Error('killed between two days');
  });
  let killed: Promise<void> | undefined;
  await startUntil('2026Q1', () => {
    killed = killConnections(interrupted);
  });
  await killed;
  await seedBooks(interrupted.owner, silent);
}, 180_000);

afterAll(async () => {
  await dropTestDatabase(interrupted);
});

type Row = Record<string, string>;

async function rows(query: string, of: TestDatabase = database()): Promise<Row[]> {
  return (await of.owner.query<Row>(query)).rows;
}

/** One hash over every entry in its order, with all that a customer or an auditor sees of it but clocks. */
async function fingerprint(of: TestDatabase): Promise<Row[]> {
  return rows(
    `SELECT encode(sha256(string_agg(concat_ws('|', CASE WHEN j.actor = 'end-of-day' THEN j.key ELSE j.id::text END, j.type, j.template, j.description, j.reference, j.business_date,
       e.line_no, a.number, a.id, a.customer_id, e.amount_minor, e.balance_after_minor, e.account_version), E'\n'
       ORDER BY j.sequence, e.line_no)::bytea), 'hex') AS sha256, count(*)::text AS entries
     FROM books.journal j JOIN books.entry e ON e.journal_sequence = j.sequence JOIN books.account a ON a.id = e.account_id`,
    of,
  );
}

const quarterEnds = [
  '2024-12-31',
  '2025-03-31',
  '2025-06-30',
  '2025-09-30',
  '2025-12-31',
  '2026-03-31',
  '2026-06-30',
  '2026-09-30',
  '2026-10-05',
];

const trialBalance = (asOf: string, of?: TestDatabase): Promise<Row[]> =>
  rows(`SELECT ledger_account, debit_minor, credit_minor FROM bank.trial_balance('${asOf}')`, of);

/** Balance of ledger accounts whose code begins so, debits positive. */
async function balanceOf(codes: string, asOf: string): Promise<bigint> {
  const lines = await trialBalance(asOf);
  return lines
    .filter((line) => new RegExp(`^(${codes})`).test(line['ledger_account'] ?? ''))
    .reduce((sum, line) => sum + BigInt(line['debit_minor'] ?? 0) - BigInt(line['credit_minor'] ?? 0), 0n);
}

async function amountOf(statement: string, label: string, [from, to]: readonly string[]): Promise<bigint> {
  const lines = await rows(
    `SELECT label, amount_minor FROM bank.statement('${statement}', '${from}', '${to}')`,
  );
  return BigInt(lines.find((line) => line['label'] === label)?.['amount_minor'] ?? 0);
}

describe('the books of the demo bank', () => {
  it('are sound', async () => {
    expect(await brokenRules(database().owner)).toEqual([]);
  });

  it('come out the same when the starts that made them were killed', async () => {
    expect(failures).toHaveLength(2);
    expect(failures[0]).toContain('killed between two days');
    expect(failures[1]).toMatch(/out of reach|not known whether|terminat|connection error/);
    expect(await fingerprint(interrupted)).toEqual(await fingerprint(database()));
  });

  it('have the same trial balance on every machine, with equal sides', async () => {
    for (const asOf of quarterEnds) {
      expect(await trialBalance(asOf, interrupted)).toEqual(await trialBalance(asOf));
      expect(await balanceOf('.', asOf)).toBe(0n);
    }
  });

  it('overdraw no customer on any day', async () => {
    const overdrawn = await rows(
      `SELECT a.number, e.business_date FROM books.entry e JOIN books.account a ON a.id = e.account_id
       WHERE a.customer_id IS NOT NULL AND a.ledger_account LIKE '2%' AND e.balance_after_minor > 0`,
    );
    expect(overdrawn).toEqual([]);
  });

  it('stand on a Monday in October 2026 with journals of today', async () => {
    expect(await rows('SELECT business_date::text AS today FROM bank.business_date')).toEqual([
      { today: '2026-10-05' },
    ]);
    const days = await rows(
      `SELECT business_date::text AS day, count(*) > 2 AS busy FROM bank.journal
       GROUP BY 1 ORDER BY 1 DESC LIMIT 2`,
    );
    expect(days).toEqual([
      { day: '2026-10-05', busy: true },
      { day: '2026-10-02', busy: true },
    ]);
  });

  it('have every quarter closed but the last one', async () => {
    const periods = await rows('SELECT month::text, state FROM bank.period ORDER BY month');
    const inState = (state: string): (string | undefined)[] =>
      periods.filter((period) => period['state'] === state).map((period) => period['month']);
    expect(inState('OPEN')).toEqual(['2026-07-01', '2026-08-01', '2026-09-01', '2026-10-01']);
    expect(inState('SOFT_CLOSED')).toEqual([]);
    expect(inState('HARD_CLOSED')).toHaveLength(19);
    expect(inState('HARD_CLOSED')).toEqual(expect.arrayContaining(['2024-12-01', '2026-06-01']));
  });

  it('tell their events of today alone, which reach everybody who can sign in', async () => {
    const told = await rows(
      `SELECT DISTINCT j.business_date::text AS day FROM bank.take_outbox(1000) o
       JOIN bank.journal j ON j.id::text = o.payload ->> 'journalId'`,
    );
    expect(told).toEqual([{ day: '2026-10-05' }]);
    const names = await rows(
      `SELECT DISTINCT c.name FROM bank.take_outbox(1000) o CROSS JOIN jsonb_array_elements_text(o.payload -> 'accountIds') account
       JOIN books.account a ON a.id = account::uuid JOIN books.customer c ON c.id = a.customer_id`,
    );
    expect(names).toEqual(
      expect.arrayContaining([{ name: 'Alice Archer' }, { name: 'Bob Baker' }, { name: 'Carla Cook' }]),
    );
  });

  it('keep four loans one by one, as agreed so far', async () => {
    const loans = await rows(
      'SELECT number, product, status, next_due_on::text AS due FROM bank.loan ORDER BY number',
    );
    expect(loans).toEqual([
      { number: '3000000101', product: 'auto-loan', status: 'performing', due: '2026-11-02' },
      { number: '3000000201', product: 'personal-loan', status: 'performing', due: '2026-11-05' },
      { number: '3000001301', product: 'mortgage', status: 'performing', due: '2026-12-01' },
      { number: '3000001401', product: 'personal-loan', status: 'performing', due: '2026-10-20' },
    ]);
  });

  it('have nothing to post when they are seeded again', async () => {
    const before = await fingerprint(database());
    await seedBooks(database().owner, () => {
      throw new Error('A day was lived again');
    });
    expect(await fingerprint(database())).toEqual(before);
  });
});

describe('the interest of the demo bank', () => {
  it('is reckoned by the books since October, upon what was owed by then', async () => {
    const [{ found }] = (await rows("SELECT bank.verify_books('interest')::text AS found")) as [Row];
    expect(found).toBeNull();
    const ends = await rows(
      `SELECT business_date::text AS day, difference_minor AS difference FROM bank.reconciliation
       WHERE kind = 'interest' ORDER BY 1`,
    );
    expect(ends).toEqual([
      { day: '2026-10-01', difference: '0' },
      { day: '2026-10-02', difference: '0' },
    ]);
    const earned = await rows(
      `SELECT a.number, count(*)::text AS days FROM books.interest_day d JOIN books.account a ON a.id = d.account_id
       WHERE a.number IN ('1000000102', '1000000103', '1000000301') GROUP BY 1 ORDER BY 1`,
    );
    expect(earned).toEqual(
      ['1000000102', '1000000103', '1000000301'].map((number) => ({ number, days: '4' })),
    );
  });

  it('is bound in certificates, some of which mature this year', async () => {
    const terms = await rows(
      `SELECT a.number, t.matures_on::text AS matures, c.at_maturity AS then FROM books.certificate_term t
       JOIN books.certificate c USING (account_id) JOIN books.account a ON a.id = account_id
       WHERE t.matures_on < '2027-01-01' ORDER BY 2`,
    );
    expect(terms).toMatchObject([
      { matures: '2026-10-20', then: 'renew' },
      { matures: '2026-12-07', then: 'pay-out' },
      { number: '1000000103', matures: '2026-12-10', then: 'renew' },
    ]);
    const [unbound] = await rows(
      `SELECT count(*)::text AS count FROM books.account a JOIN books.balance b ON b.account_id = a.id
       WHERE a.product LIKE 'certificate%' AND a.floor_minor <> -b.balance_minor`,
    );
    expect(unbound).toEqual({ count: '0' });
  });
});

describe('the results of the demo bank', () => {
  it('are those of a small bank, positive in every quarter', async () => {
    for (const [index, to] of quarterEnds.slice(1, -1).entries()) {
      const from = `${to.slice(0, 5)}${String(Number(to.slice(5, 7)) - 2).padStart(2, '0')}-01`;
      const income = await amountOf('income-statement', 'Net income', [from, to]);
      expect(income).toBeGreaterThan(3_000_000n);
      expect(income).toBeLessThan(30_000_000n);
      const assets = await amountOf('balance-sheet', 'Total assets', [from, quarterEnds[index + 1] ?? to]);
      expect(assets).toBeGreaterThan(6_000_000_000n);
      expect(assets).toBeLessThan(12_000_000_000n);
    }
  });

  it('leave income and expenses of 2025 at zero after its closing', async () => {
    const lines = await trialBalance('2025-12-31');
    const nominal = lines.filter((line) => /^([4-8]|3050)/.test(line['ledger_account'] ?? ''));
    expect(nominal.length).toBeGreaterThan(20);
    for (const { debit_minor, credit_minor } of nominal)
      expect([debit_minor, credit_minor]).toEqual(['0', '0']);
  });

  it('move retained earnings by net income less dividends', async () => {
    const income = await amountOf('income-statement', 'Net income', ['2025-01-01', '2025-12-31']);
    const dividends = await balanceOf('3050', '2025-12-30');
    expect(dividends).toBe(15_000_000n);
    const [before, after] = [await balanceOf('3040', '2025-12-30'), await balanceOf('3040', '2025-12-31')];
    expect(before - after).toBe(income - dividends);
  });

  it('hold in income and expense accounts what 2026 brought, and nothing older', async () => {
    const [left] = await rows(
      `SELECT count(*)::text AS older FROM (
         SELECT ledger_account FROM books.ledger_movement
         WHERE ledger_account BETWEEN '4000' AND '8999' AND business_date < '2026-01-01'
         GROUP BY ledger_account HAVING sum(debit_minor - credit_minor) <> 0) open_accounts`,
    );
    expect(left).toEqual({ older: '0' });
    expect(await balanceOf('[4-8]', '2026-10-05')).toBeLessThan(0n);
  });

  it('pay 21 % of income before taxes', async () => {
    const period = ['2025-01-01', '2025-12-31'];
    const pretax = await amountOf('income-statement', 'Income before income taxes', period);
    expect(await amountOf('income-statement', 'Income taxes', period)).toBe((pretax * 21n) / 100n);
  });
});

it('Books with another past are left alone, and that is said', async () => {
  const other = await createTestDatabase();
  try {
    await other.operator.query("SELECT bank.open_books('2026-10-05')");
    const lines: string[] = [];
    await seedBooks(other.owner, (line) => lines.push(line));
    expect(lines).toEqual([expect.stringContaining('npm run reset')]);
    expect(await rows('SELECT FROM bank.journal', other)).toEqual([]);
  } finally {
    await dropTestDatabase(other);
  }
});

it('As the days go on to the end of the year, loans are collected and one is late; the books stay sound', async () => {
  await endDaysUntil(interrupted.owner, '2027-01-04');
  const loans = await rows(
    `SELECT l.number, l.status, l.late_fees_minor > '0' AS fees, count(e.sequence) FILTER (WHERE e.kind = 'missed')::int AS missed
     FROM bank.loan l LEFT JOIN bank.loan_event e ON e.account_id = l.account_id GROUP BY 1, 2, 3 ORDER BY 1`,
    interrupted,
  );
  expect(loans).toEqual([
    { number: '3000000101', status: 'performing', fees: false, missed: 0 },
    { number: '3000000201', status: 'performing', fees: false, missed: 0 },
    { number: '3000001301', status: 'performing', fees: false, missed: 0 },
    { number: '3000001401', status: 'performing', fees: true, missed: 3 },
  ]);
  // The bank's own business goes on as well, and all of it that was due is posted.
  const waiting = await rows(
    `SELECT count(*) FILTER (WHERE due_on < '2027-01-04')::text AS due, count(*)::text AS all FROM books.scheduled_journal s
     WHERE NOT EXISTS (SELECT FROM books.journal j WHERE j.scope = 'schedule' AND j.key = s.key)`,
    interrupted,
  );
  expect(waiting).toEqual([{ due: '0', all: expect.stringMatching(/^[3-9]\d\d$/) }]);
  const [income] = await rows(
    `SELECT sum(credit_minor - debit_minor)::text AS minor FROM books.ledger_movements('2026-10-01', '2026-12-31') m
     JOIN books.ledger_account l ON l.code = m.ledger_account WHERE l.class IN ('Income', 'Expense') AND NOT m.closing`,
    interrupted,
  );
  expect(BigInt(income?.['minor'] ?? '0')).toBeGreaterThan(10_000_000n);
  expect(await brokenRules(interrupted.owner)).toEqual([]);
}, 120_000);
