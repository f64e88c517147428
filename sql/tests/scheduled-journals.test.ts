import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { brokenRules } from '../../local/testing/books.ts';
import { openBank } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { endDay, endDaysUntil } from '../../local/testing/deposits.ts';
import { call } from '../../local/testing/ledger-calls.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();

// Thursday, the day before the last business day of January; the month ends on a Saturday.
beforeAll(async () => {
  await openBank(database().operator, '2026-01-29');
});

const rent = (minor: string, currency = 'USD'): object[] => [
  { gl: '6010', minor, currency },
  { gl: '1040', minor: `-${minor}`, currency },
];

const schedule = (more: object = {}): Promise<unknown> =>
  call(database().operator, 'bank.schedule_journals', {
    actor: 'tests',
    journals: [
      {
        key: 'rent',
        dueOn: '2026-01-31',
        template: 'X99',
        description: 'Rent',
        entries: rent('500'),
        ...more,
      },
    ],
  });

const posted = async (): Promise<unknown[]> =>
  (
    await database().owner.query(
      "SELECT key, business_date::text AS day FROM books.journal WHERE scope = 'schedule' ORDER BY sequence",
    )
  ).rows;

async function scheduledCheck(month: string): Promise<unknown> {
  const change = { id: randomUUID(), action: 'soft-close', month, actor: 'accountant', reason: '' };
  const { checklist } = (await call(database().app, 'bank.request_period_change', change)) as {
    checklist: { check: string }[];
  };
  return checklist.find(({ check }) => check === 'scheduled');
}

describe('A journal that is scheduled', () => {
  it('is kept once under its key, and never as another', async () => {
    expect(await schedule()).toEqual({ scheduled: 1 });
    expect(await schedule()).toEqual({ scheduled: 0 });
    expect((await refusalOf(schedule({ entries: rent('501') }))).sqlState).toBe('LB008');
    expect((await refusalOf(schedule({ dueOn: '2026-02-02' }))).sqlState).toBe('LB008');
  });

  it.each([
    ['for a day that is over', { dueOn: '2026-01-29' }],
    ['for no day', { dueOn: 'soon' }],
    ['over an account of a customer', { entries: [...rent('5').slice(1), { account: 'a', minor: '5' }] }],
    ['unbalanced', { entries: [...rent('5').slice(1), ...rent('6').slice(0, 1)] }],
    [
      'balanced across two currencies alone',
      { entries: [...rent('5').slice(1), ...rent('5', 'EUR').slice(0, 1)] },
    ],
    ['with an amount that is none', { entries: rent('a lot') }],
    ['with metadata, which would be lost', { metadata: { security: 'agency' } }],
  ])('is refused %s', async (_what, wrong) => {
    expect((await refusalOf(schedule({ key: 'wrong', ...wrong }))).sqlState).toBe('LB012');
  });

  it('belongs to the month it is due in, also when the month ends without business', async () => {
    await endDay(database().app);
    expect(await posted()).toEqual([]);
    await endDay(database().app);
    expect(await posted()).toEqual([{ key: 'rent', day: '2026-01-30' }]);
    expect(await brokenRules(database().owner)).toEqual([]);
  });

  it('keeps its month open while it is not posted', async () => {
    expect(await scheduledCheck('2026-01')).toMatchObject({ ok: true });
    await endDaysUntil(database().app, '2026-02-27');
    await schedule({ key: 'light', dueOn: '2026-02-28' });
    expect(await scheduledCheck('2026-02')).toEqual({
      ...{ check: 'scheduled', ok: false, detail: 'due and not posted: light' },
    });
    await endDay(database().app);
    expect(await scheduledCheck('2026-02')).toMatchObject({ ok: true });
  });
});
