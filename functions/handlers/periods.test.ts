import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Caller } from '../../local/testing/bank.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';

const bank = useBank();
let accountant: Caller;
let administrator: Caller;

beforeAll(async () => {
  accountant = await bank().signIn('accountant');
  administrator = await bank().signIn('administrator');
  const { database, cast } = bank();
  await post(database.app, aCashDeposit(cast.alice.accountId, 5_000n));
  await database.operator.query("SELECT bank.roll_business_date('2026-02-02')");
});

interface Change {
  readonly id: string;
  readonly decision: string | null;
  readonly requestedBy: string;
  readonly checklist: readonly { check: string; ok: boolean }[];
}

async function ask(month: string, body: object, by: Caller = accountant): Promise<Change> {
  const answer = await by.post(`/api/v1/periods/${month}/changes`, body);
  expect(answer.status).toBe(201);
  return answer.body as Change;
}

const decide = (id: string, body: object, by: Caller): ReturnType<Caller['post']> =>
  by.post(`/api/v1/period-changes/${id}/decision`, body);

async function stateOf(month: string): Promise<unknown> {
  const { body } = await accountant.get(`/api/v1/periods/${month}`);
  return (body as { period: { state: string } }).period.state;
}

describe('Closing a month over the API', () => {
  it('takes one person who asks and another who approves', async () => {
    const change = await ask('2026-01', { action: 'soft-close' });
    expect(change).toMatchObject({ decision: null, requestedBy: 'accountant' });
    expect(change.checklist.every(({ ok }) => ok)).toBe(true);
    const own = await decide(change.id, { decision: 'approved' }, accountant);
    expect(own).toMatchObject({ status: 403, body: { code: 'second-person-required' } });
    expect(await stateOf('2026-01')).toBe('OPEN');
    const approved = await decide(change.id, { decision: 'approved', note: 'Seen' }, administrator);
    expect(approved).toMatchObject({
      status: 200,
      body: { decision: 'approved', decidedBy: 'administrator' },
    });
    expect(await stateOf('2026-01')).toBe('SOFT_CLOSED');
  });

  it('is in the audit log, the asking and the decision', async () => {
    const auditor = await bank().signIn('auditor');
    const { body } = await auditor.get('/api/v1/audit-events?kind=period');
    expect((body as { items: object[] }).items).toMatchObject([
      { operation: 'decidePeriodChange', code: 'approved', userName: 'administrator' },
      { operation: 'decidePeriodChange', code: 'begun', userName: 'administrator' },
      // Refused: nobody decides on their own.
      { operation: 'decidePeriodChange', code: 'begun', userName: 'accountant' },
      { operation: 'requestPeriodChange', code: 'requested', userName: 'accountant' },
      { operation: 'requestPeriodChange', code: 'begun', userName: 'accountant' },
    ]);
  });

  it('shows what awaits a decision until somebody decides', async () => {
    const change = await ask('2026-01', { action: 'reopen', reason: 'An invoice came late' });
    const waiting = async (): Promise<string[]> => {
      const { body } = await administrator.get('/api/v1/periods');
      return (body as { undecided: { id: string }[] }).undecided.map(({ id }) => id);
    };
    expect(await waiting()).toEqual([change.id]);
    await decide(change.id, { decision: 'rejected' }, administrator);
    expect(await waiting()).toEqual([]);
    expect(await stateOf('2026-01')).toBe('SOFT_CLOSED');
  });

  it('does not reopen without a reason', async () => {
    const answer = await accountant.post('/api/v1/periods/2026-01/changes', { action: 'reopen' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation-failed' } });
  });

  it('says which check is not met', async () => {
    const { id } = await ask('2026-02', { action: 'soft-close' });
    const answer = await decide(id, { decision: 'approved' }, administrator);
    expect(answer).toMatchObject({ status: 409, body: { code: 'checklist-not-met' } });
    expect((answer.body as { detail: string }).detail).toContain('the books stand at 2026-02-02');
  });

  it.each([
    ['a month the books have not opened', () => accountant.get('/api/v1/periods/2031-01'), 404],
    ['a month that is none', () => accountant.get('/api/v1/periods/2026-13'), 404],
    ['a month of the year 0000', () => accountant.get('/api/v1/periods/0000-01'), 404],
    [
      'a change nobody asked for',
      () => decide('pch_00000000-0000-4000-8000-000000000000', { decision: 'approved' }, administrator),
      404,
    ],
  ])('%s is refused', async (_what, request, status) => {
    expect((await request()).status).toBe(status);
  });

  it('is looked at again by an accountant, who alone may, once it is over', async () => {
    const path = '/api/v1/periods/2026-01/reconciliations';
    const looked = await accountant.post(path, {});
    expect(looked).toMatchObject({
      status: 201,
      body: { businessDate: '2026-02-02', by: 'accountant', differences: [] },
    });
    expect((await administrator.get('/api/v1/periods/2026-01')).body).toMatchObject({
      reconciliations: [looked.body],
    });
    expect(await accountant.post(path.replace('01/', '02/'), {})).toMatchObject({
      ...{ status: 409, body: { code: 'business-date-refused' } },
    });
    for (const userName of ['alice', 'teller', 'auditor', 'administrator'])
      expect((await (await bank().signIn(userName)).post(path, {})).status).toBe(403);
  });

  it('lets two people post an adjustment into it, and nobody date anything else there', async () => {
    const entries = [
      { ledgerAccount: '7090', side: 'debit', amount: { minor: '500', currency: 'USD' } },
      { ledgerAccount: '2340', side: 'credit', amount: { minor: '500', currency: 'USD' } },
    ];
    const journal = { description: 'Invoice of January', entries, adjustsOn: '2026-01-15' };
    const standard = await accountant.post('/api/v1/journals', journal);
    expect(standard).toMatchObject({ status: 422, body: { code: 'adjustment-refused' } });
    const adjusting = { ...journal, type: 'ADJUSTING' };
    expect(await accountant.post('/api/v1/journals', adjusting)).toMatchObject({
      ...{ status: 403, body: { code: 'approval-required' } },
    });
    const asked = await accountant.post('/api/v1/approvals/journals', { reason: 'Late', journal: adjusting });
    const { id: approval } = asked.body as { id: string };
    const path = `/api/v1/approvals/${approval}/decision`;
    const approved = await administrator.post(path, { decision: 'approved' });
    const { journalId: id } = approved.body as { journalId: string };
    expect((await accountant.get(`/api/v1/journals/${id}`)).body).toMatchObject({
      adjustsOn: '2026-01-15',
      businessDate: '2026-02-02',
    });
    const { body } = await accountant.get('/api/v1/trial-balance?asOf=2026-01-31');
    const { lines } = body as { lines: { ledgerAccount: string; debit: { minor: string } }[] };
    expect(lines.find(({ ledgerAccount }) => ledgerAccount === '7090')?.debit.minor).toBe('500');
  });
});
