import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { brokenRules } from '../../local/testing/books.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';

const bank = useBank();
let accountant: Caller;
let administrator: Caller;

beforeAll(async () => {
  accountant = await bank().signIn('accountant');
  administrator = await bank().signIn('administrator');
  await post(bank().database.app, aCashDeposit(bank().cast.alice.accountId, 9_000_000n));
});

interface Approval {
  readonly id: string;
  readonly state: string;
  readonly effect: readonly unknown[];
}

const amount = (minor: string): object => ({ minor, currency: 'USD' });
const journal = (minor: string): object => ({
  description: 'A new roof',
  entries: [
    { ledgerAccount: '7090', side: 'debit', amount: amount(minor) },
    { ledgerAccount: '1010', side: 'credit', amount: amount(minor) },
  ],
});

const ask = (minor: string, by = accountant): Promise<Answer> =>
  by.post('/api/v1/approvals/journals', { reason: 'The roof leaks', journal: journal(minor) });

async function asked(minor: string): Promise<Approval> {
  const answer = await ask(minor);
  expect(answer.status).toBe(201);
  return answer.body as Approval;
}

const decide = (id: string, decision: string, by: Caller): Promise<Answer> =>
  by.post(`/api/v1/approvals/${id}/decision`, { decision });

async function vault(): Promise<bigint> {
  const { rows } = await bank().database.app.query<{ minor: string }>(
    "SELECT balance_minor AS minor FROM bank.account WHERE ledger_account = '1010'",
  );
  return BigInt(rows[0]?.minor ?? 0);
}

