import { beforeAll, describe, expect, it } from '@jest/globals';
import type { PoolClient } from 'pg';
import { openBank } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

// What books.check_written finds in the tables, had a posting function written it.

const database = useTestDatabase();

beforeAll(async () => {
  const { alice } = await openBank(database().operator);
  await post(database().app, aCashDeposit(alice.accountId, 1_000n));
  await database().owner.query(
    "INSERT INTO books.period (month, state) VALUES ('2025-06-01', 'HARD_CLOSED')",
  );
});

/** Does the work as a posting function would, and takes it back. */
async function asAPosting<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await database().owner.connect();
  await client.query("BEGIN; SET LOCAL books.posting = 'on'");
  try {
    return await work(client);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

const lookAt = (client: PoolClient, sequences: readonly number[]): Promise<unknown> =>
  client.query('SELECT books.check_written($1)', [sequences]);

interface Line {
  readonly minor: number;
  readonly journal?: number;
  readonly currency?: string;
  readonly date?: string;
}
const open = '2026-01-01';
const closed = '2025-12-31';

async function write(client: PoolClient, lines: readonly Line[]): Promise<readonly number[]> {
  const values = lines.map(
    ({ minor, journal = 99, currency = 'USD', date = open }, index) =>
      `(${index + 1}, ${minor}, ${journal}, '${currency}', DATE '${date}')`,
  );
  await client.query(
    `INSERT INTO books.entry (account_id, account_version, journal_sequence, line_no, ledger_account, currency, amount_minor,
       balance_after_minor, business_date, value_date)
     SELECT '00000000-0000-8000-8000-000000001010', 100 + line_no, journal, line_no, '1010', currency, minor, 5, day, day
     FROM (VALUES ${values.join(', ')}) line (line_no, minor, journal, currency, day)`,
  );
  return [...new Set(lines.map(({ journal = 99 }) => journal))];
}

const sound = [{ minor: 5 }, { minor: -5 }];

describe('The second look refuses', () => {
  it.each<readonly [string, readonly Line[], string]>([
    ['entries that do not balance', [{ minor: 5 }, { minor: -4 }], 'LB005'],
    ['entries of nothing', [{ minor: 0 }, { minor: 0 }], 'LB005'],
    ['one entry alone', [{ minor: 5 }], 'LB005'],
    ['three entries that do not balance', [...sound, { minor: 7 }], 'LB005'],
    ['a third entry of nothing', [...sound, { minor: 0 }], 'LB005'],
    ['four entries that do not balance', [...sound, { minor: 7 }, { minor: -6 }], 'LB005'],
    ['entries that balance in no currency', [{ minor: 5 }, { minor: -5, currency: 'EUR' }], 'LB005'],
    ['a second currency that does not balance', [...sound, { minor: 5, currency: 'EUR' }], 'LB005'],
    ['entries that balance in no journal', [{ minor: 5 }, { minor: -5, journal: 98 }], 'LB005'],
    ['a second journal that does not balance', [...sound, { minor: 5, journal: 98 }], 'LB005'],
    [
      'two journals that balance together',
      [...sound, { minor: 5, journal: 98 }, { minor: -5, journal: 97 }],
      'LB005',
    ],
    ['entries in a period that is not open', sound.map((line) => ({ ...line, date: closed })), 'LB009'],
    [
      'entries of which one is in a period that is not open',
      [{ minor: 5 }, { minor: -5, date: closed }],
      'LB009',
    ],
    [
      'a second journal in a period that is not open',
      [...sound, ...sound.map((line) => ({ ...line, journal: 98, date: closed }))],
      'LB009',
    ],
  ])('%s', async (_, lines, sqlState) => {
    await asAPosting(async (client) => {
      const sequences = await write(client, lines);
      expect((await refusalOf(lookAt(client, sequences))).sqlState).toBe(sqlState);
    });
  });

  it('a journal without entries beside one that has them', async () => {
    await asAPosting(async (client) => {
      const sequences = await write(client, sound);
      expect(await refusalOf(lookAt(client, [...sequences, 98]))).toMatchObject({
        sqlState: 'LB005',
        detail: { sequence: '98' },
      });
    });
  });

  it.each([
    ['an everyday journal that adjusts', 'STANDARD', "business_date - interval '1 month'", 'LB024'],
    ['an adjustment of its own month', 'ADJUSTING', 'business_date', 'LB024'],
    ['an adjustment of a month to come', 'ADJUSTING', "business_date + interval '1 month'", 'LB024'],
    ['an adjustment of a month the books do not have', 'ADJUSTING', "DATE '2006-01-15'", 'LB009'],
    ['an adjustment of a month that is closed for good', 'ADJUSTING', "DATE '2025-06-30'", 'LB009'],
  ])('%s', async (_, type, adjustsOn, sqlState) => {
    await asAPosting(async (client) => {
      const { rows } = await client.query<{ sequence: string }>(
        `INSERT INTO books.journal (id, type, template, description, reference, business_date, value_date, occurred_at,
           recorded_at, actor, scope, key, request_hash, adjusts_on)
         SELECT gen_random_uuid(), '${type}', template, description, reference, business_date, value_date, occurred_at,
           recorded_at, actor, 'second look', 'x', 'x', ${adjustsOn} FROM books.journal LIMIT 1
         RETURNING sequence`,
      );
      const journal = Number(rows[0]?.sequence);
      await write(client, [
        { minor: 5, journal },
        { minor: -5, journal },
      ]);
      expect((await refusalOf(lookAt(client, [journal]))).sqlState).toBe(sqlState);
    });
  });
});

describe('The second look passes', () => {
  it.each<readonly [string, readonly Line[]]>([
    ['two entries that balance', sound],
    [
      'journals of two and of three entries',
      [...sound, ...[{ minor: 9 }, { minor: -4 }, { minor: -5 }].map((line) => ({ ...line, journal: 98 }))],
    ],
    [
      'a journal that balances in each of its currencies',
      [...sound, ...sound.map((line) => ({ ...line, currency: 'EUR' }))],
    ],
  ])('%s', async (_, lines) => {
    await asAPosting(async (client) => {
      await expect(lookAt(client, await write(client, lines))).resolves.toBeDefined();
    });
  });
});

describe('Functions of the release before, which do not say that they post', () => {
  it('still write while they share the key of the calendar that they know, and nobody does without it', async () => {
    await asAPosting(async (client) => {
      await client.query("SET LOCAL books.posting = 'off'; SAVEPOINT before");
      expect((await refusalOf(write(client, sound))).sqlState).toBe('LB010');
      await client.query('ROLLBACK TO before; SELECT pg_advisory_xact_lock_shared(books.calendar_lock())');
      expect(await write(client, sound)).toEqual([99]);
    });
  });
});
