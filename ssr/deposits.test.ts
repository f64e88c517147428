import { beforeAll, describe, expect, it } from '@jest/globals';
import { aDeposit, endDay } from '../local/testing/deposits.ts';
import { aCashDeposit, post } from '../local/testing/journals.ts';
import { openSite } from './testing/site.ts';

const site = openSite();
let path: string;

beforeAll(async () => {
  const { database, cast } = site().bank;
  const account = await aDeposit(database.operator, cast.alice.customerId, 'savings');
  await post(database.app, aCashDeposit(account, 1_000_000n));
  await endDay(database.app);
  path = `/accounts/acc_${account}`;
});

describe('rates and fees', () => {
  it('are for anybody, linked from where one signs in', async () => {
    const visitor = site().visitor();
    expect((await visitor.get('/sign-in')).html).toContain('href="/products"');
    const { status, html } = await visitor.get('/products');
    expect(status).toBe(200);
    expect(html).toContain('href="/products/savings"');
    expect(html).toContain('up to 0.64 %');
  });

  it('of one product say what it earns and costs', async () => {
    const { status, html } = await site().visitor().get('/products/certificate-6');
    expect(status).toBe(200);
    for (const text of ['6-month certificate', '3.80 %', '90 days of interest', 'at maturity'])
      expect(html).toContain(text);
  });

  it('of no product are not found', async () => {
    expect((await site().visitor().get('/products/gold')).status).toBe(404);
  });
});

describe('terms and interest of an account', () => {
  it('are linked from the account, for its owner alone', async () => {
    const [alice, bob] = [site().visitor(), site().visitor()];
    await alice.signIn('alice');
    await bob.signIn('bob');
    expect((await alice.get(path)).html).toContain(`href="${path}/interest"`);
    const { status, html } = await alice.get(`${path}/interest`);
    expect(status).toBe(200);
    for (const text of ['Terms and interest', '0.50 %', 'Next credit', 'href="/products/savings"'])
      expect(html).toContain(text);
    expect((await bob.get(`${path}/interest`)).status).toBe(404);
    expect((await site().visitor().get(`${path}/interest`)).status).toBe(401);
  });
});
