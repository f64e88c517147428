import { beforeAll, describe, expect, it } from '@jest/globals';
import { aCashDeposit, post } from '../local/testing/journals.ts';
import { formatMoney } from '../web/ui/format.ts';
import { publicId } from '../functions/domain/ids.ts';
import { openSite, type PageAnswer, type Visitor } from './testing/site.ts';

const site = openSite();
let alice: Visitor;
let bob: Visitor;

const numberOf = async (person: 'alice' | 'bob'): Promise<string> => {
  const { bank } = site();
  const { rows } = await bank.database.owner.query<{ number: string }>(
    'SELECT number FROM bank.account WHERE id = $1',
    [bank.cast[person].accountId],
  );
  return rows[0]?.number ?? '';
};
const balanceOf = async (person: 'alice' | 'bob'): Promise<bigint> => {
  const { bank } = site();
  const { rows } = await bank.database.owner.query<{ minor: string }>(
    'SELECT balance_minor AS minor FROM bank.account WHERE id = $1',
    [bank.cast[person].accountId],
  );
  return BigInt(rows[0]?.minor ?? 0);
};
const aliceAccount = (): string => publicId('account', site().bank.cast.alice.accountId);

async function check(amount: string, to?: string): Promise<PageAnswer> {
  const form = await alice.get('/transfers/new');
  return alice.post('/transfers/new', {
    ...alice.formOf(form),
    from: aliceAccount(),
    to: to ?? (await numberOf('bob')),
    amount,
    reference: 'Rent & <light>',
  });
}

beforeAll(async () => {
  const { bank } = site();
  await post(bank.database.app, aCashDeposit(bank.cast.alice.accountId, 100_000n));
  alice = site().visitor();
  bob = site().visitor();
  await alice.signIn('alice');
  await bob.signIn('bob');
});