describe('A journal that is too large for one person', () => {
  it('is refused when it is posted, with what one person may post', async () => {
    const answer = await accountant.post('/api/v1/journals', journal('1000001'));
    expect(answer).toMatchObject({
      status: 403,
      body: {
        code: 'approval-required',
        refusal: { rule: 'authority', neededMinor: '1000001', limitMinor: '1000000' },
      },
    });
  });

  it('is asked for, shown with its effect, and posted when another person approves', async () => {
    const before = await vault();
    const { id, state } = await asked('2500000');
    expect(state).toBe('pending');
    const shown = await administrator.get(`/api/v1/approvals/${id}`);
    expect(shown.body).toMatchObject({
      approval: { subject: 'A new roof', reason: 'The roof leaks', requestedBy: 'accountant' },
      now: [{ after: '25,000.00 USD' }, { before: '90,000.00 USD', after: '65,000.00 USD' }],
      refusal: null,
    });
    const approved = await decide(id, 'approved', administrator);
    expect(approved).toMatchObject({
      status: 200,
      body: { state: 'approved', decidedBy: 'administrator', carriedOut: true },
    });
    expect(await vault()).toBe(before - 2_500_000n);
    const { journalId } = approved.body as { journalId: string };
    expect((await accountant.get(`/api/v1/journals/${journalId}`)).status).toBe(200);
    expect(await brokenRules(bank().database.owner)).toEqual([]);
  });

  it('is never approved by the one who asked, nor by somebody without that permission', async () => {
    const { id } = await asked('100');
    expect(await decide(id, 'approved', accountant)).toMatchObject({
      status: 403,
      body: { code: 'second-person-required' },
    });
    const auditor = await bank().signIn('auditor');
    expect(await decide(id, 'approved', auditor)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    const teller = await bank().signIn('teller');
    expect((await decide(id, 'approved', teller)).status).toBe(403);
    expect((await ask('100', teller)).status).toBe(403);
    expect(await decide(id, 'withdrawn', accountant)).toMatchObject({
      status: 200,
      body: { state: 'withdrawn' },
    });
  });

  it('is listed while it waits, and afterwards among what is over', async () => {
    const { id } = await asked('100');
    const listed = async (which: string): Promise<boolean> => {
      const { body } = await administrator.get(`/api/v1/approvals?which=${which}`);
      return (body as { items: Approval[] }).items.some((each) => each.id === id);
    };
    expect([await listed('pending'), await listed('over')]).toEqual([true, false]);
    await decide(id, 'rejected', administrator);
    expect([await listed('pending'), await listed('over')]).toEqual([false, true]);
  });

  it('says why it could not be carried out now, and stays', async () => {
    const { accountId } = bank().cast.bob;
    await post(bank().database.app, aCashDeposit(accountId, 500n));
    const take = (minor: string): object => ({
      description: 'Fee',
      entries: [
        { accountId: `acc_${accountId}`, side: 'debit', amount: amount(minor) },
        { ledgerAccount: '1010', side: 'credit', amount: amount(minor) },
      ],
    });
    const { body } = await accountant.post('/api/v1/approvals/journals', {
      reason: 'Owed',
      journal: take('400'),
    });
    const { id } = body as Approval;
    await accountant.post('/api/v1/journals', take('300'));
    const shown = await administrator.get(`/api/v1/approvals/${id}`);
    expect(shown.body).toMatchObject({ now: null, refusal: expect.stringContaining('2.00 USD available') });
    expect(await decide(id, 'approved', administrator)).toMatchObject({
      status: 422,
      body: { code: 'insufficient-funds' },
    });
    expect(await decide(id, 'rejected', administrator)).toMatchObject({ status: 200 });
  });

  it('that does not exist is not found', async () => {
    const none = 'apr_00000000-0000-4000-8000-000000000000';
    expect((await administrator.get(`/api/v1/approvals/${none}`)).status).toBe(404);
    expect((await decide(none, 'approved', administrator)).status).toBe(404);
  });
});

describe('A reversal that is too large for one person', () => {
  it('is asked for, and posted when another person approves', async () => {
    const { id } = await asked('1500000');
    const { body } = await decide(id, 'approved', administrator);
    const { journalId } = body as { journalId: string };
    const before = await vault();
    const alone = await accountant.post(`/api/v1/journals/${journalId}/reversals`, {});
    expect(alone).toMatchObject({ status: 403, body: { code: 'approval-required' } });
    const wish = { reason: 'Entered twice', journalId };
    const reversal = await accountant.post('/api/v1/approvals/reversals', wish);
    expect(reversal.status).toBe(201);
    const done = await decide((reversal.body as Approval).id, 'approved', administrator);
    expect(done).toMatchObject({ status: 200, body: { state: 'approved', carriedOut: true } });
    expect(await vault()).toBe(before + 1_500_000n);
    expect(await accountant.post('/api/v1/approvals/reversals', wish)).toMatchObject({
      status: 409,
      body: { code: 'reversal-refused' },
    });
    const nothing = { ...wish, journalId: 'jnl_00000000-0000-4000-8000-000000000000' };
    expect((await accountant.post('/api/v1/approvals/reversals', nothing)).status).toBe(404);
    const teller = await bank().signIn('teller');
    expect((await teller.post('/api/v1/approvals/reversals', wish)).status).toBe(403);
    expect(await brokenRules(bank().database.owner)).toEqual([]);
  });
});

describe('Limits of an account', () => {
  it('are read as they are by those who ask for others and those who decide', async () => {
    const place = `/api/v1/accounts/acc_${bank().cast.bob.accountId}/limits`;
    for (const caller of [accountant, administrator, await bank().signIn('auditor')])
      expect(await caller.get(place)).toMatchObject({
        status: 200,
        body: { floorMinor: '0', overdraftMinor: '0', velocity: [] },
      });
    expect((await (await bank().signIn('bob')).get(place)).status).toBe(403);
    const none = '/api/v1/accounts/acc_00000000-0000-4000-8000-000000000000/limits';
    expect((await accountant.get(none)).status).toBe(404);
  });

  it('are set when another person approves', async () => {
    const accountId = `acc_${bank().cast.carla.accountId}`;
    const velocity = [{ windowDays: 1, maxMinor: '100000', maxCount: null }];
    const limits = { accountId, floorMinor: '0', overdraftMinor: '20000', velocity };
    const answer = await accountant.post('/api/v1/approvals/account-limits', { reason: 'Agreed', ...limits });
    expect(answer).toMatchObject({ status: 201, body: { kind: 'account-limits' } });
    await decide((answer.body as Approval).id, 'approved', administrator);
    const { rows } = await bank().database.app.query(
      'SELECT overdraft_minor FROM bank.account WHERE id = $1',
      [bank().cast.carla.accountId],
    );
    expect(rows).toEqual([{ overdraft_minor: '20000' }]);
    const empty = [{ windowDays: 1, maxMinor: null, maxCount: null }];
    const nothing = { reason: 'x', ...limits, velocity: empty };
    expect((await accountant.post('/api/v1/approvals/account-limits', nothing)).status).toBe(400);
    expect(
      (await administrator.post('/api/v1/approvals/account-limits', { reason: 'x', ...limits })).status,
    ).toBe(403);
  });
});
