import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { publicId } from '../functions/domain/ids.ts';
import { userPassword } from '../local/testing/bank-parts.ts';
import { aCashDeposit, post } from '../local/testing/journals.ts';
import { openSite, type PageAnswer, type Visitor } from './testing/site.ts';

const site = openSite();
let alice: Visitor;
let bobNumber = '';

afterEach(() => {
  jest.restoreAllMocks();
});

beforeAll(async () => {
  const { database, cast } = site().bank;
  await post(database.app, aCashDeposit(cast.alice.accountId, 100_000n));
  const { rows } = await database.owner.query<{ number: string }>(
    'SELECT number FROM bank.account WHERE id = $1',
    [cast.bob.accountId],
  );
  bobNumber = rows[0]?.number ?? '';
  alice = site().visitor();
  await alice.signIn('alice');
});

const typed = (more: Record<string, string> = {}): Record<string, string> => ({
  from: publicId('account', site().bank.cast.alice.accountId),
  to: bobNumber,
  amount: '25.00',
  frequency: 'monthly',
  startsOn: '2026-01-31',
  holidays: 'next',
  ends: 'never',
  endsOn: '',
  endsAfter: '',
  reference: 'Rent',
  ...more,
});

async function enter(more: Record<string, string> = {}): Promise<PageAnswer> {
  const form = alice.formOf(await alice.get('/payments/new'));
  return alice.post('/payments/new', { ...form, ...typed(more) });
}

describe('a standing order without scripts', () => {
  it('is entered, checked with its dates, set up once, and cancelled', async () => {
    const check = await alice.follow(await enter());
    expect(check.html).toMatch(/Check your standing order[\s\S]*Feb 2, 2026[\s\S]*Mar 2, 2026/);
    const place = (await enter()).location ?? '';
    const form = alice.formOf(await alice.get(place));
    const [first, again] = [await alice.post(place, form), await alice.post(place, form)];
    expect(first.location).toMatch(/^\/payments\/sto_[-0-9a-f]{36}\?done=set$/);
    expect(again.location).toBe(first.location);
    const order = await alice.follow(first);
    expect(order.html).toMatch(/Your standing order is set up[\s\S]*Every month[\s\S]*Skip the next date/);
    const path = (first.location ?? '').split('?')[0] ?? '';
    const cancelled = await alice.post(path, { ...alice.formOf(order), change: 'cancel' });
    expect((await alice.follow(cancelled)).html).toMatch(/It is cancelled[\s\S]*Cancelled/);
    const late = await alice.follow(await alice.post(path, { ...alice.formOf(order), change: 'skip' }));
    expect(late.html).toContain('This order has changed since you looked');
    expect((await alice.get('/payments')).html).toMatch(/Rent[\s\S]*\$25\.00[\s\S]*Cancelled/);
  });

  it.each([
    ['to', '12', 'Enter an account number of ten digits.'],
    ['to', '9999999999', 'No account of this bank has that id or number.'],
    ['amount', '0', 'Enter an amount above zero.'],
    ['startsOn', 'soon', 'Enter the date of the first payment.'],
    ['startsOn', '2026-01-14', 'A standing order begins between'],
    ['frequency', 'hourly', 'Choose how often.'],
  ])('is not set up while %s is %s', async (field, text, message) => {
    const answer = await enter({ [field]: text });
    expect([answer.status, answer.html.includes(message), answer.html.includes(`href="#${field}"`)]).toEqual([
      422,
      true,
      true,
    ]);
  });

  it.each([
    [{ ends: 'on' }, 'endsOn'],
    [{ ends: 'on', endsOn: '2026-01-30' }, 'endsOn'],
    [{ ends: 'after', endsAfter: '0' }, 'endsAfter'],
  ])('is not set up with the end %j', async (wrong, field) => {
    const answer = await enter(wrong);
    expect([answer.status, answer.html.includes(`href="#${field}"`)]).toEqual([422, true]);
  });

  it('that was kept but can’t be set up any more says so', async () => {
    const place = (await enter({ startsOn: '2026-01-15' })).location ?? '';
    await site().bank.database.operator.query("SELECT bank.roll_business_date('2026-01-16')");
    const seen = await alice.get(place);
    expect([seen.status, seen.html.includes('This can’t be set up as it stands')]).toEqual([422, true]);
    expect((await alice.post(place, alice.formOf(seen))).status).toBe(422);
  });

  it('asks for the password before a larger amount, and has not forgotten it then', async () => {
    const place = (await enter()).location ?? '';
    const set = await alice.post(place, alice.formOf(await alice.get(place)));
    const path = (set.location ?? '').split('?')[0] ?? '';
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + 6 * 60_000);
    const form = alice.formOf(await alice.get(path));
    const asked = await alice.post(path, { ...form, change: 'amend', amount: '30.00' });
    expect(asked.location).toBe(`/prove-it?returnTo=${encodeURIComponent(`${path}?amount=30.00`)}`);
    const proof = { ...alice.formOf(await alice.follow(asked)), password: userPassword };
    const back = await alice.follow(await alice.post(asked.location ?? '', proof));
    expect(alice.formOf(back)['amount']).toBe('30.00');
    const amended = await alice.post(path, { ...alice.formOf(back), change: 'amend' });
    expect((await alice.follow(amended)).html).toMatch(/The amount is changed[\s\S]*\$30\.00/);
  });

  it('changes its amount where that makes sense', async () => {
    const place = (await enter({ startsOn: '2026-02-02' })).location ?? '';
    const order = await alice.follow(await alice.post(place, alice.formOf(await alice.get(place))));
    const form = alice.formOf(order);
    const path = `/payments/${/sto_[-0-9a-f]{36}/.exec(order.html)?.[0] ?? ''}`;
    const wrong = await alice.post(path, { ...form, change: 'amend', amount: 'much' });
    expect([wrong.status, wrong.html.includes('href="#amount"')]).toEqual([422, true]);
    const right = await alice.follow(await alice.post(path, { ...form, change: 'amend', amount: '30' }));
    expect(right.html).toMatch(/The amount is changed[\s\S]*\$30\.00/);
    expect((await alice.post(path, { ...form, change: 'dance' })).status).toBe(422);
  });
});

