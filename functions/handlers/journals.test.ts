import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { anAccount } from '../../local/testing/cast.ts';
import { wholeBooks } from '../../local/testing/books.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';
import type { PostedJournalView } from '../contract/journals.ts';
import { publicId } from '../domain/ids.ts';

const bank = useBank();
let accountant: Caller;
let aliceAccount = '';
let bobAccount = '';

beforeAll(async () => {
  accountant = await bank().signIn('accountant');
  const { alice, bob } = bank().cast;
  [aliceAccount, bobAccount] = [publicId('account', alice.accountId), publicId('account', bob.accountId)];
  await post(bank().database.app, aCashDeposit(alice.accountId, 100_000n));
});

const usd = (minor: string): object => ({ minor, currency: 'USD' });
const threeLegs = (): object => ({
  description: 'Shared correction',
  entries: [
    { accountId: aliceAccount, side: 'debit', amount: usd('300') },
    { accountId: bobAccount, side: 'credit', amount: usd('100') },
    { ledgerAccount: '1040', side: 'credit', amount: usd('200') },
  ],
});
const send = (body: object, key?: string): Promise<Answer> =>
  accountant.post('/api/v1/journals', body, key === undefined ? {} : { headers: { 'idempotency-key': key } });
const problem = ({ status, body }: Answer): unknown => ({ status, code: (body as { code: string }).code });

async function posted(body: object): Promise<PostedJournalView> {
  const answer = await send(body);
  expect(answer.status).toBe(201);
  return answer.body as PostedJournalView;
}

describe('a journal of several entries', () => {
  it('is posted with the balances it leaves, its metadata and its value date, and read back', async () => {
    const metadata = { ticket: 'OPS-17', 'approved.by': 'Carol' };
    const journal = await posted({ ...threeLegs(), metadata, valueDate: '2026-01-10' });
    expect(journal).toMatchObject({ status: 'posted', valueDate: '2026-01-10', metadata });
    expect(
      journal.entries.map(({ accountId, side, balanceAfter }) => [accountId, side, balanceAfter.minor]),
    ).toEqual([
      [aliceAccount, 'debit', '99700'],
      [bobAccount, 'credit', '100'],
      [null, 'credit', '-200'],
    ]);
    const { body } = await accountant.get(`/api/v1/journals/${journal.id}`);
    expect(body).toMatchObject({ description: 'Shared correction', template: 'MANUAL', metadata });
  });

  it('may hold several currencies, each of which balances', async () => {
    const { database, cast } = bank();
    const inEuros = { currency: 'EUR', floorMinor: null };
    const from = publicId('account', await anAccount(database.owner, cast.alice.customerId, inEuros));
    const to = publicId('account', await anAccount(database.owner, cast.bob.customerId, inEuros));
    const both = (last: string): object => ({
      description: 'Dollars and euros',
      entries: [
        { accountId: aliceAccount, side: 'debit', amount: usd('10') },
        { accountId: bobAccount, side: 'credit', amount: usd('10') },
        { accountId: from, side: 'debit', amount: { minor: '5', currency: 'EUR' } },
        { accountId: to, side: 'credit', amount: { minor: last, currency: 'EUR' } },
      ],
    });
    const { entries } = await posted(both('5'));
    expect(entries.map(({ balanceAfter }) => balanceAfter).slice(2)).toEqual([
      { minor: '-5', currency: 'EUR' },
      { minor: '5', currency: 'EUR' },
    ]);
    expect(problem(await send(both('6')))).toEqual({ status: 422, code: 'unbalanced-journal' });
    const mixed = {
      ...threeLegs(),
      entries: [
        { accountId: from, side: 'debit', amount: usd('1') },
        { accountId: to, side: 'credit', amount: usd('1') },
      ],
    };
    expect(problem(await send(mixed))).toEqual({ status: 422, code: 'currency-mismatch' });
  });

  it('is posted once under one key', async () => {
    const first = await send(threeLegs(), 'one-journal');
    const again = await send(threeLegs(), 'one-journal');
    expect([first.status, again.status, again.headers['idempotency-replayed']]).toEqual([201, 201, 'true']);
    expect(again.body).toEqual(first.body);
    const other = await send({ ...threeLegs(), description: 'Another' }, 'one-journal');
    expect(problem(other)).toEqual({ status: 422, code: 'idempotency-key-reused' });
  });

  it('can be tried first, and then does exactly that', async () => {
    const before = await wholeBooks(bank().database.owner);
    const shown = await send({ ...threeLegs(), dryRun: true });
    expect([shown.status, shown.body]).toEqual([200, expect.objectContaining({ status: 'previewed' })]);
    expect(await wholeBooks(bank().database.owner)).toEqual(before);
    const { previewToken } = shown.body as { previewToken: string };
    expect((await send({ ...threeLegs(), previewToken })).status).toBe(201);
    expect(problem(await send({ ...threeLegs(), previewToken }))).toEqual({
      status: 409,
      code: 'preview-outdated',
    });
  });

  it('is posted only while its conditions hold', async () => {
    const { body } = await accountant.get(`/api/v1/accounts/${aliceAccount}/balance`);
    const { balance } = body as { balance: { minor: string } };
    const atLeast = (minBalanceMinor: string): object => ({
      ...threeLegs(),
      conditions: [{ accountId: aliceAccount, minBalanceMinor }],
    });
    const tooHigh = (BigInt(balance.minor) + 1n).toString();
    expect(problem(await send(atLeast(tooHigh)))).toEqual({ status: 409, code: 'condition-failed' });
    const { entries } = await posted(atLeast(balance.minor));
    const version = entries[0]?.version ?? 0;
    const atVersion = (wanted: number): object => ({
      ...threeLegs(),
      conditions: [{ accountId: aliceAccount, version: wanted }],
    });
    expect(problem(await send(atVersion(version - 1)))).toEqual({ status: 409, code: 'condition-failed' });
    await posted(atVersion(version));
  });
});

