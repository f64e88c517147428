import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { formatMoney } from '../../../web/ui/format.ts';
import { accountOf, balanceOf, checking, dollars, transactionsOf } from './ledger.ts';
import type { Stage } from './stage.ts';
import { arriveAt, button, factOf, fillIn, follow, link, placeOf, signInHere } from './steps.ts';
import { asListed, listedOn } from './transaction-rows.ts';

/** A customer reads. */
export function accountJourneys(stage: Stage): void {
  overviewJourneys(stage);
  filterJourneys(stage);
  pagingJourneys(stage);
}

function overviewJourneys(stage: Stage): void {
  describe('the overview', () => {
    it('is where a customer begins after signing in, with all accounts as the ledger has them', async () => {
      const page = await stage.newWindow();
      await stage.open(page, '/');
      await signInHere(page, 'alice', stage.bank().password);
      await arriveAt(page, 'Your accounts');
      const { items } = (await (await stage.api('alice')).call('listAccounts', {})).data;
      const deposits = items.filter(({ kind }) => kind === 'deposit');
      for (const { name, number, available, balance } of deposits) {
        const card = page.getByRole('listitem').filter({ hasText: number });
        expect(await card.innerText()).toContain(name);
        expect(await card.innerText()).toContain(formatMoney(available));
        expect(await card.innerText()).toContain(formatMoney(balance));
      }
      const all = deposits.reduce((sum, { balance }) => sum + BigInt(balance.minor), 0n);
      expect(await factOf(page, 'In all, USD')).toBe(dollars(all));
      await page.context().close();
    });

    it('leads to an account and its transactions', async () => {
      const page = await stage.windowOf('alice');
      await stage.open(page, '/accounts');
      await follow(page.getByRole('main').getByRole('link', { name: 'Checking' }).first());
      const alice = await stage.api('alice');
      expect(await factOf(page, 'Account number')).toBe(checking);
      expect(await factOf(page, 'Posted balance')).toBe(dollars(await balanceOf(alice, checking)));
      const latest = await transactionsOf(alice, checking, { limit: '25' });
      expect(await listedOn(page)).toEqual(asListed(latest));
    });
  });
}

async function openChecking(stage: Stage, query = ''): Promise<Page> {
  const page = await stage.windowOf('alice');
  const { id } = await accountOf(await stage.api('alice'), checking);
  await stage.open(page, `/accounts/${id}${query}`);
  return page;
}

function filterJourneys(stage: Stage): void {
  describe('filters', () => {
    it('stand in the address, and lead to the same list in another window after signing in', async () => {
      const page = await openChecking(stage);
      await fillIn(page, { Direction: 'debit', 'Least amount': '20' });
      await follow(button(page, 'Filter'));
      expect(placeOf(page)).toMatch(/direction=debit.*min=20/);
      const query = { direction: 'debit', min: '2000', limit: '25' } as const;
      const found = asListed(await transactionsOf(await stage.api('alice'), checking, query));
      expect(found.length).toBeGreaterThan(5);
      expect(await listedOn(page)).toEqual(found);

      const other = await stage.newWindow();
      expect(await stage.open(other, placeOf(page))).toBe(stage.site === 'classic' ? 401 : 200);
      expect(await listedOn(other)).toEqual([]);
      await signInHere(other, 'alice', stage.bank().password);
      expect(placeOf(other)).toBe(placeOf(page));
      expect(await listedOn(other)).toEqual(found);
      await other.context().close();

      await follow(link(page, 'Clear'));
      expect(placeOf(page)).not.toContain('?');
    });

    it('that make no sense are told at the field, and nothing is listed', async () => {
      const page = await openChecking(stage);
      await fillIn(page, { From: '2026-02-01', To: '2026-01-01' });
      await follow(button(page, 'Filter'));
      await page.getByRole('alert').getByText('Enter a date on or after the first one.').waitFor();
      expect(await page.getByLabel('To', { exact: true }).getAttribute('aria-invalid')).toBe('true');
      expect(await page.getByLabel('From', { exact: true }).inputValue()).toBe('2026-02-01');
      expect(await listedOn(page)).toEqual([]);
    });
  });
}

function pagingJourneys(stage: Stage): void {
  describe('pages of a long list', () => {
    it('neither repeat nor miss anything while new transactions arrive', async () => {
      const alice = await stage.api('alice');
      const before = asListed(await transactionsOf(alice, checking));
      expect(before.length).toBeGreaterThan(75);
      const page = await openChecking(stage);
      const first = await listedOn(page);
      for (let i = 0; i < 3; i += 1) await depositFor(stage, checking);
      await follow(link(page, 'Older'));
      const second = await listedOn(page);
      await depositFor(stage, checking);
      await follow(link(page, 'Older'));
      const third = await listedOn(page);
      expect([...first, ...second, ...third]).toEqual(before.slice(0, 75));
      await follow(link(page, 'Newer'));
      expect(await listedOn(page)).toEqual(second);
    });

    it('keep the filter to the last one', async () => {
      const page = await openChecking(stage, '?direction=credit');
      const all: string[] = await listedOn(page);
      while (await link(page, 'Older').isVisible()) {
        await follow(link(page, 'Older'));
        expect(placeOf(page)).toContain('direction=credit');
        all.push(...(await listedOn(page)));
      }
      const credits = await transactionsOf(await stage.api('alice'), checking, { direction: 'credit' });
      expect(all.slice(0, 100)).toEqual(asListed(credits));
    });
  });
}

async function depositFor(stage: Stage, number: string): Promise<void> {
  const { id: accountId } = await accountOf(await stage.api('alice'), number);
  const body = { accountId, amount: { minor: '100', currency: 'USD' } };
  await (await stage.api('teller')).call('depositCash', { body }, { idempotencyKey: randomUUID() });
}
