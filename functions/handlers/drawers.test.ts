import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { brokenRules } from '../../local/testing/books.ts';
import { acc, aliceHas, problem, usd } from '../../local/testing/front-door.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const bank = useBank();
let teller: Caller;

beforeAll(async () => {
  teller = await bank().signIn('teller');
});

const count = (what: 'openings' | 'closings', minor: number, key?: string): Promise<Answer> =>
  teller.post(
    `/api/v1/drawer/${what}`,
    { counted: usd(minor) },
    key === undefined ? {} : { headers: { 'idempotency-key': key } },
  );
const drawer = async (): Promise<unknown> =>
  ((await teller.get('/api/v1/drawer')).body as { items: unknown[] }).items[0];

async function cash(kind: 'deposits' | 'withdrawals', minor: number): Promise<void> {
  const accountId = acc(await aliceHas(bank(), 100_000n));
  const answer = await teller.post(`/api/v1/cash-${kind}`, { accountId, amount: usd(minor) });
  expect(answer.status).toBe(201);
}

async function balanceOf(code: string): Promise<bigint> {
  const { rows } = await bank().database.app.query<{ balance: string }>(
    'SELECT balance_minor AS balance FROM bank.account WHERE ledger_account = $1 AND customer_id IS NULL',
    [code],
  );
  return BigInt(rows[0]?.balance ?? 0);
}

describe('a drawer', () => {
  it('is none before the first, and is opened with what was counted', async () => {
    expect(await drawer()).toBeUndefined();
    expect(problem(await count('closings', 1))).toEqual({ status: 409, code: 'drawer-refused' });
    await cash('deposits', 7_700);
    const opened = await count('openings', 50_000, 'open-in-the-morning');
    expect([opened.status, opened.body]).toEqual([
      201,
      expect.objectContaining({ status: 'open', opening: usd(50_000), closing: null }),
    ]);
    expect((await count('openings', 50_000, 'open-in-the-morning')).headers['idempotency-replayed']).toBe(
      'true',
    );
    expect(problem(await count('openings', 60_000, 'open-in-the-morning')).code).toBe(
      'idempotency-key-reused',
    );
    expect(problem(await count('openings', 50_000))).toEqual({ status: 409, code: 'drawer-refused' });
  });

  it('hides what should be in it until it was counted, and posts what is short', async () => {
    await cash('deposits', 20_000);
    await cash('withdrawals', 5_000);
    // Cash that somebody else took is in another drawer.
    await post(bank().database.app, aCashDeposit(bank().cast.bob.accountId, 9_900n));
    expect(JSON.stringify(await drawer())).not.toContain('65000');
    const [vault, differences] = [await balanceOf('1010'), await balanceOf('7070')];
    const closed = await count('closings', 64_900, 'close-in-the-evening');
    expect(closed.body).toMatchObject({
      status: 'closed',
      closing: {
        counted: usd(64_900),
        expected: usd(65_000),
        difference: usd(-100),
        journalId: expect.any(String),
      },
    });
    expect([await balanceOf('1010'), await balanceOf('7070')]).toEqual([vault - 100n, differences + 100n]);
    const again = await count('closings', 64_900, 'close-in-the-evening');
    expect([again.body, again.headers['idempotency-replayed']]).toEqual([closed.body, 'true']);
    expect(problem(await count('closings', 1, 'close-in-the-evening')).code).toBe('idempotency-key-reused');
    expect(await balanceOf('1010')).toBe(vault - 100n);
    expect(await drawer()).toEqual(closed.body);
    const accountant = await bank().signIn('accountant');
    const { journalId } = (closed.body as { closing: { journalId: string } }).closing;
    expect((await accountant.get(`/api/v1/journals/${journalId}`)).body).toMatchObject({
      template: 'P16',
      description: 'Drawer short',
    });
  });

  it('that is over, or just right, says so', async () => {
    await count('openings', 0);
    expect((await count('closings', 30)).body).toMatchObject({ closing: { difference: usd(30) } });
    await count('openings', 1_000);
    expect((await count('closings', 1_000)).body).toMatchObject({
      closing: { difference: usd(0), journalId: null },
    });
    expect(await brokenRules(bank().database.owner)).toEqual([]);
    const remove = bank().database.owner.query('DELETE FROM books.teller_drawer_session');
    expect((await refusalOf(remove)).sqlState).toBe('LB010');
  });

  it('counts cash that comes while it is closed either before or after, never in between', async () => {
    const vault = await balanceOf('1010');
    await count('openings', 0);
    const accountId = acc(await aliceHas(bank(), 0n));
    const deposit = (): Promise<Answer> =>
      teller.post('/api/v1/cash-deposits', { accountId, amount: usd(100) });
    const [closed] = await Promise.all([count('closings', 0), ...Array.from({ length: 5 }, deposit)]);
    const { closing } = closed.body as { closing: { expected: { minor: string } } };
    // What was taken before the close is short; what came after it is in no drawer yet.
    expect(await balanceOf('1010')).toBe(vault + 500n - BigInt(closing.expected.minor));
    expect(await brokenRules(bank().database.owner)).toEqual([]);
  });

  it('is opened and closed once, whoever asks at once', async () => {
    const opened = await Promise.all(Array.from({ length: 4 }, () => count('openings', 10)));
    expect(opened.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const closed = await Promise.all(Array.from({ length: 4 }, () => count('closings', 10)));
    expect(closed.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('takes no count that is larger than the books can name, and says at which field', async () => {
    const answer = await count('openings', 100_000_000_000_000);
    expect(problem(answer)).toEqual({ status: 400, code: 'validation-failed' });
    expect(answer.body).toMatchObject({
      errors: [{ pointer: '/counted/minor', message: 'Give at most 99999999999999 minor units.' }],
    });
  });

  it('is for tellers, and for dollars', async () => {
    const euros = await teller.post('/api/v1/drawer/openings', { counted: { minor: '1', currency: 'EUR' } });
    expect(problem(euros)).toEqual({ status: 422, code: 'currency-mismatch' });
    for (const userName of ['alice', 'accountant', 'auditor', 'administrator']) {
      const caller = await bank().signIn(userName);
      expect((await caller.get('/api/v1/drawer')).status).toBe(403);
      expect((await caller.post('/api/v1/drawer/openings', { counted: usd(1) })).status).toBe(403);
    }
  });
});
