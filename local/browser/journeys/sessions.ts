import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accountOf, balanceOf, checking } from './ledger.ts';
import { endSessionOf } from './session-steps.ts';
import type { Stage } from './stage.ts';
import { arriveAt, button, fillIn, follow, link, navigationOf } from './steps.ts';
import { placeOf, settle, signInHere, statusOf, typedInto } from './steps.ts';
import { enterTransfer, pay, transferLabels } from './transfer-steps.ts';
import { listedOn } from './transaction-rows.ts';

/** Signing in, and a session that ends behind somebody's back. */
export function sessionJourneys(stage: Stage): void {
  describe('signing in', () => {
    it('with a wrong password is refused; the name stays, the password does not', async () => {
      const page = await stage.newWindow();
      await stage.open(page, '/sign-in');
      await fillIn(page, { 'User name': 'bob', Password: 'wrong-horse' });
      await button(page, 'Sign in').click();
      await page.getByRole('alert').getByText('The user name or the password is wrong.').waitFor();
      expect(await statusOf(page)).toBe(422);
      expect(await typedInto(page, ['User name', 'Password'])).toEqual({ 'User name': 'bob', Password: '' });
      await signInHere(page, 'bob', stage.bank().password);
      await arriveAt(page, 'Your accounts');
      await page.context().close();
    });

    it('leads to the page one wanted', async () => {
      const page = await stage.newWindow();
      await stage.open(page, '/trial-balance?asOf=2025-12-31');
      expect(await statusOf(page)).toBe(401);
      await arriveAt(page, 'Sign in');
      await signInHere(page, 'auditor', stage.bank().password);
      await arriveAt(page, 'Trial balance');
      expect(placeOf(page)).toBe('/trial-balance?asOf=2025-12-31');
      await page.context().close();
    });
  });
  lostSessionJourneys(stage);
  takenSessionJourneys(stage);
}

function lostSessionJourneys(stage: Stage): void {
  describe('a session that is gone', () => {
    it('costs nothing that was typed into a transfer, wrong password included', async () => {
      const alice = await stage.api('alice');
      const before = await balanceOf(alice, checking);
      const page = await stage.newWindowOf('alice');
      await enterTransfer(stage, page, { amount: '8.00', reference: 'Ré "x" & <y>' });
      const typed = await typedInto(page, transferLabels);
      await endSessionOf(page, stage);
      await button(page, 'Check').click();
      await arriveAt(page, 'Sign in');
      expect(await page.getByText('Your session has ended.').isVisible()).toBe(true);
      expect(await page.getByRole('navigation').count()).toBe(0);
      await fillIn(page, { 'User name': 'alice', Password: 'not this one' });
      await button(page, 'Sign in').click();
      await page.getByRole('alert').waitFor();
      await signInHere(page, 'alice', stage.bank().password);
      await arriveAt(page, 'Make a transfer');
      expect(await typedInto(page, transferLabels)).toEqual(typed);
      await follow(button(page, 'Check'));
      await pay(page);
      expect(await balanceOf(alice, checking)).toBe(before - 800n);
      await page.context().close();
    });

    it('asks to sign in at the next step, and shows no navigation meanwhile', async () => {
      const page = await stage.newWindowOf('alice');
      const { id } = await accountOf(await stage.api('alice'), checking);
      await stage.open(page, `/accounts/${id}`);
      await fillIn(page, { Direction: 'credit' });
      await endSessionOf(page, stage);
      await follow(button(page, 'Filter'));
      await arriveAt(page, 'Sign in');
      expect(await page.getByRole('navigation').count()).toBe(0);
      expect(await page.getByText('Alice').count()).toBe(0);
      await signInHere(page, 'alice', stage.bank().password);
      expect(placeOf(page)).toContain(`/accounts/${id}?`);
      expect((await listedOn(page)).join()).not.toContain('\u2212');
      expect((await listedOn(page)).length).toBe(25);
      await page.context().close();
    });
  });
}

/** Signs whoever it is out in a second window of the same browser, and somebody else in. */
async function signInBeside(page: Page, stage: Stage, userName: string): Promise<void> {
  const second = await page.context().newPage();
  await stage.open(second, '/accounts');
  await button(second, 'Sign out').click();
  await arriveAt(second, 'Sign in');
  await signInHere(second, userName, stage.bank().password);
  await arriveAt(second, 'Your accounts');
}

function takenSessionJourneys(stage: Stage): void {
  describe('a session that is gone', () => {
    it('and another one of somebody else: the page is that person’s, and says so', async () => {
      const page = await stage.newWindowOf('alice');
      await stage.open(page, '/accounts');
      await signInBeside(page, stage, 'bob');
      await link(page, 'Accounts').click();
      await settle(page);
      await page.getByText('Bob').first().waitFor();
      expect(await page.getByText('Alice').count()).toBe(0);
      expect(await navigationOf(page)).toEqual(['Accounts', 'Transfer', 'Payments', 'Messages']);
      await page.context().close();
    });

    it('and another one of somebody else: of a form that is sent then, nothing of the one before is left', async () => {
      const { id } = await accountOf(await stage.api('alice'), checking);
      const page = await stage.newWindowOf('alice');
      await enterTransfer(stage, page, { amount: 'none', reference: 'Refused' });
      await signInBeside(page, stage, 'carla');
      await button(page, 'Check').click();
      await page.locator('.lb-who').getByText('Carla').waitFor();
      await settle(page);
      const content = await page.content();
      expect(content).not.toContain(id);
      expect(content).not.toContain('Alice');
      await page.context().close();
    });
  });
}
