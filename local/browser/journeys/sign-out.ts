import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { launchChromium } from '../chromium.ts';
import { openWindow, signIn } from '../testing/visitor.ts';
import { checking } from './ledger.ts';
import type { Stage } from './stage.ts';
import { arriveAt, button, link, settle } from './steps.ts';

/** Runs in the page: whether it was kept, and what could be read the moment it was shown again. */
function noteWhatIsShownAgain(): void {
  addEventListener('pageshow', ({ persisted }) => {
    const { body } = document;
    if (persisted) sessionStorage.setItem('shown again', body.checkVisibility() ? body.innerText : '');
  });
}

async function expectNothingOf(page: Page): Promise<void> {
  await arriveAt(page, 'Sign in');
  const text = await page.locator('body').innerText();
  for (const secret of ['Alice', checking, '$', 'Checking']) expect(text).not.toContain(secret);
}

/** Goes elsewhere, signs out in another window, and goes back. */
async function comeBackTo(page: Page, stage: Stage): Promise<string | null> {
  await signIn(page, stage.bank(), 'alice', stage.site);
  await stage.open(page, '/accounts');
  if (stage.site === 'bank') await page.evaluate(noteWhatIsShownAgain);
  await page.goto('about:blank');
  const second = await page.context().newPage();
  await stage.open(second, '/accounts');
  await button(second, 'Sign out').click();
  await arriveAt(second, 'Sign in');
  await page.goBack({ waitUntil: 'commit' });
  await expectNothingOf(page);
  return page.evaluate(() => sessionStorage.getItem('shown again'));
}

/** Nothing of an account is left in a browser once somebody has signed out. */
export function signOutJourneys(stage: Stage): void {
  describe('after signing out', () => {
    it('the Back button shows nothing of the account any more', async () => {
      const page = await stage.newWindowOf('alice');
      await stage.open(page, '/accounts');
      await page.locator('main a[href^="/accounts/"]').first().click();
      await page.getByRole('table').waitFor();
      await button(page, 'Sign out').click();
      await arriveAt(page, 'Sign in');
      for (let i = 0; i < 2; i += 1) {
        await page.goBack();
        await expectNothingOf(page);
      }
      await page.goForward();
      await expectNothingOf(page);
      await page.reload();
      await expectNothingOf(page);
      await page.context().close();
    });

    it('a page that the browser has kept shows nothing either', async () => {
      const browser = await launchChromium({ keepsPages: true });
      try {
        const context = await openWindow(browser, stage.site);
        const shown = await comeBackTo(await context.newPage(), stage);
        // The server-rendered page forbids to keep it.
        expect(shown).toBe(stage.site === 'bank' ? '' : null);
      } finally {
        await browser.close();
      }
    });

    it('another open window asks to sign in as well at its next step', async () => {
      const page = await stage.newWindowOf('alice');
      await stage.open(page, '/accounts');
      const second = await page.context().newPage();
      await stage.open(second, '/accounts');
      await button(second, 'Sign out').click();
      await arriveAt(second, 'Sign in');
      await link(page, 'Transfer').click();
      await settle(page);
      await expectNothingOf(page);
      await page.context().close();
    });
  });
}
