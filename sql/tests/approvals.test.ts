import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { brokenRules } from '../../local/testing/books.ts';
import { openBank, type Cast } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, aJournal, post } from '../../local/testing/journals.ts';
import { call } from '../../local/testing/ledger-calls.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let cast: Cast;

interface Approval {
  readonly id: string;
  readonly state: string;
  readonly effect: readonly { what: string; before: string; after: string }[];
  readonly journalId: string | null;
  readonly carriedOut: boolean;
}

/** Vault cash to other noninterest expense: a journal of the bank alone. */
const entries = (minor: bigint): object[] => [
  { gl: '7090', minor: minor.toString(), currency: 'USD' },
  { gl: '1010', minor: `-${minor}`, currency: 'USD' },
];
const payload = (minor: bigint, more: object = {}): object => ({
  type: 'STANDARD',
  template: 'X99',
  description: 'A new roof',
  entries: entries(minor),
  ...more,
});

const request = (more: object = {}): Promise<Approval> =>
  call(database().app, 'bank.request_approval', {
    id: randomUUID(),
    key: randomUUID(),
    requestHash: 'hash',
    kind: 'journal',
    subject: '7090, 1010',
    reason: 'The roof leaks',
    actor: 'maker',
    actorName: 'Mina Maker',
    payload: payload(2_500_000n),
    ...more,
  }) as Promise<Approval>;

const decide = (approval: string, more: object = {}): Promise<Approval> =>
  call(database().app, 'bank.decide_approval', {
    approval,
    decision: 'approved',
    actor: 'checker',
    actorName: 'Chris Checker',
    ...more,
  }) as Promise<Approval>;

async function vault(): Promise<bigint> {
  const { rows } = await database().app.query<{ minor: string }>(
    "SELECT balance_minor AS minor FROM bank.account WHERE ledger_account = '1010'",
  );
  return BigInt(rows[0]?.minor ?? '0');
}

const manual = (minor: bigint, more: object = {}): Promise<unknown> =>
  post(
    database().app,
    aJournal(
      [
        { account: '7090', minor },
        { account: '1010', minor: -minor },
      ],
      { scope: 'somebody:postJournal', ...more },
    ),
  );

beforeAll(async () => {
  cast = await openBank(database().owner);
  await post(database().app, aCashDeposit(cast.alice.accountId, 10_000_000n));
});

describe('what one person may post alone', () => {
  it('is a journal of up to 10,000.00, to the cent', async () => {
    await manual(1_000_000n);
    expect(await refusalOf(manual(1_000_001n))).toEqual({
      sqlState: 'LB050',
      message:
        'This moves 10,000.01 USD; one person alone may move 10,000.00 USD. Ask for the approval of another person.',
      detail: { journal: 0, rule: 'authority', neededMinor: '1000001', limitMinor: '1000000' },
    });
  });

  it('is answered again when the key comes again, however large it was', async () => {
    const journal = aJournal(
      [
        { account: '7090', minor: 900_000n },
        { account: '1010', minor: -900_000n },
      ],
      { scope: 'somebody:postJournal' },
    );
    await post(database().app, journal);
    await database().owner.query(
      "INSERT INTO books.posting_authority VALUES ('manual', (SELECT business_date FROM books.business_date), 100)",
    );
    expect((await post(database().app, journal))[0]).toMatchObject({ outcome: 'replayed' });
    expect((await refusalOf(manual(101n))).sqlState).toBe('LB050');
  });

  it('bounds the capture of a hold too, and amounts that come as numbers', async () => {
    const entries = [
      { account: '7090', minor: 1_000_001n },
      { account: '1010', minor: -1_000_001n },
    ];
    const capture = aJournal(entries, { scope: 'somebody:captureHold' });
    expect((await refusalOf(post(database().app, capture))).sqlState).toBe('LB050');
    const numbers = aJournal(entries, { scope: 'somebody:postJournal' });
    const asNumbers = {
      ...numbers,
      entries: entries.map((each) => ({ gl: each.account, minor: Number(each.minor), currency: 'USD' })),
    };
    expect((await refusalOf(post(database().app, asNumbers))).sqlState).toBe('LB050');
  });

  it('is never an adjustment of an earlier month', async () => {
    const adjusting = { type: 'ADJUSTING', adjustsOn: '2025-12-31' };
    expect(await refusalOf(manual(1n, adjusting))).toMatchObject({
      sqlState: 'LB050',
      detail: { adjustsOn: '2025-12-31' },
    });
  });

  it('holds for each journal of a batch and each line of a file', async () => {
    const batch = (scope: string, mode: string, minor: bigint): Promise<unknown> =>
      call(database().app, 'bank.post_journal_batch', {
        id: randomUUID(),
        scope,
        key: randomUUID(),
        requestHash: 'hash',
        actor: 'maker',
        mode,
        journals: [
          { id: randomUUID(), ...payload(1n) },
          { id: randomUUID(), ...payload(minor) },
        ],
      });
    const refused = await refusalOf(batch('somebody:journalBatch', 'atomic', 101n));
    expect(refused).toMatchObject({ sqlState: 'LB050', detail: { journal: 1 } });
    expect(await batch('somebody:journalBatch', 'independent', 101n)).toMatchObject({
      posted: 1,
      refused: 1,
    });
    expect(await batch('import:csv', 'independent', 10_000_000n)).toMatchObject({ posted: 2, refused: 0 });
    expect(await batch('import:csv', 'independent', 10_000_001n)).toMatchObject({ posted: 1, refused: 1 });
  });

  it('can’t be had by posting in the name of an approval', async () => {
    expect(await refusalOf(manual(1n, { scope: 'approval' }))).toMatchObject({ sqlState: 'LB012' });
  });
});