describe('messages', () => {
  it('tell what the bank has to say, and are marked as read by their reader', async () => {
    expect((await alice.get('/messages')).html).toContain('There are no messages for you');
    const { owner } = site().bank.database;
    const { customerId, accountId } = site().bank.cast.alice;
    const add = (kind: string, params: object, key: string): Promise<unknown> =>
      owner.query('SELECT books.add_notice($1, $2, $3, $4, $5)', [customerId, accountId, kind, params, key]);
    const money = {
      amountMinor: '2500',
      currency: 'USD',
      toNumber: bobNumber,
      orderId: 'x',
      dueOn: '2026-01-15',
    };
    await add('standing-order-failed', { ...money, sqlState: 'LB001' }, 'a');
    await add('standing-order-finished', money, 'b');
    await add(
      'check-held',
      { ...money, heldMinor: '100', availableOn: '2026-01-29', reason: 'new-account' },
      'c',
    );
    await add('check-returned', { ...money, depositedOn: '2026-01-14' }, 'd');
    await add('something-new', {}, 'e');
    for (const kind of ['corrected', 'added', 'withdrawn'])
      await add(`tax-form-${kind}`, { year: '2025' }, kind);
    const page = await alice.get('/messages');
    for (const text of [
      '8 of them are new',
      'href="/tax-documents" data-discover="true">The bank has filed a corrected Form 1099-INT of 2025 for you',
      'The bank has filed a Form 1099-INT of 2025 for you, which was not due before.',
      'The bank has filed that no Form 1099-INT of 2025 is due to you after all.',
      'was not paid: there was not enough money in the account',
      'has come to its end',
      '$1.00 can be spent from Jan 29, 2026 on',
      'came back unpaid',
      'Something new.',
    ])
      expect(page.html).toContain(text);
    const read = await alice.follow(await alice.post('/messages', alice.formOf(page)));
    expect([read.html.includes('Nothing new.'), read.html.includes('Mark all as read')]).toEqual([
      true,
      false,
    ]);
  });
});
