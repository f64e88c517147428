import { describe, expect, it } from '@jest/globals';
import type { Stage } from './stage.ts';
import { arriveAt, button, factOf, fillIn, follow, link, placeOf } from './steps.ts';

/** A teller keeps and reads what identifies a customer. */
export function personalDataJourneys(stage: Stage): void {
  describe('personal data of a customer', () => {
    it('is kept, shown masked, and in clear for this once when somebody says why', async () => {
      const page = await stage.windowOf('teller');
      await stage.open(page, '/customers?q=bob');
      await follow(link(page, 'Bob Baker'));
      const place = placeOf(page);
      await fillIn(page, { 'What to keep': 'tax-id', Value: '987-65-4321' });
      await button(page, 'Keep it').click();
      await page.getByText('••• 4321').waitFor();
      await fillIn(page, { 'Show in clear': 'tax-id', Reason: 'The customer calls' });
      await button(page, 'Show it').click();
      await page.getByText('987654321').waitFor();
      await stage.open(page, place);
      await arriveAt(page, 'Bob Baker');
      expect(await factOf(page, 'Tax number')).toBe('••• 4321');
      expect(await page.getByText('987654321').count()).toBe(0);
      const auditor = await stage.windowOf('auditor');
      await stage.open(auditor, '/audit?kind=unmasking');
      expect(await auditor.getByRole('main').innerText()).toContain('The customer calls');
    });
  });
}
