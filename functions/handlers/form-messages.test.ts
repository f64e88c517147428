import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank } from '../../local/testing/bank.ts';
import { anAccount } from '../../local/testing/cast.ts';
import { usd } from '../../local/testing/front-door.ts';
import { aCashDeposit, aJournal, aReversal, post } from '../../local/testing/journals.ts';
import { openReportDesk, type ReportDesk } from '../../local/testing/report-desk.ts';
import type { TaxYearView } from '../contract/year-documents.ts';

const bank = useBank({}, '2024-12-31');
let desk: ReportDesk;
type Name = 'alice' | 'bob' | 'carla';
let accounts: Record<Name, string>;
/** Journals of 2025 to be reversed: each moves the form of its payee by its amount. */
let of2025: Record<'alice100' | 'bob20' | 'bobMinus20' | 'carlaMinus15' | 'carla5' | 'carlaMinus5', string>;

const rollTo = (date: string): Promise<unknown> =>
  bank().database.operator.query('SELECT bank.roll_business_date($1)', [date]);

/** Interest by hand; below zero it is taken back. */
async function interest(name: Name, minor: bigint): Promise<string> {
  const entries = [
    { account: '2300', minor },
    { account: accounts[name], minor: -minor },
  ];
  const [posted] = await post(bank().database.app, aJournal(entries, { template: 'D02' }));
  return posted?.id ?? '';
}

async function reverse(journal: string): Promise<void> {
  await post(bank().database.app, await aReversal(bank().database.owner, journal));
}

async function file(version: number): Promise<void> {
  if (version > 1)
    await desk.step(desk.accountant, `2025:${version - 1}/amendment`, { reason: 'Interest of 2025' });
  const seen = await desk.make('2025');
  const { content } = await desk.read('2025');
  const explanations = (content?.yearEnd?.ties ?? [])
    .filter(({ outcome }) => outcome === 'explain')
    .map(({ id }) => ({ rule: id, text: 'By hand' }));
  const review = await desk.step(desk.accountant, `2025:${version}/review`, { ...seen, explanations });
  const filing = await desk.step(desk.administrator, `2025:${version}/filing`, seen);
  expect([review.status, filing.status]).toEqual([200, 200]);
}

/** What each of them was told of forms of 2025, the latest first. */
async function told(): Promise<Record<Name, string[]>> {
  const kindsOf = async (name: Name): Promise<string[]> => {
    const { body } = await (await bank().signIn(name)).get('/api/v1/notices');
    const { items } = body as { items: { kind: string; params: object }[] };
    const forms = items.filter(({ kind }) => kind.startsWith('tax-form-'));
    for (const { params } of forms) expect(params).toEqual({ year: '2025' });
    return forms.map(({ kind }) => kind);
  };
  return { alice: await kindsOf('alice'), bob: await kindsOf('bob'), carla: await kindsOf('carla') };
}

async function formOf(name: Name): Promise<TaxYearView | undefined> {
  const { body } = await (await bank().signIn(name)).get('/api/v1/tax-forms');
  return (body as { items: TaxYearView[] }).items.find(({ year }) => year === 2025);
}
const change = (before: bigint, after: bigint): object => ({
  ...{ box: '1', on: '2026-02-10' },
  ...{ before: usd(before), after: usd(after) },
});

beforeAll(async () => {
  const { database, cast } = bank();
  await post(database.app, aCashDeposit(cast.bob.accountId, 250_000_000n));
  await rollTo('2025-12-30');
  const open = (name: Name): Promise<string> =>
    anAccount(database.operator, cast[name].customerId, { ledgerAccount: '2030', floorMinor: null });
  accounts = { alice: await open('alice'), bob: await open('bob'), carla: await open('carla') };
  await interest('alice', 20_000n);
  await interest('bob', 4_000n);
  await interest('carla', 1_500n);
  of2025 = {
    alice100: await interest('alice', 10_000n),
    bob20: await interest('bob', 2_000n),
    bobMinus20: await interest('bob', -2_000n),
    carlaMinus15: await interest('carla', -1_500n),
    carla5: await interest('carla', 500n),
    carlaMinus5: await interest('carla', -500n),
  };
  await rollTo('2026-01-05');
  await database.owner.query(
    "SELECT books.set_period_state(month, 'SOFT_CLOSED') FROM bank.period WHERE month < '2026-01-01' ORDER BY month",
  );
  desk = await openReportDesk(bank(), 'year');
  await file(1);
  await rollTo('2026-02-10');
}, 120_000);

describe('Messages about forms 1099-INT', () => {
  it('go to nobody with the first version of a year', async () => {
    expect(await told()).toEqual({ alice: [], bob: [], carla: [] });
  });

  it('go to the payee whose form a version changes', async () => {
    await reverse(of2025.bob20);
    await file(2);
    expect(await told()).toEqual({ alice: [], bob: ['tax-form-corrected'], carla: [] });
    expect(await formOf('bob')).toMatchObject({ interest: usd(2_000), changes: [change(4_000n, 2_000n)] });
  });

  it('go to a payee whose form is what it was again on the same day, and both changes are told', async () => {
    await reverse(of2025.bobMinus20);
    await file(3);
    expect((await told()).bob).toEqual(['tax-form-corrected', 'tax-form-corrected']);
    expect(await formOf('bob')).toMatchObject({
      interest: usd(4_000),
      changes: [change(4_000n, 2_000n), change(2_000n, 4_000n)],
    });
    const { yearEnd } = (await desk.read('2025')).content ?? {};
    expect(yearEnd?.corrected.forms).toMatchObject([
      { box1: usd(4_000), changes: [change(4_000n, 2_000n), change(2_000n, 4_000n)] },
    ]);
  });

  it('go to those alone whose form changed again or is there for the first time', async () => {
    await reverse(of2025.alice100);
    await reverse(of2025.carlaMinus15);
    await file(4);
    expect(await told()).toEqual({
      alice: ['tax-form-corrected'],
      bob: ['tax-form-corrected', 'tax-form-corrected'],
      carla: ['tax-form-added'],
    });
    expect(await formOf('carla')).toMatchObject({ isDue: true, interest: usd(1_500), changes: [] });
  });

  it('and corrections are none where a day leaves what was filed', async () => {
    const before = await formOf('alice');
    await reverse(of2025.carla5);
    await reverse(of2025.carlaMinus5);
    expect(await formOf('carla')).toMatchObject({ interest: usd(1_500), changes: [] });
    expect(await formOf('alice')).toEqual(before);
  });
});