describe('a reversal', () => {
  it('mirrors a journal, names it, and is made once at most', async () => {
    const original = await posted({ ...threeLegs(), valueDate: '2026-01-12' });
    const path = `/api/v1/journals/${original.id}/reversals`;
    const reversal = await accountant.post(path, { description: 'Booked by mistake' });
    expect([reversal.status, reversal.body]).toEqual([
      201,
      expect.objectContaining({ status: 'posted', valueDate: '2026-01-12' }),
    ]);
    const { id, entries } = reversal.body as PostedJournalView;
    expect(entries.map(({ side, amount }) => [side, amount.minor])).toEqual([
      ['credit', '300'],
      ['debit', '100'],
      ['debit', '200'],
    ]);
    const read = await accountant.get(`/api/v1/journals/${id}`);
    expect(read.body).toMatchObject({ type: 'REVERSAL', template: 'P21', reversesId: original.id });
    expect(problem(await accountant.post(path, {}))).toEqual({ status: 409, code: 'reversal-refused' });
  });

  it('can be tried first', async () => {
    const original = await posted(threeLegs());
    const path = `/api/v1/journals/${original.id}/reversals`;
    const shown = await accountant.post(path, { dryRun: true });
    expect([shown.status, shown.body]).toEqual([200, expect.objectContaining({ status: 'previewed' })]);
    expect((await accountant.post(path, {})).status).toBe(201);
  });

  it('of two that race is refused once', async () => {
    const { id } = await posted(threeLegs());
    const attempts = Array.from({ length: 8 }, () => accountant.post(`/api/v1/journals/${id}/reversals`, {}));
    const statuses = (await Promise.all(attempts)).map(({ status }) => status).sort();
    expect(statuses).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
  });

  it('of no journal is not found', async () => {
    const path = '/api/v1/journals/jnl_00000000-0000-4000-8000-000000000000/reversals';
    expect(problem(await accountant.post(path, {}))).toEqual({ status: 404, code: 'not-found' });
  });
});

describe('a journal is refused and the books stay as they are', () => {
  const entries = (...minors: readonly string[]): object => ({
    description: 'Refused',
    entries: minors.map((minor, index) => ({
      ledgerAccount: index % 2 === 0 ? '1010' : '1040',
      side: index % 2 === 0 ? 'debit' : 'credit',
      amount: usd(minor),
    })),
  });
  it.each([
    ['with one entry', entries('10'), 400, 'validation-failed'],
    ['that does not balance', entries('10', '11'), 422, 'unbalanced-journal'],
    ['without a description', { ...entries('10', '10'), description: ' ' }, 400, 'validation-failed'],
    [
      'with a value too long in its metadata',
      { ...entries('10', '10'), metadata: { note: 'x'.repeat(501) } },
      400,
      'validation-failed',
    ],
    [
      'with 51 keys of metadata',
      {
        ...entries('10', '10'),
        metadata: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, 'x'])),
      },
      400,
      'validation-failed',
    ],
    [
      'on an account that is two things',
      {
        description: 'Two',
        entries: [
          {
            ledgerAccount: '1010',
            accountId: 'acc_00000000-0000-4000-8000-000000000000',
            side: 'debit',
            amount: usd('1'),
          },
          { ledgerAccount: '1040', side: 'credit', amount: usd('1') },
        ],
      },
      400,
      'validation-failed',
    ],
    [
      'on an account that is not there',
      {
        description: 'Nowhere',
        entries: [
          { accountId: 'acc_00000000-0000-4000-8000-000000000000', side: 'debit', amount: usd('1') },
          { ledgerAccount: '1040', side: 'credit', amount: usd('1') },
        ],
      },
      404,
      'account-not-found',
    ],
    ['as a reversal', { ...entries('10', '10'), type: 'REVERSAL' }, 400, 'validation-failed'],
  ])('%s', async (_what, body, status, code) => {
    const before = await wholeBooks(bank().database.owner);
    expect(problem(await send(body))).toEqual({ status, code });
    expect(await wholeBooks(bank().database.owner)).toEqual(before);
  });

  it.each(['alice', 'teller', 'auditor', 'administrator'])('from %s', async (userName) => {
    const caller = await bank().signIn(userName);
    expect(problem(await caller.post('/api/v1/journals', threeLegs()))).toEqual({
      status: 403,
      code: 'forbidden',
    });
  });
});
