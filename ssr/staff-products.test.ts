import { beforeAll, describe, expect, it } from '@jest/globals';
import { publicId, uuidOf } from '../functions/domain/ids.ts';
import { anAccount } from '../local/testing/cast.ts';
import { pay, readLoan } from '../local/testing/loans.ts';
import { openSite, type Visitor } from './testing/site.ts';

const site = openSite();
let customer: string;
let payer: string;
let teller: Visitor;
let accountant: Visitor;

beforeAll(async () => {
  const { database, cast } = site().bank;
  const { customerId } = cast.alice;
  customer = publicId('customer', customerId);
  const account = await anAccount(database.owner, customerId, { balanceMinor: 5_000_000n });
  payer = publicId('account', account);
  [teller, accountant] = [site().visitor(), site().visitor()];
  await teller.signIn('teller');
  await accountant.signIn('accountant');
});

describe('a certificate at the counter', () => {
  let certificate: string;

  it('is opened from the customer’s page, and seen by the customer', async () => {
    const path = `/customers/${customer}/certificates/new`;
    expect((await teller.get(`/customers/${customer}`)).html).toContain(`href="${path}"`);
    const form = teller.formOf(await teller.get(path));
    const typed = {
      ...form,
      product: 'certificate-12',
      amount: '10,000.00',
      from: payer,
      atMaturity: 'renew',
    };
    const sent = await teller.post(path, typed);
    expect(sent.location).toMatch(/^\/accounts\/acc_[0-9a-f-]+\/interest$/);
    expect((await teller.post(path, typed)).location).toBe(sent.location);
    certificate = (sent.location ?? '').split('/')[2] ?? '';
    const alice = site().visitor();
    await alice.signIn('alice');
    const seen = await alice.get(sent.location ?? '');
    expect(seen.html).toMatch(/4\.00 %[\s\S]*renewed; withdraw free of charge for 10 days/);
    expect((await alice.get('/accounts')).html).toContain('12-month certificate');
  });

  it('keeps what was typed where the bank does not open it', async () => {
    const path = `/customers/${customer}/certificates/new`;
    const form = teller.formOf(await teller.get(path));
    const typed = { ...form, product: 'certificate-12', amount: '999.99', from: payer, atMaturity: 'renew' };
    const sent = await teller.post(path, typed);
    expect([sent.status, sent.html.includes('value="999.99"')]).toEqual([422, true]);
    expect(sent.html).toContain('at least 1,000.00 USD');
    const unsaid = await teller.post(path, { ...typed, amount: '1000', atMaturity: 'pay-out', payout: '' });
    expect(unsaid.status).toBe(422);
  });

  it('shows what a withdrawal costs, and withdraws at that cost', async () => {
    const path = `/customers/${customer}/certificates/${certificate}/withdrawal`;
    expect((await teller.get(`/customers/${customer}`)).html).toContain(`href="${path}"`);
    const form = teller.formOf(await teller.get(path));
    const quote = await teller.post(path, { ...form, amount: '2,000.00', to: payer });
    expect(quote.status).toBe(200);
    expect(quote.html).toMatch(/\$19\.73[\s\S]*\$1,980\.27[\s\S]*The penalty is 90 days of interest/);
    const confirm = teller.formOf(quote);
    const done = await teller.post(path, confirm);
    expect(done.location).toBe(`/customers/${customer}`);
    expect((await teller.post(path, confirm)).location).toBe(done.location);
    expect((await teller.follow(done)).html).toContain('$8,000.00');
    const tooMuch = await teller.post(path, { ...form, amount: '7,500.00', to: payer });
    expect([tooMuch.status, tooMuch.html.includes('500.00 USD would be left')]).toEqual([422, true]);
  });

  it('is nothing for others', async () => {
    for (const path of [
      `/customers/${customer}/certificates/new`,
      `/customers/${customer}/certificates/${certificate}/withdrawal`,
    ])
      expect((await accountant.get(path)).status).toBe(403);
    expect((await teller.get(`/customers/${customer}/certificates/${payer}/withdrawal`)).status).toBe(404);
  });
});

describe('a loan', () => {
  let path: string;

  it('is shown with its schedule and annual percentage rate before it is made', async () => {
    const making = `/customers/${customer}/loans/new`;
    expect((await accountant.get(`/customers/${customer}`)).html).toContain(`href="${making}"`);
    const form = accountant.formOf(await accountant.get(making));
    const typed = { ...form, product: 'auto-loan', principal: '18,500.00', months: '48', fee: '300' };
    const more = { rate: '', firstDueOn: '2026-02-15', account: payer, payTo: 'settlement' };
    const offer = await accountant.post(making, { ...typed, ...more });
    expect(offer.status).toBe(200);
    expect(offer.html).toMatch(/8\.10 %[\s\S]*\$18,200\.00[\s\S]*\$445\.15/);
    expect(offer.html.match(/<tr/g)).toHaveLength(49);
    const confirm = accountant.formOf(offer);
    const made = await accountant.post(making, confirm);
    expect(made.location).toMatch(/^\/loans\/acc_/);
    expect((await accountant.post(making, confirm)).location).toBe(made.location);
    path = made.location ?? '';
    const wrong = await accountant.post(making, { ...typed, ...more, months: '481', rate: 'much' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toMatch(/Enter a rate such as 7\.25[\s\S]*Enter a number of months from 1 to 480/);
    const late = await accountant.post(making, { ...typed, ...more, firstDueOn: '2026-06-15' });
    expect([late.status, late.html.includes('The first payment is due between')]).toEqual([422, true]);
  });

  it('shows the accountant alone how to take back its last payment', async () => {
    const { app } = site().bank.database;
    const loan = uuidOf('account', path.slice('/loans/'.length)) ?? '';
    await pay(app, { loan, from: '1040', minor: 70_000n });
    const form = accountant.formOf(await accountant.get(path));
    const nothing = await accountant.post(path, { ...form, reversalReason: ' ' });
    expect([nothing.status, nothing.html.includes('Say why.')]).toEqual([422, true]);
    const done = await accountant.post(path, { ...form, reversalReason: 'Came back unpaid' });
    expect(done.location).toBe(path);
    expect((await accountant.follow(done)).html).toContain('Paid, taken back Jan 15, 2026');
    expect((await readLoan(app, loan)).owedMinor).toBe(1_850_000n);
    expect((await teller.get(path)).html).not.toContain('Take back the last payment');
    expect((await teller.get(`/customers/${customer}/loans/new`)).status).toBe(403);
  });
});
