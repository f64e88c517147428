import { beforeAll, describe, expect, it } from '@jest/globals';
import { publicId } from '../functions/domain/ids.ts';
import { anAccount } from '../local/testing/cast.ts';
import { originate, readLoan } from '../local/testing/loans.ts';
import { openSite } from './testing/site.ts';

const site = openSite();
let loanId: string;
let path: string;
let payer: string;

beforeAll(async () => {
  const { database, cast } = site().bank;
  const { customerId } = cast.alice;
  const accountId = await anAccount(database.owner, customerId, { balanceMinor: 500_000n });
  loanId = await originate(database.app, { ...cast.alice, accountId }, { payTo: { gl: '1040' } });
  path = `/loans/${publicId('account', loanId)}`;
  payer = publicId('account', accountId);
});

describe('a loan', () => {
  it('stands apart from the accounts of its borrower, and is not in their total', async () => {
    const alice = site().visitor();
    await alice.signIn('alice');
    const { html } = await alice.get('/accounts');
    expect(html).toMatch(/In all, USD[\s\S]*\$5,000\.00[\s\S]*Your loans[\s\S]*\$18,500\.00/);
    expect(html).toContain(`href="${path}"`);
    expect((await alice.get('/transfers/new')).html).not.toContain(publicId('account', loanId));
    const asAccount = await alice.get(path.replace('/loans/', '/accounts/'));
    expect([asAccount.status, asAccount.location]).toEqual([302, path]);
  });

  it('shows what is owed and the next installments, all of them where asked', async () => {
    const alice = site().visitor();
    await alice.signIn('alice');
    const { html } = await alice.get(path);
    expect(html).toContain('This loan is paid as agreed.');
    expect(html).toContain('Each day adds $3.67 of interest.');
    expect(html.match(/>coming</g)).toHaveLength(6);
    expect((await alice.get(`${path}?schedule=all`)).html.match(/>coming</g)).toHaveLength(48);
  });

  it('is paid from its page, and says what the payment paid', async () => {
    const alice = site().visitor();
    await alice.signIn('alice');
    const form = alice.formOf(await alice.get(path));
    const sent = await alice.post(path, { ...form, from: payer, kind: 'payment', amount: '1,000.00' });
    expect(sent.location).toMatch(new RegExp(`^${path}\\?paid=lpy_`));
    expect((await alice.follow(sent)).html).toMatch(/\$1,000\.00 was paid[\s\S]*\$1,000\.00 principal/);
    const again = await alice.post(path, { ...form, from: payer, kind: 'payment', amount: '1,000.00' });
    expect(again.location).toBe(sent.location);
    const { owedMinor } = await readLoan(site().bank.database.app, loanId);
    expect(owedMinor).toBe(1_750_000n);
  });

  it('keeps what was typed where it is refused, and says why', async () => {
    const alice = site().visitor();
    await alice.signIn('alice');
    const form = alice.formOf(await alice.get(path));
    const tooMuch = await alice.post(path, { ...form, from: payer, kind: 'payment', amount: '17500.01' });
    expect(tooMuch.status).toBe(422);
    expect(tooMuch.html).toMatch(/This loan owes 17,500\.00 USD[\s\S]*value="17500\.01"/);
    const nothing = await alice.post(path, { ...form, from: payer, kind: 'payment', amount: '' });
    expect([nothing.status, nothing.html.includes('Enter an amount above zero.')]).toEqual([422, true]);
  });

  it('is read by staff, who have nothing to pay it with, and by nobody else', async () => {
    const teller = site().visitor();
    await teller.signIn('teller');
    const seen = await teller.get(path);
    expect([seen.status, seen.html.includes('Pay now')]).toEqual([200, false]);
    const customer = publicId('customer', site().bank.cast.alice.customerId);
    expect((await teller.get(`/customers/${customer}`)).html).toContain(`href="${path}"`);
    const bob = site().visitor();
    await bob.signIn('bob');
    expect((await bob.get(path)).status).toBe(404);
    expect((await site().visitor().get(path)).status).toBe(401);
  });
});
