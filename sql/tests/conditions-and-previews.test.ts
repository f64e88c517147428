import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { wholeBooks } from '../../local/testing/books.ts';
import { anAccount, openBank, type Cast } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, aTransfer, post, type JournalDraft } from '../../local/testing/journals.ts';
import { aHold, call, placeHold, stateOf } from '../../local/testing/ledger-calls.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let cast: Cast;
let account: string;

beforeAll(async () => {
  cast = await openBank(database().operator);
});
beforeEach(async () => {
  account = await anAccount(database().operator, cast.alice.customerId, { balanceMinor: 1_000n });
});

const pay = (minor: bigint, overrides: Record<string, unknown> = {}): JournalDraft => ({
  ...aTransfer(account, cast.bob.accountId, minor),
  ...overrides,
});

describe('A condition', () => {
  it.each([
    ['a balance that is there', () => ({ account, minBalanceMinor: '1000' })],
    ['a version nobody changed', () => ({ account, version: '1' })],
  ])('on %s lets the journal through', async (_, condition) => {
    await post(database().app, pay(1n, { conditions: [condition()] }));
  });

  it.each([
    ['a balance that is not there', () => ({ account, minBalanceMinor: '1001' }), { balanceMinor: '1000' }],
    ['a version that was passed', () => ({ account, version: '0' }), { version: '1' }],
  ])('on %s refuses it and says what there is', async (_, condition, detail) => {
    const before = await wholeBooks(database().owner);
    const refusal = await refusalOf(post(database().app, pay(1n, { conditions: [condition()] })));
    expect(refusal).toMatchObject({
      sqlState: 'LB017',
      detail: { accountId: account, journal: 0, ...detail },
    });
    expect(await wholeBooks(database().owner)).toEqual(before);
  });

  it('is judged right before its journal, after those before it in the batch', async () => {
    const { app } = database();
    await post(
      app,
      pay(400n),
      pay(1n, {
        conditions: [
          { account, minBalanceMinor: '600' },
          { account, version: '2' },
        ],
      }),
    );
    const late = post(app, pay(1n), pay(1n, { conditions: [{ account, minBalanceMinor: '599' }] }));
    expect((await refusalOf(late)).detail).toMatchObject({ journal: 1, balanceMinor: '598' });
  });

  it('makes of rivals that saw the same version one winner', async () => {
    const rivals = Array.from({ length: 10 }, () =>
      post(database().app, pay(1n, { conditions: [{ account, version: '1' }] })),
    );
    const outcomes = await Promise.allSettled(rivals);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each([
    ['names no account', { version: '1' }],
    ['asks for two things', { gl: '1010', version: '1', minBalanceMinor: '1' }],
    ['asks for nothing', { gl: '1010' }],
    ['asks for words', { gl: '1010', version: 'one' }],
  ])('that %s is refused as unreadable', async (_, condition) => {
    expect((await refusalOf(post(database().app, pay(1n, { conditions: [condition] })))).sqlState).toBe(
      'LB012',
    );
  });
});

const preview = z.object({
  token: z.string(),
  results: z.array(
    z.object({ outcome: z.string(), entries: z.array(z.object({ balanceMinor: z.string() })) }),
  ),
});

async function previewOf(...journals: JournalDraft[]): Promise<z.output<typeof preview>> {
  return preview.parse(await call(database().app, 'bank.preview_journals', { journals }));
}
const confirm = (token: string, ...journals: JournalDraft[]): Promise<unknown> =>
  call(database().app, 'bank.post_journals', { journals, preview: token });

describe('A preview', () => {
  it('shows what would be and keeps nothing', async () => {
    const before = await wholeBooks(database().owner);
    const shown = await previewOf(pay(100n));
    expect(shown.results).toMatchObject([{ outcome: 'previewed', entries: [{ balanceMinor: '900' }, {}] }]);
    expect(await wholeBooks(database().owner)).toEqual(before);
  });

  it('confirmed with another key does exactly what was shown', async () => {
    const { token } = await previewOf(pay(100n));
    await confirm(token, pay(100n));
    expect((await stateOf(database().app, account)).balance).toBe('900');
  });

  it.each([
    ['somebody paid in meanwhile', async () => post(database().app, aCashDeposit(account, 1n)), 100n, {}],
    ['another amount is asked for', async () => undefined, 101n, {}],
    ['another text is asked for', async () => undefined, 100n, { description: 'Other' }],
  ])('is refused when %s, and nothing is posted', async (_, meanwhile, minor, overrides) => {
    const { token } = await previewOf(pay(100n));
    await meanwhile();
    const before = await wholeBooks(database().owner);
    expect((await refusalOf(confirm(token, pay(minor, overrides)))).sqlState).toBe('LB018');
    expect(await wholeBooks(database().owner)).toEqual(before);
  });

  it('that showed one account stands whatever comes to the other, and falls with its own', async () => {
    const shown = { shown: [account] };
    const { token } = await previewOf(pay(100n, shown));
    await post(database().app, aCashDeposit(cast.bob.accountId, 7n));
    await confirm(token, pay(100n, shown));
    const next = await previewOf(pay(100n, shown));
    await post(database().app, aCashDeposit(account, 7n));
    expect((await refusalOf(confirm(next.token, pay(100n, shown)))).sqlState).toBe('LB018');
    const { token: other } = await previewOf(pay(100n, shown));
    expect((await refusalOf(confirm(other, pay(100n, { shown: [] })))).sqlState).toBe('LB018');
  });

  it('is sealed, so that nobody finds out a balance by trying', async () => {
    const { token } = await previewOf(pay(100n));
    await database().owner.query("UPDATE ops.preview_secret SET secret = sha256('another')");
    expect((await previewOf(pay(100n))).token).not.toBe(token);
  });

  it('of two is refused when one of them was posted meanwhile by itself', async () => {
    const [first, second] = [pay(1n), aCashDeposit(cast.bob.accountId, 1n)];
    const { token } = await previewOf(first, second);
    await post(database().app, first);
    expect((await refusalOf(confirm(token, first, second))).sqlState).toBe('LB018');
  });

  it('confirmed twice posts once', async () => {
    const { token } = await previewOf(pay(100n));
    const journal = pay(100n);
    await confirm(token, journal);
    await confirm(token, journal);
    expect((await stateOf(database().app, account)).balance).toBe('900');
  });

  it('is refused like the posting itself', async () => {
    await placeHold(database().app, aHold(account, 1_000n));
    const shown = call(database().app, 'bank.preview_journals', { journals: [pay(1n)] });
    expect((await refusalOf(shown)).sqlState).toBe('LB001');
  });

  it('leaves no lock behind', async () => {
    const client = await database().app.connect();
    await client.query('BEGIN');
    await call(client, 'bank.preview_journals', { journals: [pay(1n)] });
    await post(database().app, pay(2n));
    await client.query('ROLLBACK');
    client.release();
  });
});

describe('Metadata', () => {
  it('is kept with the journal', async () => {
    const journal = pay(1n, { metadata: { invoice: '2026-17', 'cost centre': 'Zürich' } });
    await post(database().app, journal);
    const { rows } = await database().app.query('SELECT metadata FROM bank.journal WHERE id = $1', [
      journal.id,
    ]);
    expect(rows).toEqual([{ metadata: { invoice: '2026-17', 'cost centre': 'Zürich' } }]);
  });

  it.each([
    ['more than fifty names', Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, 'v']))],
    ['a name that is too long', { ['n'.repeat(41)]: 'v' }],
    ['a text that is too long', { n: 'v'.repeat(501) }],
    ['a number', { n: 1 }],
    ['a list', ['v']],
  ])('with %s is refused', async (_, metadata) => {
    expect((await refusalOf(post(database().app, pay(1n, { metadata })))).sqlState).toBe('LB022');
  });
});
