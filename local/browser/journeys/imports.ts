import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accountOf, balanceOf, checking } from './ledger.ts';
import type { Stage } from './stage.ts';
import { arriveAt, button, factOf, fillIn, follow, link, rowsOf, settle, statusOf } from './steps.ts';

interface ChosenFile {
  readonly name: string;
  readonly text: string;
}

async function choose(page: Page, { name, text }: ChosenFile): Promise<void> {
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.getByLabel('File', { exact: true }).setInputFiles(file);
}

/** Whether the page goes on by itself, or wants to be asked. */
async function untilDone(page: Page, site: Stage['site']): Promise<void> {
  const again = link(page, 'Look again');
  if (site === 'bank') return again.waitFor({ state: 'detached' });
  for (let i = 0; i < 60 && (await again.isVisible()); i += 1) {
    await again.click();
    await settle(page);
    await page.waitForTimeout(250);
  }
}

/** The accountant imports files of payments. */
export function importJourneys(stage: Stage): void {
  describe('an import', () => {
    it('is sent as a file, and posts what can be posted with a report for each line', async () => {
      const alice = await stage.api('alice');
      const before = await balanceOf(alice, checking);
      const page = await stage.windowOf('accountant');
      await stage.open(page, '/imports');
      const rows = [`${checking},12.50,Salary ${stage.site}`, '0000000000,1,Nobody'];
      const text = `account,amount,description\n${rows.join('\n')}\n`;
      await choose(page, { name: `salaries-${stage.site}.csv`, text });
      await follow(button(page, 'Import'));
      await arriveAt(page, `Import of salaries-${stage.site}.csv`);
      await untilDone(page, stage.site);
      expect([await factOf(page, 'Posted'), await factOf(page, 'Refused')]).toEqual(['1', '1']);
      const lines = await rowsOf(page, 'Lines of the file');
      expect(lines.map(([line, outcome, account]) => [line, outcome, account])).toEqual([
        ['2', 'posted', checking],
        ['3', 'refused', '0000000000'],
      ]);
      expect(await balanceOf(alice, checking)).toBe(before + 1250n);
      await follow(link(page, 'Journal'));
      expect(await factOf(page, 'Template')).toBe('P03');
      expect(await rowsOf(page, 'Metadata')).toContainEqual(['importLine', '2']);
    });

    it('of a damaged file is refused at the field, and nothing is posted', async () => {
      const alice = await stage.api('alice');
      const before = await balanceOf(alice, checking);
      const page = await stage.windowOf('accountant');
      await stage.open(page, '/imports');
      await fillIn(page, { Kind: 'nacha' });
      await choose(page, { name: 'damaged.ach', text: 'no ACH file' });
      await button(page, 'Import').click();
      await page.getByRole('alert').getByText('Line 1: A record has 94 characters').waitFor();
      expect(await statusOf(page)).toBe(422);
      expect(await page.getByLabel('Kind').inputValue()).toBe('nacha');
      expect(await balanceOf(alice, checking)).toBe(before);
    });
  });
}

/** A customer sees what is held and what was. */
export function balanceJourneys(stage: Stage): void {
  describe('the page of an account', () => {
    it('says what is held, and that it can’t be spent', async () => {
      const [alice, teller] = [await stage.api('alice'), await stage.api('teller')];
      const account = await accountOf(alice, checking);
      const description = `Hotel, ${stage.site}`;
      const body = { accountId: account.id, amount: { minor: '3000', currency: 'USD' }, description };
      const { data } = await teller.call('placeHold', { body }, { idempotencyKey: crypto.randomUUID() });
      const page = await stage.windowOf('alice');
      await stage.open(page, `/accounts/${account.id}`);
      const holds = await rowsOf(page, 'Holds');
      expect(holds.map(([name, amount]) => [name, amount])).toContainEqual([description, '30.00']);
      expect(await page.getByText(/posted − \$[\d,.]+ held = .* available/).isVisible()).toBe(true);
      const params = { holdId: data.id };
      await teller.call('releaseHold', { params, body: {} }, { idempotencyKey: crypto.randomUUID() });
    });

    it('tells what was there on a date, and refuses one that is still to come', async () => {
      const alice = await stage.api('alice');
      const { id } = await accountOf(alice, checking);
      const page = await stage.windowOf('alice');
      await stage.open(page, `/accounts/${id}`);
      await fillIn(page, { On: '2026-06-30' });
      await follow(button(page, 'Show balance'));
      const { balance } = (
        await alice.call('getBalanceAsOf', { params: { accountId: id }, query: { asOf: '2026-06-30' } })
      ).data;
      const told = await page.getByText('In the books as they').innerText();
      expect(told).toContain('on Jun 30, 2026');
      expect(told.replaceAll(/[^\d.]/g, '')).toContain((Number(balance.minor) / 100).toFixed(2));
      await fillIn(page, { On: '2999-01-01' });
      await follow(button(page, 'Show balance'));
      expect(await statusOf(page)).toBe(422);
      expect(await page.getByRole('alert').getByText('the books stand there').isVisible()).toBe(true);
    });
  });
}
