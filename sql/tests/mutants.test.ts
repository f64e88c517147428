import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { PoolClient } from 'pg';
import { brokenRules } from '../../local/testing/books.ts';
import { anAccount, openBank, type Cast } from '../../local/testing/cast.ts';
import { createTestDatabase, dropTestDatabase, type TestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, aJournal, aTransfer, post } from '../../local/testing/journals.ts';
import { aHold, call, placeHold, postPair, stateOf } from '../../local/testing/ledger-calls.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

/** What a probe has at hand: a bank of its own, and a fresh account with 1,000. */
interface Scene {
  readonly database: TestDatabase;
  readonly cast: Cast;
  readonly account: string;
}

/** Holds in the books as they are, and must not hold without the rule. */
type Probe = (scene: Scene) => Promise<void>;

interface Mutant {
  /** Pieces of the functions that are the rule, each with what stands there instead. */
  readonly changes: readonly (readonly [file: string, from: string, to: string])[];
  readonly probe: Probe;
}

const vault = '00000000-0000-8000-8000-000000001010';

/** The posting is refused with this state, and with these numbers. */
function refuses(sqlState: string, what: (scene: Scene) => Promise<unknown>, detail: object = {}): Probe {
  return async (scene) => {
    expect(await refusalOf(what(scene))).toMatchObject({ sqlState, detail });
  };
}

/** Whatever it does, the books keep every rule. */
function keepsTheRules(what: (scene: Scene) => Promise<unknown>): Probe {
  return async (scene) => {
    await what(scene);
    expect(await brokenRules(scene.database.owner)).toEqual([]);
  };
}

const closed = async ({ database, cast }: Scene): Promise<string> => {
  const id = await anAccount(database.operator, cast.carla.customerId);
  await database.operator.query('SELECT bank.close_account($1)', [id]);
  return id;
};
const euros = ({ database, cast }: Scene): Promise<string> =>
  anAccount(database.operator, cast.carla.customerId, { currency: 'EUR', floorMinor: null });
const pair = ({ database, account, cast }: Scene, minor: bigint, more: object = {}): Promise<unknown> =>
  postPair(database.app, { debit: account, credit: cast.bob.accountId, minor, ...more });
const transfer = ({ database, account, cast }: Scene, minor: bigint, more: object = {}): Promise<unknown> =>
  post(database.app, { ...aTransfer(account, cast.bob.accountId, minor), ...more });
type Side = readonly [account: string, minor: bigint];
const between = ({ database }: Scene, ...sides: readonly Side[]): Promise<unknown> =>
  post(database.app, aJournal(sides.map(([account, minor]) => ({ account, minor }))));
async function whileClosed({ database }: Scene, what: () => Promise<unknown>): Promise<unknown> {
  await database.owner.query("UPDATE books.period SET state = 'SOFT_CLOSED'");
  try {
    return await what();
  } finally {
    await database.owner.query("UPDATE books.period SET state = 'OPEN'");
  }
}
const held = async (scene: Scene, minor: bigint): Promise<string> =>
  (await placeHold(scene.database.app, aHold(scene.account, minor))).id;

async function reversalOf(scene: Scene, minor: bigint, reversesId?: string): Promise<unknown> {
  const original = aTransfer(scene.account, scene.cast.bob.accountId, 10n);
  await post(scene.database.app, original);
  const lines = [
    { account: scene.account, minor: -minor },
    { account: scene.cast.bob.accountId, minor },
  ];
  const reversal = aJournal(lines, { type: 'REVERSAL', reversesId: reversesId ?? original.id });
  const answer = await post(scene.database.app, reversal);
  if (reversesId !== undefined || minor !== 10n) return answer;
  const again = lines.map(({ account, minor: each }) => ({ account, minor: -each }));
  return post(scene.database.app, aJournal(again, { type: 'REVERSAL', reversesId: reversal.id }));
}

