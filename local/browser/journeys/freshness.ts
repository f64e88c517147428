import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { siteNames } from '../testing/use-running-bank.ts';
import { visit } from '../testing/visitor.ts';
import { accountOf, balanceOf, bobs, checking, dollars } from './ledger.ts';
import type { Stage } from './stage.ts';
import { factOf, follow, link, settle } from './steps.ts';
import { listedOn } from './transaction-rows.ts';
import { checkTransfer, pay } from './transfer-steps.ts';

/** Balances of both accounts, as pages show them. */
async function balancesNow(stage: Stage): Promise<{ alice: string; bob: string }> {
  const [alice, bob] = [await stage.api('alice'), await stage.api('bob')];
  return { alice: dollars(await balanceOf(alice, checking)), bob: dollars(await balanceOf(bob, bobs)) };
}

const cardOf = async (page: Page, number: string): Promise<string> =>
  page.getByRole('listitem').filter({ hasText: number }).innerText();

/** Another window beside this one, which shows the overview and has lost the focus. */
async function leftBehind(page: Page, origin: string): Promise<Page> {
  const other = await page.context().newPage();
  await visit(other, `${origin}/accounts`);
  // Otherwise every page is told that it has the focus all the time.
  const devtools = await page.context().newCDPSession(other);
  await devtools.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  await page.bringToFront();
  return other;
}

/** Money moves on this site; every page on both sites must know it at once. */
export function freshnessJourneys(stage: Stage): void {
  describe('after a transfer', () => {
    const everywhere = siteNames.flatMap((site) => (['alice', 'bob'] as const).map((who) => ({ site, who })));
    let balances: { alice: string; bob: string };
    let open: Page;

    beforeAll(async () => {
      const { bank, windowOf } = stage;
      for (const { site, who } of everywhere) {
        await visit(await windowOf(who, site), `${bank().origin(site)}/accounts`);
      }
      open = await leftBehind(await windowOf('bob', 'bank'), bank().origin('bank'));
      const page = await (await windowOf('alice')).context().newPage();
      await checkTransfer(stage, page, { amount: '17.17', reference: `Fresh, ${stage.site}` });
      await pay(page);
      await page.close();
      balances = await balancesNow(stage);
    });

    it('a single-page window that was open all the time shows it when one comes back to it', async () => {
      expect(await cardOf(open, bobs)).not.toContain(balances.bob);
      await open.bringToFront();
      await open.getByRole('listitem').filter({ hasText: balances.bob }).first().waitFor();
      expect(await cardOf(open, bobs)).toContain(balances.bob);
      await open.close();
    });

    it.each(everywhere)('$who on the site $site sees the new balance at the next step', async (window) => {
      const { site, who } = window;
      const number = who === 'alice' ? checking : bobs;
      const page = await stage.windowOf(who, site);
      await link(page, 'Accounts').click();
      await settle(page);
      await page.getByRole('listitem').filter({ hasText: balances[who] }).first().waitFor();
      expect(await cardOf(page, number)).toContain(balances[who]);
      const { id } = await accountOf(await stage.api(who), number);
      await follow(page.locator(`main a[href="/accounts/${id}"]`).first());
      expect(await factOf(page, 'Posted balance')).toBe(balances[who]);
      const [latest] = await listedOn(page);
      expect(latest).toContain(`Fresh, ${stage.site}`);
    });
  });
}