describe('a customer', () => {
  it('begins at the accounts and sees what is available and what is posted', async () => {
    const page = await alice.follow(await alice.get('/'));
    expect(page.status).toBe(200);
    expect(page.html).toMatch(/<title>Your accounts – Ledgerbank<\/title>/);
    expect(page.html).toMatch(/Available<\/dt><dd>.*?\$1,000\.00/);
    expect(page.html).toMatch(/Posted balance<\/dt><dd>.*?\$1,000\.00/);
  });

  it('transfers in three steps: enters, checks, and has the receipt', async () => {
    const before = { alice: await balanceOf('alice'), bob: await balanceOf('bob') };
    const entered = await check('1,00.00');
    expect(entered.status).toBe(422);
    const checkPage = await alice.follow(await check('$100.00'));
    expect(checkPage.html).toMatch(
      /Nothing has been paid yet[\s\S]*\$100\.00[\s\S]*Rent &amp; &lt;light&gt;/,
    );
    expect(await balanceOf('alice')).toBe(before.alice);
    const draft = /\/transfers\/check\/(drf_[0-9a-f-]+)/.exec(checkPage.html)?.[0] ?? '';
    const paid = await alice.post(draft, alice.formOf(checkPage));
    expect(paid.status).toBe(303);
    const receipt = await alice.follow(paid);
    expect(receipt.html).toMatch(/Transfer done[\s\S]*Balance afterwards[\s\S]*\$900\.00/);
    expect(await balanceOf('alice')).toBe(before.alice - 10_000n);
    expect(await balanceOf('bob')).toBe(before.bob + 10_000n);
    expect((await alice.get('/accounts')).html).toContain('$900.00');
    expect((await bob.get('/accounts')).html).toContain('$100.00');
  });

  it('pays once when the button is pressed twice, even with all the money', async () => {
    const all = await balanceOf('alice');
    const checkPage = await alice.follow(await check((Number(all) / 100).toFixed(2)));
    const draft = /\/transfers\/check\/(drf_[0-9a-f-]+)/.exec(checkPage.html)?.[0] ?? '';
    const form = alice.formOf(checkPage);
    const [first, second] = await Promise.all([alice.post(draft, form), alice.post(draft, form)]);
    const third = await alice.post(draft, form);
    expect(first.status).toBe(303);
    expect([second.location, third.location]).toEqual([first.location, first.location]);
    expect(await balanceOf('alice')).toBe(0n);
    const again = await alice.get(draft);
    expect([again.status, again.location]).toEqual([302, first.location]);
    const change = await alice.get(draft.replace('check/', 'new?draft='));
    expect(change.html).toContain('You have paid this');
    await post(site().bank.database.app, aCashDeposit(site().bank.cast.alice.accountId, 100_000n));
  });

  it('changes what was entered, and it is still there', async () => {
    const checkPage = await alice.follow(await check('12.50'));
    const change = /\/transfers\/new\?draft=drf_[0-9a-f-]+/.exec(checkPage.html)?.[0] ?? '';
    expect(alice.formOf(await alice.get(change))).toMatchObject({
      to: await numberOf('bob'),
      amount: '12.50',
      reference: 'Rent & <light>',
    });
    const strange = await alice.get('/transfers/new?draft=drf_00000000-0000-4000-8000-000000000000');
    expect(strange.html).toContain('What you had entered is no longer kept');
  });

  it.each([
    ['to', '12', 'Enter an account number of ten digits.'],
    ['to', '', 'Enter the account number of the payee.'],
    ['amount', '', 'Enter an amount.'],
    ['amount', '12.345', 'Enter an amount in dollars and cents, like 1,250.00.'],
    ['amount', '0', 'Enter an amount above zero.'],
    ['amount', '999999999999999', 'Enter a smaller amount.'],
    ['amount', '1,000,000,000,000,000', 'Enter an amount in dollars and cents, like 1,250.00.'],
    ['amount', '0,001.00', 'Enter an amount in dollars and cents, like 1,250.00.'],
    ['amount', '5000', 'less than this transfer needs.'],
    ['from', 'acc_1', 'Choose one of your accounts.'],
    ['reference', 'x'.repeat(141), 'Use at most 140 characters.'],
    ['reference', 'a\u200Bb', 'Remove line breaks and invisible characters.'],
  ])('is told at the field %s, given "%s", and on top: %s', async (field, value, message) => {
    const good = {
      ...alice.formOf(await alice.get('/transfers/new')),
      from: aliceAccount(),
      to: await numberOf('bob'),
      amount: '20.00',
      reference: 'Kept',
    };
    const page = await alice.post('/transfers/new', { ...good, [field]: value });
    expect(page.status).toBe(422);
    expect(page.html).toMatch(/<title>Error: /);
    expect(page.html).toContain(`<a href="#${field}">`);
    expect(page.html.split(message).length - 1).toBe(2);
    expect(page.html).toMatch(new RegExp(`<(input|select)[^>]*aria-invalid="true"[^>]*id="${field}"`));
    const kept = Object.entries({ ...good, [field]: value }).filter(([name]) => name !== 'from');
    expect(alice.formOf(page)).toMatchObject(Object.fromEntries(kept));
  });

  it('is told at the field when the payee does not exist', async () => {
    const page = await check('10', '9999999999');
    expect([page.status, page.location]).toEqual([422, undefined]);
    expect(page.html).toContain('<a href="#to">');
    expect(page.html).toMatch(/Check what you entered[\s\S]*no account/i);
  });

  it('sees at the second step what will be left, and is asked again when the account has moved', async () => {
    const before = await balanceOf('alice');
    const left = formatMoney({ minor: (before - 1_000n).toString(), currency: 'USD' });
    const checkPage = await alice.follow(await check('10'));
    expect(checkPage.html).toMatch(/Payee[\s\S]*not yours[\s\S]*After this transfer/);
    expect(checkPage.html).toContain(left);
    await post(site().bank.database.app, aCashDeposit(site().bank.cast.alice.accountId, 5n));
    const draft = /\/transfers\/check\/(drf_[0-9a-f-]+)/.exec(checkPage.html)?.[0] ?? '';
    const again = await alice.follow(await alice.post(draft, alice.formOf(checkPage)));
    expect(again.status).toBe(200);
    expect(again.html).toMatch(/Look at it again[\s\S]*nothing was paid[\s\S]*\$10\.00/);
    expect(again.html).toContain(formatMoney({ minor: (before - 995n).toString(), currency: 'USD' }));
    expect(await balanceOf('alice')).toBe(before + 5n);
    const paid = await alice.post(draft, alice.formOf(again));
    expect(paid.location).toMatch(/^\/transfers\/trf_/);
    expect(await balanceOf('alice')).toBe(before - 995n);
  });

  it('filters transactions by what stands in the address', async () => {
    const path = `/accounts/${aliceAccount()}`;
    const all = await alice.get(path);
    expect(all.html).toMatch(/Transactions, newest first/);
    const out = await alice.get(`${path}?direction=debit&min=50`);
    expect(out.html).toContain('−100.00');
    expect(out.html).not.toContain('Cash deposit');
    expect((await alice.get(`${path}?q=nosuchthing`)).html).toContain('No transaction matches');
    const wrong = await alice.get(`${path}?from=2026-02-01&to=2026-01-01&min=x`);
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('Enter an amount in dollars and cents');
  });

  it('walks through a long list by links that keep the filter', async () => {
    const { bank } = site();
    const many = Array.from({ length: 60 }, () => aCashDeposit(bank.cast.bob.accountId, 1n));
    await post(bank.database.app, ...many);
    const path = `/accounts/${publicId('account', bank.cast.bob.accountId)}?direction=credit`;
    const rows = (page: PageAnswer): number => page.html.split('role="rowheader"').length - 1;
    const older = (page: PageAnswer): string =>
      (/href="([^"]*)"[^>]*>Older/.exec(page.html)?.[1] ?? '').replaceAll('&amp;', '&');
    const first = await bob.get(path);
    const second = await bob.get(older(first));
    const third = await bob.get(older(second));
    expect([rows(first), rows(second)]).toEqual([25, 25]);
    expect(older(second)).toContain('direction=credit');
    expect([older(third), third.html.includes('>Newer<')]).toEqual(['', true]);
  });

  it('finds nothing at another customer’s account or receipt', async () => {
    const foreign = publicId('account', site().bank.cast.alice.accountId);
    expect((await bob.get(`/accounts/${foreign}`)).status).toBe(404);
    expect((await bob.get('/transfers/trf_00000000-0000-4000-8000-000000000000')).status).toBe(404);
    const checkPage = await alice.follow(await check('10'));
    const draft = /\/transfers\/check\/(drf_[0-9a-f-]+)/.exec(checkPage.html)?.[0] ?? '';
    expect((await bob.get(draft)).status).toBe(404);
  });
});