/** A posting under way, on a connection that shares another key of the calendar lock than the first. */
async function underWay({ database, account }: Scene): Promise<PoolClient> {
  const first = await database.app.connect();
  const second = await database.app.connect();
  const { rows } = await first.query<{ key: number }>('SELECT pg_backend_pid() % 16 AS key');
  const [client, other] = rows[0]?.key === 0 ? [second, first] : [first, second];
  other.release();
  await client.query('BEGIN');
  await post(client, aCashDeposit(account, 1n));
  return client;
}

async function waitsForThePosting(scene: Scene): Promise<void> {
  const { database } = scene;
  const client = await underWay(scene);
  const rival = await database.owner.connect();
  await rival.query("BEGIN; SET LOCAL lock_timeout = '100ms'");
  const outcome = await rival.query('SELECT books.lock_calendar()').then(
    () => 'free',
    () => 'locked',
  );
  for (const each of [rival, client]) {
    await each.query('ROLLBACK');
    each.release();
  }
  expect(outcome).toBe('locked');
}

async function limitTo({ database }: Scene, account: string, payments: number): Promise<void> {
  const velocity = [{ windowDays: 1, maxCount: payments }];
  await call(database.operator, 'bank.set_account_limits', {
    account,
    floorMinor: '-5000',
    overdraftMinor: '0',
    velocity,
  });
}

/** While somebody holds the lower of two accounts, a posting waits for it and leaves the higher one free. */
async function waitsForTheLowerAccountFirst(
  { database, account, cast }: Scene,
  debits: 'lower' | 'higher' = 'higher',
  posted: (debit: string, credit: string) => Promise<unknown> = (debit, credit) =>
    postPair(database.app, { debit, credit, minor: 1n }),
): Promise<void> {
  await post(database.app, aCashDeposit(cast.bob.accountId, 1_000n));
  const [lower = '', higher = ''] = [account, cast.bob.accountId].sort();
  const holder = await database.owner.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM books.balance WHERE account_id = $1 FOR UPDATE', [lower]);
  const [debit, credit] = debits === 'higher' ? [higher, lower] : [lower, higher];
  const posting = posted(debit, credit);
  await new Promise((done) => setTimeout(done, 300));
  const second = await holder
    .query('SELECT FROM books.balance WHERE account_id = $1 FOR UPDATE NOWAIT', [higher])
    .then(
      () => 'free',
      () => 'locked',
    );
  await holder.query('ROLLBACK');
  holder.release();
  await posting;
  expect(second).toBe('free');
}

/** Both want all there is under one key: whoever comes second is a replay, not somebody without money. */
async function sharesTheKeyOfARival({ database, account, cast }: Scene): Promise<void> {
  const journal = aTransfer(account, cast.bob.accountId, 1_000n);
  const rival = await database.app.connect();
  await rival.query('BEGIN');
  await post(rival, journal);
  const second = post(database.app, { ...journal, id: randomUUID() });
  await new Promise((done) => setTimeout(done, 300));
  await rival.query('COMMIT');
  rival.release();
  expect((await second)[0]?.outcome).toBe('replayed');
}

