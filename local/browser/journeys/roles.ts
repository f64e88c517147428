import { describe, expect, it } from '@jest/globals';
import type { Stage } from './stage.ts';
import { arriveAt, button, fillIn, follow, link, navigationOf, rowsOf, statusOf } from './steps.ts';

/** What each role finds in its navigation; the first is where it begins. */
const navigations = {
  alice: ['Accounts', 'Transfer', 'Payments', 'Messages'],
  teller: ['Counter', 'Drawer', 'Customers'],
  accountant: [
    'Customers',
    'Trial balance',
    'Journals',
    'Reports',
    'Imports',
    'Days',
    'Periods',
    'Approvals',
  ],
  auditor: [
    'Customers',
    'Trial balance',
    'Journals',
    'Reports',
    'Imports',
    'Days',
    'Periods',
    'Approvals',
    'Users',
    'Audit log',
    'Queues',
  ],
  administrator: ['Customers', 'Reports', 'Days', 'Periods', 'Approvals', 'Users', 'Audit log', 'Queues'],
} as const;
const firstPages = { Accounts: 'Your accounts', Counter: 'Counter', Customers: 'Customers' } as const;

/** Everybody sees what their role is for, and nothing else. */
export function roleJourneys(stage: Stage): void {
  describe('somebody who signs in', () => {
    const people = Object.entries(navigations);
    it.each(people)('as %s begins at the first page of the navigation %j', async (userName, navigation) => {
      const page = await stage.windowOf(userName);
      await stage.open(page, '/');
      await arriveAt(page, firstPages[navigation[0]]);
      expect(await navigationOf(page)).toEqual(navigation);
      for (const each of navigation) {
        // A list of kinds on a page may have links of the same name.
        const bar = page.getByRole('navigation', { name: 'Bank' });
        await bar.getByRole('link', { name: each, exact: true }).click();
        await page.waitForSelector(`nav a[aria-current=page]:text-is("${each}")`);
        expect(await statusOf(page)).toBe(200);
      }
    });
  });

  describe('the auditor', () => {
    it('reads the reports, but can’t ask for one', async () => {
      const page = await stage.windowOf('auditor');
      await stage.open(page, '/reports');
      expect((await rowsOf(page, 'Reports')).length).toBeGreaterThan(3);
      expect(await button(page, 'Ask for it').count()).toBe(0);
      await follow(link(page, 'Quarter 2026Q2'));
      for (const name of ['Balance sheet', 'Income statement', 'Trial balance'])
        expect([name, await page.getByRole('table', { name, exact: true }).count()]).toEqual([name, 1]);
      const [auditor, accountant] = [await stage.api('auditor'), await stage.api('accountant')];
      const key = { kind: 'day', period: '2025-03-14' } as const;
      await expect(auditor.call('requestReport', { body: key })).rejects.toMatchObject({ status: 403 });
      await expect(accountant.call('getReport', { params: key, query: {} })).rejects.toMatchObject({
        status: 404,
      });
    });
  });

  describe('the administrator', () => {
    it('finds customers and their accounts, without the way to the counter', async () => {
      const page = await stage.windowOf('administrator');
      await stage.open(page, '/customers');
      await fillIn(page, { 'Find a customer': '10000002' });
      await follow(button(page, 'Find'));
      await follow(link(page, 'Bob Baker'));
      const [account] = await rowsOf(page, 'Accounts');
      expect(account?.slice(0, 3)).toEqual(['Checking', '1000000201', 'open']);
      expect(await page.getByRole('main').locator('a[href^="/counter"]').count()).toBe(0);
    });

    it.each(['/accounts', '/counter', '/trial-balance', '/journals'])(
      'is turned away from %s, within the frame',
      async (path) => {
        const page = await stage.windowOf('administrator');
        await stage.open(page, path);
        await arriveAt(page, 'This page is not for you');
        expect(await statusOf(page)).toBe(403);
        expect(await navigationOf(page)).toEqual(navigations.administrator);
      },
    );
  });
}
