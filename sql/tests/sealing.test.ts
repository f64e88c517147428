import { beforeAll, describe, expect, it } from '@jest/globals';
import { openBank, type Cast } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, aTransfer, post } from '../../local/testing/journals.ts';
import { refusalOf } from '../../local/testing/refusal.ts';
import { sealAll, sha256 } from '../../local/testing/sealed.ts';

const database = useTestDatabase();
let cast: Cast;

beforeAll(async () => {
  cast = await openBank(database().operator);
  await post(database().app, aCashDeposit(cast.alice.accountId, 100_000n));
});

async function one<T>(statement: string, values: unknown[] = []): Promise<T> {
  const { rows } = await database().owner.query<{ value: T }>(statement, values);
  return rows[0]?.value as T;
}

const salt = String.raw`'\x000102030405060708090a0b0c0d0e0f'::bytea`;
const aFixedJournal = JSON.stringify({
  sequence: 42,
  id: '01890000-0000-7000-8000-000000000001',
  type: 'STANDARD',
  template: 'P08',
  description: 'Transfer "to" Zoë \\ co',
  reference: 'Rent\u0007 / März',
  business_date: '2026-01-15',
  value_date: '2026-01-14',
  occurred_at: '2026-01-15T10:11:12.123456+02:00',
  recorded_at: '2026-01-15T08:11:13.5Z',
  actor: 'pool|sub',
  scope: 'user:sub:transfer',
  key: 'key-1',
  request_hash: 'abc',
  metadata: { note: 'x', a: 'é' },
});
const aFixedEntry = JSON.stringify({
  account_id: '01890000-0000-7000-8000-00000000000a',
  stripe: 0,
  account_version: 7,
  journal_sequence: 42,
  line_no: 1,
  ledger_account: '2010',
  currency: 'USD',
  amount_minor: 12345,
  balance_after_minor: -100000,
  business_date: '2026-01-15',
  value_date: '2026-01-14',
});

/** Golden: blocks are sealed with these texts for good. A text may only change together with its version. */
const golden: Record<string, readonly [expression: string, given: string, text: string, hash: string]> = {
  'a journal': [
    'books.seal_journal_text(jsonb_populate_record(NULL::books.journal, $1))',
    aFixedJournal,
    String.raw`{"version" : "ledgerbank-journal-1", "sequence" : "42", "id" : "01890000-0000-7000-8000-000000000001", "type" : "STANDARD", "template" : "P08", "description" : "Transfer \"to\" Zoë \\ co", "reference" : "Rent\u0007 / März", "businessDate" : "2026-01-15", "valueDate" : "2026-01-14", "occurredAt" : "2026-01-15T08:11:12.123456Z", "recordedAt" : "2026-01-15T08:11:13.500000Z", "reversesId" : null}`,
    '3fa38565cfa05dd70e12823cac0401d27ef6e9a3f0e6ff3d1e03e6e8a0d8491e',
  ],
  'its origin': [
    `books.seal_origin_text(jsonb_populate_record(NULL::books.journal, $1), ${salt})`,
    aFixedJournal,
    '{"version" : "ledgerbank-origin-1", "salt" : "7afd56adeba99b8607b926fafabe7d6213c3bde82e9a57724958d257a5975d63", "sequence" : "42", "actor" : "pool|sub", "scope" : "user:sub:transfer", "key" : "key-1", "requestHash" : "abc", "metadata" : {"a": "é", "note": "x"}}',
    '5f1bb0efda8c960da3f8cd2c2fda76e4048332b5cdef3cc779438ff6e4008cbc',
  ],
  'an entry': [
    `books.seal_entry_text(jsonb_populate_record(NULL::books.entry, $1), ${salt})`,
    aFixedEntry,
    '{"version" : "ledgerbank-entry-1", "salt" : "3cba810c056fb9a9039f47173468b4640f7c56d24109df181fcb76bf1844e4f2", "sequence" : "42", "line" : 1, "accountId" : "01890000-0000-7000-8000-00000000000a", "stripe" : 0, "accountVersion" : "7", "ledgerAccount" : "2010", "currency" : "USD", "amountMinor" : "12345", "balanceAfterMinor" : "-100000", "businessDate" : "2026-01-15", "valueDate" : "2026-01-14"}',
    '166d20b55cca4d4b8ceabbb2122ae98a2869624c92c49d47a552a6bacfb191c4',
  ],
};