const pairFile = 'bank.post_pair';
const mutants: Record<string, Mutant> = {
  'the straight line looks at the floor': {
    changes: [[pairFile, '-d.balance_minor - d.held_minor >= d.floor_minor', 'true']],
    probe: refuses('LB001', (scene) => pair(scene, 1_001n)),
  },
  'the straight line looks at the floor of what credits lower': {
    changes: [[pairFile, 'c.balance_minor - c.held_minor >= c.floor_minor', 'true']],
    probe: async (scene) => {
      await scene.database.owner.query(
        `UPDATE books.account SET floor_minor = 0 WHERE id = '00000000-0000-8000-8000-000000001020'`,
      );
      const take = postPair(scene.database.app, {
        debit: vault,
        credit: '00000000-0000-8000-8000-000000001020',
        minor: 1n,
      });
      expect((await refusalOf(take)).sqlState).toBe('LB001');
    },
  },
  'the straight line counts holds': {
    changes: [[pairFile, '-d.balance_minor - d.held_minor >=', '-d.balance_minor >=']],
    probe: refuses('LB001', async (scene) => {
      await held(scene, 1n);
      return pair(scene, 1_000n);
    }),
  },
  'the straight line leaves what is not everyday to others': {
    changes: [[pairFile, ' AND everyday AND', ' AND']],
    probe: refuses('LB004', async (scene) => pair(scene, 1n, { credit: await closed(scene) })),
  },
  'the straight line looks at the currency': {
    changes: [[pairFile, ' AND currency = p_currency', '']],
    probe: refuses('LB007', async (scene) => pair(scene, 1n, { credit: await euros(scene) })),
  },
  'the straight line takes positive amounts alone': {
    changes: [['books.post_general_pair', 'IF (p_minor > 0) IS NOT TRUE', 'IF false']],
    probe: refuses('LB006', (scene) => pair(scene, -1n)),
  },
  'the straight line knows the largest amount': {
    changes: [[pairFile, 'p_minor BETWEEN 1 AND 99999999999999', 'p_minor > 0']],
    probe: refuses('LB014', (scene) => pair(scene, 10n ** 14n, { debit: vault })),
  },
  'the straight line puts back what it does not post': {
    changes: [[pairFile, 'WHERE b.account_id = moved.id AND', 'WHERE false AND']],
    probe: keepsTheRules(async (scene) => {
      const key = randomUUID();
      await pair(scene, 1n, { key });
      await pair(scene, 1n, { key });
    }),
  },
  'the straight line locks in the order of accounts': {
    changes: [
      [pairFile, 'IF p_debit < p_credit THEN', 'IF true THEN'],
      [pairFile, 'IF p_debit > p_credit AND c.version IS NOT NULL THEN', 'IF false THEN'],
    ],
    probe: (scene) => waitsForTheLowerAccountFirst(scene),
  },
  'the straight line does not take the higher account without the lower': {
    changes: [[pairFile, 'IF p_debit > p_credit OR d.version IS NOT NULL THEN', 'IF true THEN']],
    probe: async (scene) => {
      const [lower, higher] = [scene.account, scene.cast.bob.accountId].sort();
      // Without currency in common the lower one is not moved.
      const wrong = postPair(scene.database.app, {
        debit: lower ?? '',
        credit: higher ?? '',
        minor: 1n,
        currency: 'EUR',
      });
      expect((await refusalOf(wrong)).sqlState).toBe('LB007');
      await limitTo(scene, lower ?? '', 5);
      await waitsForTheLowerAccountFirst(scene, 'lower');
    },
  },
  'postings are read committed': {
    changes: [['books.post_batch', "current_setting('transaction_isolation') <> 'read committed'", 'false']],
    probe: async (scene) => {
      const client = await scene.database.app.connect();
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      const outcome = await refusalOf(post(client, aCashDeposit(scene.account, 1n))).catch(() => undefined);
      await client.query('ROLLBACK');
      client.release();
      expect(outcome?.sqlState).toBe('LB012');
    },
  },
  'journals balance': {
    changes: [['books.post_batch', 'PERFORM books.check_balanced(cardinality(v_journals), v_entries);', '']],
    // Without it the second look refuses, which can't say which journal of the batch it was.
    probe: refuses('LB005', (scene) => between(scene, ['1010', 2n], ['1040', -1n]), { journal: 0 }),
  },
  'what was written is looked at again': {
    changes: [
      ['books.post_batch', 'PERFORM books.check_balanced(cardinality(v_journals), v_entries);', ''],
      [
        'books.post',
        'PERFORM books.check_written(ARRAY(SELECT v_sequences[ord] FROM unnest(p_journals)));',
        '',
      ],
    ],
    probe: refuses('LB005', (scene) => between(scene, ['1010', 2n], ['1040', -1n])),
  },
  'nobody writes entries but a posting': {
    changes: [['trigger', 'books.entry', 'posted']],
    probe: async ({ database }) => {
      const byHand = database.owner.query(
        `INSERT INTO books.entry (account_id, stripe, account_version, journal_sequence, line_no, ledger_account, currency,
           amount_minor, balance_after_minor, business_date, value_date)
         VALUES (gen_random_uuid(), 0, 1, (1000000000 * random())::bigint, 1, '1010', 'USD', 5, 5, '2026-01-15', '2026-01-15')`,
      );
      expect((await refusalOf(byHand)).sqlState).toBe('LB010');
    },
  },
  'the straight line takes nothing in a closed period': {
    changes: [[pairFile, ' AND month_is_open', '']],
    probe: refuses('LB009', (scene) => whileClosed(scene, () => pair(scene, 1n))),
  },
  'the day can’t roll under a posting': {
    changes: [['books.hold_business_date', 'PERFORM books.share_calendar();', '']],
    probe: waitsForThePosting,
  },
  'who changes the calendar takes every key of its lock': {
    changes: [['books.lock_calendar', 'IN 0..15', 'IN 0..0']],
    probe: waitsForThePosting,
  },
  'who seals knows the postings on every key': {
    changes: [['books.postings_under_way', 'objid::bigint < 16', 'objid::bigint = 0']],
    probe: async (scene) => {
      const client = await underWay(scene);
      const { rowCount } = await scene.database.owner.query('SELECT FROM books.postings_under_way()');
      await client.query('ROLLBACK');
      client.release();
      expect(rowCount).toBe(1);
    },
  },
  'balances are moved in the order of their accounts': {
    changes: [['books.move_balances', 'ORDER BY account_id', 'ORDER BY account_id DESC']],
    probe: (scene) =>
      waitsForTheLowerAccountFirst(scene, 'higher', (debit, credit) =>
        post(scene.database.app, aTransfer(debit, credit, 1n)),
      ),
  },
  'who meets a rival with the same key looks again': {
    changes: [['books.post_batch', 'IF books.fresh_journals(v_journals) = v_fresh THEN', 'IF true THEN']],
    probe: sharesTheKeyOfARival,
  },
  'a key that was used is a replay': {
    changes: [
      [
        'books.fresh_journals',
        'WHERE NOT EXISTS (SELECT FROM books.journal j WHERE j.scope = first_use.scope AND j.key = first_use.key)',
        '',
      ],
    ],
    probe: async ({ database, account, cast }) => {
      const journal = aTransfer(account, cast.bob.accountId, 1n);
      await post(database.app, journal);
      expect((await post(database.app, { ...journal, id: randomUUID() }))[0]?.outcome).toBe('replayed');
    },
  },
  'a key stands for one request': {
    changes: [['books.post_batch', 'PERFORM books.check_replays(v_journals, v_fresh);', '']],
    probe: refuses('LB008', async (scene) => {
      const key = randomUUID();
      await transfer(scene, 1n, { key });
      return transfer(scene, 2n, { key });
    }),
  },
  'journals are dated today': {
    changes: [['books.check_dates', 'IF v_asked IS NOT NULL THEN', 'IF false THEN']],
    probe: refuses('LB013', (scene) => transfer(scene, 1n, { businessDate: '2026-01-14' })),
  },
  'value dates lie within reach': {
    changes: [['books.check_dates', 'ELSIF v_value IS NOT NULL THEN', 'ELSIF false THEN']],
    probe: refuses('LB013', (scene) => transfer(scene, 1n, { valueDate: '2020-01-14' })),
  },
  'a closed period takes nothing': {
    changes: [
      [
        'books.check_dates',
        "IF NOT EXISTS (SELECT FROM books.period WHERE month = v_month AND state = 'OPEN') THEN",
        'IF false THEN',
      ],
      [
        'books.post',
        'PERFORM books.check_written(ARRAY(SELECT v_sequences[ord] FROM unnest(p_journals)));',
        '',
      ],
    ],
    probe: refuses('LB009', (scene) => whileClosed(scene, () => transfer(scene, 1n))),
  },
  'a reversal names a journal that is there': {
    changes: [['books.check_reversals', 'IF v_draft.sequence IS NULL THEN', 'IF false THEN']],
    probe: refuses('LB016', (scene) => reversalOf(scene, 10n, randomUUID())),
  },
  'a reversal is not reversed': {
    changes: [['books.check_reversals', "ELSIF v_draft.type = 'REVERSAL' THEN", 'ELSIF false THEN']],
    probe: refuses('LB011', (scene) => reversalOf(scene, 10n)),
  },
  'a reversal mirrors its original': {
    changes: [['books.check_reversals', 'ELSIF EXISTS (', 'ELSIF false AND EXISTS (']],
    probe: refuses('LB011', (scene) => reversalOf(scene, 9n)),
  },
  'a journal is reversed once': {
    changes: [
      ['books.check_reversals', 'ELSIF v_draft.reversed_by IS NOT NULL THEN', 'ELSIF false THEN'],
      ['index', 'books.journal_by_reverses_id', ''],
    ],
    probe: refuses('LB011', async ({ database, account, cast }) => {
      const original = aTransfer(account, cast.bob.accountId, 10n);
      const mirror = [
        { account, minor: -10n },
        { account: cast.bob.accountId, minor: 10n },
      ];
      await post(database.app, original);
      await post(database.app, aJournal(mirror, { type: 'REVERSAL', reversesId: original.id }));
      await post(database.app, aCashDeposit(cast.bob.accountId, 10n));
      return post(database.app, aJournal(mirror, { type: 'REVERSAL', reversesId: original.id }));
    }),
  },
  'a closed account takes nothing': {
    changes: [['books.takes_entries', "AND a.status = 'open'", '']],
    probe: refuses('LB004', async (scene) => post(scene.database.app, aCashDeposit(await closed(scene), 1n))),
  },
  'a retired ledger account takes nothing': {
    changes: [['books.takes_entries', 'AND (l.retired_on IS NULL OR l.retired_on > p_today)', '']],
    probe: refuses('LB003', async ({ database, account }) => {
      await database.owner.query(
        "UPDATE books.ledger_account SET retired_on = '2026-01-01' WHERE code = '2390'",
      );
      return post(
        database.app,
        aJournal([
          { account: '2390', minor: 1n },
          { account, minor: -1n },
        ]),
      );
    }),
  },
  'an account keeps its currency': {
    changes: [['books.compute_postings', 'OR e.currency <> b.currency', '']],
    probe: refuses('LB007', async (scene) => {
      const inEuros = await euros(scene);
      return post(
        scene.database.app,
        aJournal([
          { account: '1010', minor: 1n, currency: 'EUR' },
          { account: inEuros, minor: -1n, currency: 'EUR' },
        ]),
      );
    }),
  },
  'an account keeps its floor': {
    changes: [['books.compute_postings', 'OR (ends_journal AND', 'OR (false AND']],
    probe: refuses('LB001', (scene) => transfer(scene, 1_001n)),
  },
  'an account is judged once per journal': {
    changes: [['books.compute_postings', '(ends_journal AND side * journal_net', '(side * amount_minor']],
    probe: keepsTheRules(({ database, account }) =>
      post(
        database.app,
        aJournal([
          { account, minor: 1_500n },
          { account, minor: -1_500n },
        ]),
      ),
    ),
  },
  'an account is not judged by what it gains': {
    changes: [['books.compute_postings', 'side * journal_net < 0 AND', '']],
    probe: keepsTheRules(async ({ database, cast }) => {
      const overdrawn = await anAccount(database.operator, cast.carla.customerId, { floorMinor: -500n });
      await post(database.app, aTransfer(overdrawn, cast.bob.accountId, 500n));
      await database.owner.query('UPDATE books.account SET floor_minor = 0 WHERE id = $1', [overdrawn]);
      await post(database.app, aCashDeposit(overdrawn, 1n));
    }),
  },
  'holds count': {
    changes: [['books.compute_postings', 'balance_after - held_minor <', 'balance_after <']],
    probe: refuses('LB001', async (scene) => {
      await held(scene, 1n);
      return transfer(scene, 1_000n);
    }),
  },
  'a captured hold is free to be paid': {
    changes: [['books.compute_postings', 'books.freed_by(p_captures, e.account_id, e.ord)', '0']],
    probe: keepsTheRules(async (scene) =>
      transfer(scene, 1_000n, { captures: [{ hold: await held(scene, 1_000n) }] }),
    ),
  },
  'a capture takes no more than is left': {
    changes: [['books.check_capture', 'IF p_minor < 1 OR p_minor > p_left THEN', 'IF false THEN']],
    probe: refuses('LB019', async (scene) =>
      transfer(scene, 20n, { captures: [{ hold: await held(scene, 10n), minor: '20', final: false }] }),
    ),
  },
  'a capture is paid out': {
    changes: [['books.write_captures', 'IF v_unpaid IS NOT NULL THEN', 'IF false THEN']],
    probe: refuses('LB012', async (scene) =>
      transfer(scene, 1n, { captures: [{ hold: await held(scene, 10n) }] }),
    ),
  },
  'held money can’t be held again': {
    changes: [['books.check_hold', '- v_balance.held_minor - p_minor', '- p_minor']],
    probe: refuses('LB001', async (scene) => {
      await held(scene, 1_000n);
      return held(scene, 1n);
    }),
  },
  'a hold is placed once per request': {
    changes: [['books.place_hold', 'IF v_before IS NOT NULL THEN', 'IF false THEN']],
    probe: async (scene) => {
      const hold = aHold(scene.account, 10n);
      await placeHold(scene.database.app, hold);
      expect((await placeHold(scene.database.app, { ...hold, id: randomUUID() })).outcome).toBe('replayed');
    },
  },
  'holds lapse': {
    changes: [['bank.roll_business_date', 'PERFORM books.expire_holds(p_to);', '']],
    probe: async (scene) => {
      const { rows } = await scene.database.app.query<{ today: string; next: string }>(
        'SELECT business_date::text AS today, (business_date + 1)::text AS next FROM bank.business_date',
      );
      await placeHold(scene.database.app, aHold(scene.account, 10n, { expiresOn: rows[0]?.today }));
      await scene.database.operator.query('SELECT bank.roll_business_date($1)', [rows[0]?.next]);
      expect((await stateOf(scene.database.app, scene.account)).held).toBe('0');
    },
  },
  'conditions are judged': {
    changes: [['books.check_limits', 'IF cardinality(p_conditions) > 0 THEN', 'IF false THEN']],
    probe: refuses('LB017', (scene) =>
      transfer(scene, 1n, { conditions: [{ account: scene.account, minBalanceMinor: '1001' }] }),
    ),
  },
  'conditions see what came before them in the batch': {
    changes: [['books.check_conditions', 'AND e.ord < c.ord', 'AND false']],
    probe: refuses('LB017', ({ database, account, cast }) =>
      post(database.app, aTransfer(account, cast.bob.accountId, 1n), {
        ...aTransfer(account, cast.bob.accountId, 1n),
        conditions: [{ account, minBalanceMinor: '1000' }],
      }),
    ),
  },
  'limits per window are kept': {
    changes: [
      ['books.check_limits', 'PERFORM books.check_velocity(p_journals, p_postings, v_odd, p_today);', ''],
    ],
    probe: refuses('LB021', async (scene) => {
      const velocity = [{ windowDays: 1, maxMinor: '5' }];
      await call(scene.database.operator, 'bank.set_account_limits', {
        account: scene.account,
        floorMinor: '0',
        overdraftMinor: '0',
        velocity,
      });
      return transfer(scene, 6n);
    }),
  },
  'memo accounts balance among themselves': {
    changes: [['books.check_limits', 'PERFORM books.check_memo(p_postings);', '']],
    probe: refuses('LB005', (scene) => between(scene, ['9010', 1n], ['1010', -1n])),
  },
  'amounts have a largest': {
    changes: [['books.read_entries', 'ELSIF v_too_large IS NOT NULL THEN', 'ELSIF false THEN']],
    probe: refuses('LB014', ({ database, account }) => post(database.app, aCashDeposit(account, 10n ** 14n))),
  },
  'metadata is small': {
    changes: [['books.read_journals', 'ELSIF v_metadata IS NOT NULL THEN', 'ELSIF false THEN']],
    probe: refuses('LB022', (scene) => transfer(scene, 1n, { metadata: { n: 'v'.repeat(501) } })),
  },
  'what was previewed is what is posted': {
    changes: [['bank.post_journals', "IF p_batch ->> 'preview' IS NOT NULL THEN", 'IF false THEN']],
    probe: refuses('LB018', ({ database, account }) =>
      call(database.app, 'bank.post_journals', { journals: [aCashDeposit(account, 1n)], preview: 'another' }),
    ),
  },
  'what counts from another date is put on record': {
    changes: [['books.write_shifts', 'WHERE p_dates[p.ord] <> p_today', 'WHERE false']],
    probe: keepsTheRules(({ database, account }) =>
      post(database.app, aCashDeposit(account, 1n, { valueDate: '2026-01-14' })),
    ),
  },
  'versions count entries': {
    changes: [
      [
        'books.move_balances',
        'version = b.version + named.entries',
        'version = b.version + named.entries + 1',
      ],
    ],
    probe: keepsTheRules((scene) => transfer(scene, 1n)),
  },
  'balances follow entries': {
    changes: [['books.move_balances', 'balance_minor = b.balance_minor + named.net_minor, ', '']],
    probe: keepsTheRules((scene) => transfer(scene, 1n)),
  },
  'a batch that is refused in part is posted in part': {
    changes: [
      [
        'books.post_segment',
        'RETURN books.post_segment(books.slice(p_items, 0, v_count / 2), p_from, p_until)',
        "RETURN '[]'::jsonb",
      ],
    ],
    probe: keepsTheRules(async ({ database, account, cast }) => {
      const journals = [
        aTransfer(account, cast.bob.accountId, 1n),
        aTransfer(account, cast.bob.accountId, 5_000n),
      ];
      const bare = journals.map(({ scope: _scope, key: _key, requestHash: _hash, ...journal }) => journal);
      const batch = {
        id: randomUUID(),
        scope: 'test',
        key: randomUUID(),
        requestHash: 'h',
        actor: 'tests',
        mode: 'independent',
        journals: bare,
      };
      expect(await call(database.app, 'bank.post_journal_batch', batch)).toMatchObject({
        posted: 1,
        refused: 1,
      });
    }),
  },
};