describe('a journal that another person approves', () => {
  it('changes nothing when it is asked for, and shows what it would change', async () => {
    const before = await vault();
    const asked = await request();
    expect(asked).toMatchObject({ state: 'pending', journalId: null, carriedOut: false });
    expect(asked).toMatchObject({ requestedBy: 'Mina Maker' });
    expect(asked.effect.map(({ what }) => what)).toEqual([
      expect.stringMatching(/^7090 /),
      expect.stringMatching(/^1010 /),
    ]);
    expect(await vault()).toBe(before);
  });

  it('is posted once it is approved, once, in the name of who asked', async () => {
    const before = await vault();
    const { id } = await request();
    const decided = await decide(id);
    expect(decided).toMatchObject({ state: 'approved', journalId: id, carriedOut: true });
    expect(await decide(id)).toEqual(decided);
    expect(await vault()).toBe(before - 2_500_000n);
    const { rows } = await database().owner.query('SELECT actor, scope FROM books.journal WHERE id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ actor: 'maker', scope: 'approval' }]);
    expect(await brokenRules(database().owner)).toEqual([]);
  });

  it('is posted once when both buttons are pressed at the same time', async () => {
    const before = await vault();
    const { id } = await request();
    await Promise.all(Array.from({ length: 6 }, () => decide(id)));
    expect(await vault()).toBe(before - 2_500_000n);
  });

  it('is asked for once under one key, and nothing else under it', async () => {
    const key = randomUUID();
    const all = await Promise.all(Array.from({ length: 4 }, () => request({ key })));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect((await refusalOf(request({ key, requestHash: 'another' }))).sqlState).toBe('LB008');
  });

  it('is never approved or rejected by the one who asked, who can only withdraw it', async () => {
    const { id } = await request();
    const own = (decision: string): Promise<Approval> => decide(id, { actor: 'maker', decision });
    expect((await refusalOf(own('approved'))).sqlState).toBe('LB025');
    expect((await refusalOf(own('rejected'))).sqlState).toBe('LB025');
    expect((await refusalOf(decide(id, { decision: 'withdrawn' }))).sqlState).toBe('LB025');
    expect(await own('withdrawn')).toMatchObject({ state: 'withdrawn', journalId: null });
    expect((await refusalOf(decide(id))).sqlState).toBe('LB052');
  });

  it('knows people by their subject, whatever they are called now', async () => {
    const { id } = await request();
    const renamed = { actor: 'maker', actorName: 'Mina Married' };
    expect((await refusalOf(decide(id, renamed))).sqlState).toBe('LB025');
    const namesake = { actor: 'checker', actorName: 'Mina Maker' };
    expect(await decide(id, namesake)).toMatchObject({ state: 'approved', decidedBy: 'Mina Maker' });
  });

  it('is refused by the table too when the maker approves past the function', async () => {
    const { id } = await request();
    const insert = `INSERT INTO books.approval_decision (approval_id, decision, note, decided_by, decided_name, decided_on)
      VALUES ($1, 'approved', '', 'maker', 'Another name', '2026-01-01')`;
    expect((await refusalOf(database().owner.query(insert, [id]))).sqlState).toBe('LB025');
  });

  it('keeps the decision when it is rejected, and posts nothing', async () => {
    const before = await vault();
    const { id } = await request();
    expect(await decide(id, { decision: 'rejected', note: 'Too dear' })).toMatchObject({
      state: 'rejected',
      note: 'Too dear',
    });
    expect((await refusalOf(decide(id))).sqlState).toBe('LB052');
    expect(await vault()).toBe(before);
  });

  it('is refused, decision and all, when the books do not allow it any more', async () => {
    const take = (minor: bigint): object => ({
      ...payload(1n),
      entries: [
        { account: cast.alice.accountId, minor: minor.toString(), currency: 'USD' },
        { gl: '1010', minor: `-${minor}`, currency: 'USD' },
      ],
    });
    const { id } = await request({ payload: take(9_000_000n) });
    const other = await request({ payload: take(9_500_000n) });
    await decide(other.id);
    expect((await refusalOf(decide(id))).sqlState).toBe('LB001');
    const { rows } = await database().app.query('SELECT state FROM bank.approval WHERE id = $1', [id]);
    expect(rows).toEqual([{ state: 'pending' }]);
  });

  it('can’t be asked for when it could not be posted', async () => {
    const unbalanced = { ...payload(1n), entries: [...entries(2n), ...entries(3n).slice(1)] };
    expect((await refusalOf(request({ payload: unbalanced }))).sqlState).toBe('LB005');
    expect((await refusalOf(request({ reason: ' ' }))).sqlState).toBe('LB012');
  });

  it('expires a week after it was asked for', async () => {
    const { id } = await request();
    await database().owner.query(
      'ALTER TABLE books.approval DISABLE TRIGGER append_only; UPDATE books.approval SET expires_on = requested_on - 1; ALTER TABLE books.approval ENABLE ALWAYS TRIGGER append_only',
    );
    expect((await refusalOf(decide(id))).sqlState).toBe('LB052');
    const { rows } = await database().app.query('SELECT state FROM bank.approval WHERE id = $1', [id]);
    expect(rows).toEqual([{ state: 'expired' }]);
  });
});

describe('limits of an account', () => {
  const limits = (more: object = {}): object => ({
    account: cast.bob.accountId,
    floorMinor: '0',
    overdraftMinor: '50000',
    velocity: [{ windowDays: 1, maxMinor: '100000', maxCount: 3 }],
    ...more,
  });
  const ask = (more: object = {}): Promise<Approval> =>
    request({ kind: 'account-limits', subject: 'Bob', payload: limits(more) });

  it('are shown before and after, and set when they are approved', async () => {
    const { id, effect } = await ask();
    expect(effect).toEqual([
      { what: 'Agreed overdraft', before: '0.00 USD', after: '500.00 USD' },
      { what: 'Lowest balance', before: '0.00 USD', after: '0.00 USD' },
      { what: 'Within 1 business day', before: 'none', after: '1,000.00 USD, 3 payments' },
    ]);
    expect(await decide(id)).toMatchObject({ state: 'approved', carriedOut: true });
    const { rows } = await database().app.query('SELECT overdraft_minor FROM bank.account WHERE id = $1', [
      cast.bob.accountId,
    ]);
    expect(rows).toEqual([{ overdraft_minor: '50000' }]);
  });

  it('that can’t be set can’t be asked for', async () => {
    expect((await refusalOf(ask({ overdraftMinor: '-1' }))).sqlState).toBe('LB012');
    expect((await refusalOf(ask({ account: randomUUID() }))).sqlState).toBe('LB002');
  });
});

describe('the rights of a user', () => {
  const effect = [{ what: 'Roles', before: 'teller', after: 'teller, accountant' }];
  const ask = (subject = 'tess'): Promise<Approval> =>
    request({ kind: 'user-rights', subject, payload: { roles: ['teller'], subject }, effect });
  const noted = async (id: string): Promise<unknown> => {
    const query = 'SELECT bank.note_carried_out($1) AS answer';
    return (await database().app.query<{ answer: unknown }>(query, [id])).rows[0]?.answer;
  };

  it('count as carried out only when the caller has said so', async () => {
    const { id } = await ask();
    expect((await refusalOf(noted(id))).sqlState).toBe('LB051');
    expect(await decide(id)).toMatchObject({ state: 'approved', carriedOut: false, effect });
    expect(await noted(id)).toMatchObject({ carriedOut: true });
    expect(await noted(id)).toMatchObject({ carriedOut: true });
  });

  it('are approved by neither the one who asked nor the one who would have them', async () => {
    const { id } = await ask('una');
    expect((await refusalOf(decide(id, { actor: 'una' }))).sqlState).toBe('LB025');
    expect(await decide(id, { actor: 'una', decision: 'rejected' })).toMatchObject({ state: 'rejected' });
  });

  it('that could not be changed at once are changed when anybody else approves them again', async () => {
    const { id } = await ask('vera');
    await decide(id);
    for (const actor of ['maker', 'vera'])
      expect((await refusalOf(decide(id, { actor }))).sqlState).toMatch(/LB025|LB052/);
    expect((await refusalOf(decide(id, { actor: 'third', decision: 'rejected' }))).sqlState).toBe('LB052');
    expect(await decide(id, { actor: 'third' })).toMatchObject({ carriedOut: false });
    await noted(id);
    expect((await refusalOf(decide(id, { actor: 'third' }))).sqlState).toBe('LB052');
    expect(await decide(id)).toMatchObject({ carriedOut: true });
  });

  it('are not changed by an old approval once a later one says otherwise', async () => {
    const old = await ask('wanda');
    await decide(old.id);
    const later = await ask('wanda');
    await decide(later.id);
    expect((await refusalOf(decide(old.id))).sqlState).toBe('LB052');
    expect(await decide(later.id)).toMatchObject({ state: 'approved' });
  });
});