describe('The sealed text of', () => {
  it.each(Object.entries(golden))(
    '%s is the same for good',
    async (_what, [expression, given, text, hash]) => {
      expect(await one(`SELECT ${expression} AS value`, [given])).toBe(text);
      expect(sha256(text)).toBe(hash);
      const stored = await one<string>(`SELECT encode(books.seal_text_hash(${expression}), 'hex') AS value`, [
        given,
      ]);
      expect(stored).toBe(hash);
    },
  );

  it('a journal depends on no setting of the session', async () => {
    const client = await database().owner.connect();
    try {
      await client.query(
        "SET datestyle = 'German'; SET timezone = 'Asia/Tokyo'; SET client_encoding = 'LATIN1'",
      );
      const { rows } = await client.query<{ hash: string }>(
        "SELECT encode(books.seal_text_hash(books.seal_journal_text(jsonb_populate_record(NULL::books.journal, $1))), 'hex') AS hash",
        [aFixedJournal.replaceAll('ë', '\\u00eb').replaceAll('ä', '\\u00e4').replaceAll('é', '\\u00e9')],
      );
      expect(rows[0]?.hash).toBe(golden['a journal']?.[3]);
    } finally {
      client.release(true);
    }
  });

  it('a journal and its origin together have every column, and so has that of an entry', async () => {
    // Only what differs changes a hash, so a column that is in no text could be changed unseen.
    const columnsOf = (table: string): Promise<string[]> =>
      one(`SELECT json_agg(column_name ORDER BY column_name) AS value FROM information_schema.columns
           WHERE table_schema = 'books' AND table_name = '${table}'`);
    const snake = (texts: readonly (string | undefined)[]): Set<string> =>
      new Set(
        texts
          .flatMap((text) => Object.keys(JSON.parse(text ?? '{}') as object))
          .map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
      );
    // The text of a journal that adjusts an earlier month says so at its end; others keep the text they always had.
    const adjusting = await one<string>(
      `SELECT books.seal_journal_text(jsonb_populate_record(NULL::books.journal,
         '{"sequence": 1, "adjusts_on": "2026-01-30"}')) AS value`,
    );
    expect(adjusting).toMatch(/, "adjustsOn" : "2026-01-30"\}$/);
    const journal = snake([golden['a journal']?.[2], golden['its origin']?.[2], adjusting]);
    expect((await columnsOf('journal')).filter((column) => !journal.has(column))).toEqual([]);
    const entry = snake([golden['an entry']?.[2]]);
    const renamed: Record<string, string> = { journal_sequence: 'sequence', line_no: 'line' };
    const missing = (await columnsOf('entry')).filter((column) => !entry.has(renamed[column] ?? column));
    expect(missing).toEqual([]);
  });
});

describe('The Merkle tree', () => {
  const leaf = (n: number): string => sha256(String(n));
  const join = (...nodes: string[]): string =>
    sha256(Buffer.concat([Buffer.from([1]), ...nodes.map((node) => Buffer.from(node, 'hex'))]));
  const leaves = (count: number): string =>
    `ARRAY(SELECT books.seal_text_hash(n::text) FROM generate_series(1, ${count}) n)`;

  it('joins neighbours, and lets one without a neighbour move up as it is', async () => {
    const root = await one(`SELECT encode(books.merkle_root(${leaves(5)}), 'hex') AS value`);
    expect(root).toBe(join(join(join(leaf(1), leaf(2)), join(leaf(3), leaf(4))), leaf(5)));
    expect(root).toBe('777c8574c59369e234571449a3938134c8fb55d12c1850ba097ea05299ba3992');
    expect(await one(`SELECT encode(books.merkle_root(${leaves(1)}), 'hex') AS value`)).toBe(leaf(1));
  });

  it('leads from every leaf of every small tree to its root', async () => {
    for (let count = 1; count <= 9; count += 1) {
      const root = await one(`SELECT encode(books.merkle_root(${leaves(count)}), 'hex') AS value`);
      for (let at = 0; at < count; at += 1) {
        const path = await one<{ side: string; hash: string }[]>(
          `SELECT books.merkle_path(${leaves(count)}, ${at}) AS value`,
        );
        const reached = path.reduce(
          (node, { side, hash }) => (side === 'left' ? join(hash, node) : join(node, hash)),
          leaf(at + 1),
        );
        expect([count, at, reached]).toEqual([count, at, root]);
      }
    }
  });

  it('takes no pair of leaves for a leaf', async () => {
    const asLeaf = await one(
      `SELECT encode(books.merkle_leaf(books.seal_text_hash('1'), books.seal_text_hash('2')), 'hex') AS value`,
    );
    expect(asLeaf).not.toBe(join(leaf(1), leaf(2)));
  });
});

