import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { signIn, openWindow, visit } from '../testing/visitor.ts';
import { arriveAt } from './steps.ts';
import type { Stage } from './stage.ts';

/** A page of somebody else that shows the address in a frame. */
async function frameElsewhere(page: Page, address: string): Promise<string> {
  await page.route('http://elsewhere.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<h1>Win</h1><iframe src="${address}"></iframe>` }),
  );
  await page.goto('http://elsewhere.example/', { waitUntil: 'load' });
  const frame = page.frames().find((each) => each !== page.mainFrame());
  if (!frame) throw new Error('The foreign page has no frame.');
  return frame.content();
}

/** Runs in the page: plants scripts in the ways an injection would, and tells what the browser refused. */
async function plantScripts(): Promise<{ ran: boolean; refused: string[] }> {
  const refused: string[] = [];
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
    refused.push(effectiveDirective);
  });
  const script = document.createElement('script');
  script.textContent = 'document.documentElement.dataset.owned = "by a script"';
  document.body.append(script);
  const button = document.createElement('button');
  button.setAttribute('onclick', 'document.documentElement.dataset.owned = "by a handler"');
  document.body.append(button);
  button.click();
  const foreign = document.createElement('script');
  foreign.src = 'https://elsewhere.example/script.js';
  document.body.append(foreign);
  await new Promise((resolve) => setTimeout(resolve, 300));
  return { ran: 'owned' in document.documentElement.dataset, refused };
}

/** What a page of the bank is protected from in the browser itself. */
export function framingJourneys(stage: Stage): void {
  describe('in the browser (security test 27)', () => {
    it('27: a page of somebody else can’t show ours in a frame', async () => {
      const page = await stage.newWindowOf('bob');
      await stage.open(page, '/accounts');
      await arriveAt(page, 'Your accounts');
      const shown = await frameElsewhere(page, `${stage.bank().origin(stage.site)}/accounts`);
      expect(shown).not.toMatch(/Your accounts|Sign in|lb-/);
    });

    it('27: an injected script does not run, and the browser says what it refused', async () => {
      const context = await openWindow(stage.browser(), stage.site, { scripts: true });
      const page = await context.newPage();
      await visit(page, `${stage.bank().origin(stage.site)}/sign-in`);
      const { ran, refused } = await page.evaluate(plantScripts);
      expect(ran).toBe(false);
      expect([...refused].sort()).toEqual(['script-src-attr', 'script-src-elem', 'script-src-elem']);
      await context.close();
    });

    it('27: markup in a reference is text', async () => {
      const alice = await stage.api('alice');
      const [from, to] = (await alice.call('listAccounts', {})).data.items;
      const reference = '<script>document.title="owned"</script><img src=x onerror=alert(1)>';
      const body = {
        fromAccountId: from?.id ?? '',
        to: to?.id ?? '',
        amount: { minor: '1', currency: 'USD' },
      };
      await alice.call(
        'transferFunds',
        { body: { ...body, reference } },
        { idempotencyKey: crypto.randomUUID() },
      );
      const context = await openWindow(stage.browser(), stage.site, { scripts: true });
      const page = await context.newPage();
      await signIn(page, stage.bank(), 'alice', stage.site);
      await visit(page, `${stage.bank().origin(stage.site)}/accounts/${from?.id ?? ''}`);
      expect(await page.locator('main').innerText()).toContain(reference);
      expect([await page.title(), await page.locator('main img').count()]).not.toContain('owned');
      await context.close();
    });
  });
}
