import { describe, expect, it } from '@jest/globals';
import type { Stage } from './stage.ts';
import { arriveAt, button, fillIn, rowsOf, settle, statusOf } from './steps.ts';

/** A month of its own for each site; they close in their order. */
const monthOn = { bank: '2026-07', classic: '2026-08' } as const;
const nameOf = { '2026-07': 'July 2026', '2026-08': 'August 2026' } as const;

async function stateOf(stage: Stage, month: string): Promise<string> {
  const accountant = await stage.api('accountant');
  return (await accountant.call('getPeriod', { params: { month } })).data.period.state;
}

/** Months are closed by two people, who see the same checklist. */
export function periodJourneys(stage: Stage): void {
  describe('a month', () => {
    it('is closed by one person who asks and another who approves', async () => {
      const month = monthOn[stage.site];
      const accountant = await stage.windowOf('accountant');
      await stage.open(accountant, `/periods/${month}`);
      await fillIn(accountant, { 'What is to happen': 'soft-close' });
      await button(accountant, 'Ask for it').click();
      await accountant.getByText('awaits the decision of another person').waitFor();
      const checks = await rowsOf(accountant, 'Checklist: Close the month');
      expect(checks.map(([, met]) => met)).toEqual(checks.map(() => 'Yes'));
      expect(await button(accountant, 'Approve').count()).toBe(0);
      expect(await stateOf(stage, month)).toBe('OPEN');

      const administrator = await stage.windowOf('administrator');
      await stage.open(administrator, '/periods');
      const [waiting] = await rowsOf(administrator, 'Changes nobody has decided on');
      expect(waiting?.[0]).toBe(`Close the month: ${nameOf[month]}`);
      await stage.open(administrator, `/periods/${month}`);
      await fillIn(administrator, { 'Note on: Close the month': 'Looked through' });
      await button(administrator, 'Approve').click();
      await administrator.getByText('Looked through').waitFor();
      await settle(administrator);
      expect(await stateOf(stage, month)).toBe('SOFT_CLOSED');
    });

    it('is not reopened without a reason', async () => {
      const page = await stage.windowOf('accountant');
      await stage.open(page, '/periods/2026-06');
      await fillIn(page, { 'What is to happen': 'reopen' });
      await button(page, 'Ask for it').click();
      await page.getByRole('alert').getByText('Say why it is reopened.').waitFor();
      expect(await statusOf(page)).toBe(422);
      expect(await stateOf(stage, '2026-06')).toBe('HARD_CLOSED');
    });
  });

  describe('the board of days', () => {
    it('shows the auditor how far each day is, and no button to end one', async () => {
      const page = await stage.windowOf('auditor');
      await stage.open(page, '/days');
      const days = await rowsOf(page, 'Business dates');
      expect(days.length).toBe(30);
      expect(days.map(([, , , differences]) => differences)).toEqual(days.map(() => '0'));
      const auditor = await stage.api('auditor');
      const { businessDate } = (await auditor.call('listDays', {})).data;
      await stage.open(page, `/days/${businessDate}`);
      await page.getByRole('table', { name: 'Steps' }).waitFor();
      expect(await button(page, 'End this day').count()).toBe(0);
      const attempt = auditor.call('endDay', { params: { date: businessDate } });
      await expect(attempt).rejects.toMatchObject({ status: 403 });
    });

    it('offers the accountant to end the day under way', async () => {
      const page = await stage.windowOf('accountant');
      await stage.open(page, '/days');
      await page.getByRole('table', { name: 'Business dates' }).getByRole('link').first().click();
      await button(page, 'End this day').waitFor();
      await arriveAt(page, await page.getByRole('heading', { level: 1 }).innerText());
    });
  });
}