async function applyMutation(
  { owner }: TestDatabase,
  [file, from, to]: Mutant['changes'][number],
): Promise<void> {
  if (file === 'trigger') await owner.query(`ALTER TABLE ${from} DISABLE TRIGGER ${to}`);
  else if (file === 'index') await owner.query(`DROP INDEX ${from}`);
  else {
    const { rows } = await owner.query<{ definition: string }>(
      `SELECT pg_get_functiondef(to_regproc($1)) AS definition`,
      [file],
    );
    const text =
      rows[0]?.definition ?? readFileSync(new URL(`../functions/${file}.sql`, import.meta.url), 'utf8');
    if (!text.includes(from)) throw new Error(`${file} does not contain "${from}"`);
    await owner.query(text.replaceAll(from, to));
  }
}

async function scene(database: TestDatabase, cast: Cast): Promise<Scene> {
  const account = await anAccount(database.operator, cast.alice.customerId, { balanceMinor: 1_000n });
  return { database, cast, account };
}

describe('The tests notice when the books no longer see to it that', () => {
  it.each(Object.entries(mutants))(
    '%s',
    async (_, { changes, probe }) => {
      const database = await createTestDatabase();
      try {
        const cast = await openBank(database.operator);
        await probe(await scene(database, cast));
        for (const change of changes) await applyMutation(database, change);
        await expect(probe(await scene(database, cast))).rejects.toThrow();
      } finally {
        await dropTestDatabase(database);
      }
    },
    60_000,
  );
});