describe('Sealing', () => {
  it('seals every journal once, in blocks of so many at most, each naming the one before', async () => {
    const { app } = database();
    const { alice, bob } = cast;
    await post(app, ...Array.from({ length: 6 }, () => aTransfer(alice.accountId, bob.accountId, 1n)));
    const blocks = await sealAll(app, 3);
    expect(blocks.map(({ journals }) => journals)).toEqual([3, 3, 1]);
    expect(blocks.map(({ number }) => number)).toEqual(['1', '2', '3']);
    expect(blocks[0]?.['previousHash']).toBe('0'.repeat(64));
    expect(blocks[1]?.['previousHash']).toBe(blocks[0]?.['hash']);
    expect(blocks[2]?.['previousHash']).toBe(blocks[1]?.['hash']);
    expect(await sealAll(app)).toEqual([]);
    const unsealed = await one(
      `SELECT count(*)::int AS value FROM books.journal j WHERE NOT EXISTS
         (SELECT FROM books.sealed_journal s WHERE s.sequence = j.sequence)`,
    );
    expect(unsealed).toBe(0);
  });

  it('makes one chain when several seal at once', async () => {
    const { app } = database();
    const { alice, bob } = cast;
    await post(app, ...Array.from({ length: 40 }, () => aTransfer(alice.accountId, bob.accountId, 1n)));
    const made = (await Promise.all(Array.from({ length: 8 }, () => sealAll(app, 7)))).flat();
    expect(made.reduce((sum, { journals }) => sum + Number(journals), 0)).toBe(40);
    const broken = await one(
      `SELECT count(*)::int AS value FROM (
         SELECT previous_hash, lag(hash) OVER (ORDER BY number) AS before, number, row_number() OVER (ORDER BY number) AS place
         FROM books.block) b
       WHERE number <> place OR previous_hash <> coalesce(before, previous_hash)`,
    );
    expect(broken).toBe(0);
  });

  it('leaves out what a posting under way may still commit, and takes it up later', async () => {
    const { app } = database();
    const { alice, bob, carla } = cast;
    const client = await app.connect();
    await client.query('BEGIN');
    const [slow] = await post(client, aTransfer(alice.accountId, bob.accountId, 5n));
    await post(app, aCashDeposit(carla.accountId, 5n));
    await sealAll(app);
    const sealedUpTo = Number(
      await one('SELECT coalesce(max(sequence), 0) AS value FROM books.sealed_journal'),
    );
    expect(sealedUpTo).toBeLessThan(Number(slow?.sequence));
    await client.query('COMMIT');
    client.release();
    const [block] = await sealAll(app);
    expect(block).toMatchObject({ firstSequence: slow?.sequence, journals: 2 });
  });

  it('waits for no posting’s locks and lets none wait', async () => {
    const { app } = database();
    const { alice, bob } = cast;
    const sealer = await app.connect();
    await sealer.query('BEGIN');
    await post(app, aTransfer(alice.accountId, bob.accountId, 1n));
    await sealer.query('SELECT bank.seal_block(100)');
    const [posted] = await post(app, aTransfer(alice.accountId, bob.accountId, 1n));
    expect(posted?.outcome).toBe('posted');
    await sealer.query('ROLLBACK');
    sealer.release();
    expect((await sealAll(app))[0]).toMatchObject({ journals: 2 });
  });

  it.each([0, 100_001, null])('refuses a block of %s', async (limit) => {
    expect((await refusalOf(database().app.query('SELECT bank.seal_block($1)', [limit]))).sqlState).toBe(
      'LB012',
    );
  });

  it('refuses to be read as of an earlier state', async () => {
    const client = await database().app.connect();
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    expect((await refusalOf(client.query('SELECT bank.seal_block(1)'))).sqlState).toBe('LB012');
    await client.query('ROLLBACK');
    client.release();
  });
});

describe('Nobody changes what is sealed', () => {
  it.each(['block', 'sealed_journal'])('in %s', async (table) => {
    const { owner, app } = database();
    for (const statement of [
      `UPDATE books.${table} SET sequence = 0`.replace(/block SET sequence/, 'block SET number'),
      `DELETE FROM books.${table} WHERE false`,
      `TRUNCATE books.${table}`,
    ]) {
      expect((await refusalOf(owner.query(statement))).sqlState).toBe('LB010');
      expect((await refusalOf(app.query(statement))).sqlState).toBe('42501');
    }
    expect((await refusalOf(app.query(`SELECT * FROM books.${table}`))).sqlState).toBe('42501');
  });
});

describe('A proof', () => {
  interface Proof {
    readonly sealed: boolean;
    readonly journal: string;
    readonly origin: { readonly hash: string; readonly text: string | null };
    readonly entries: readonly { readonly hash: string; readonly text: string | null }[];
  }
  const proofOf = async (journal: string | undefined, customer: string | null): Promise<Proof | null> => {
    const { rows } = await database().app.query<{ proof: Proof | null }>(
      'SELECT bank.journal_proof($1, $2) AS proof',
      [journal, customer],
    );
    return rows[0]?.proof ?? null;
  };

  it('shows each party its own entry, the bank everything, and somebody else nothing', async () => {
    const { alice, bob, carla } = cast;
    const [transfer] = await post(database().app, aTransfer(alice.accountId, bob.accountId, 77n));
    expect(await proofOf(transfer?.id, alice.customerId)).toEqual({ sealed: false });
    await sealAll(database().app);
    const [paid, received, bank] = await Promise.all(
      [alice.customerId, bob.customerId, null].map((customer) => proofOf(transfer?.id, customer)),
    );
    const shown = (proof: Proof | null | undefined): boolean[] =>
      (proof?.entries ?? []).map(({ text }) => text !== null);
    expect([shown(paid), shown(received), shown(bank)]).toEqual([
      [true, false],
      [false, true],
      [true, true],
    ]);
    expect([paid?.origin.text, received?.origin.text]).toEqual([null, null]);
    expect(bank?.origin.text).toContain('"actor" : "tests"');
    expect(JSON.stringify(paid)).not.toContain(bob.accountId);
    expect(JSON.stringify(received)).not.toContain(alice.accountId);
    expect(await proofOf(transfer?.id, carla.customerId)).toBeNull();
    expect(await proofOf('00000000-0000-4000-8000-000000000000', null)).toBeNull();
  });

  it('hides what it hides behind a salt that the shown parts do not give away', async () => {
    const { alice, bob } = cast;
    const twice = [
      aTransfer(alice.accountId, bob.accountId, 3n),
      aTransfer(alice.accountId, bob.accountId, 3n),
    ];
    const posted = await post(database().app, ...twice);
    await sealAll(database().app);
    const proofs = await Promise.all(posted.map(({ id }) => proofOf(id, alice.customerId)));
    const salts = proofs.flatMap((proof) => proof?.entries[0]?.text?.match(/[0-9a-f]{64}/) ?? []);
    expect(new Set(salts).size).toBe(2);
    const stored = await one<string[]>(
      "SELECT json_agg(encode(salt, 'hex')) AS value FROM books.sealed_journal",
    );
    expect(stored.some((each) => JSON.stringify(proofs).includes(each))).toBe(false);
  });
});
