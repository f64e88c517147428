import { describe, expect, it } from '@jest/globals';
import type { Stage } from './stage.ts';
import { arriveAt, button, factOf, fillIn, follow, link, placeOf, rowsOf, statusOf } from './steps.ts';

const roof = (stage: Stage): Readonly<Record<string, string>> => ({
  Description: `A new roof, ${stage.site}`,
  'Account of line 1': '7090',
  'Debit of line 1': '25,000.00',
  'Account of line 2': '1040',
  'Credit of line 2': '25,000.00',
});

/** What one person asks for and another decides on. */
export function approvalJourneys(stage: Stage): void {
  describe('a journal that is too large for one person', () => {
    it('is refused, asked for with its text kept, and posted when another person approves', async () => {
      const accountant = await stage.windowOf('accountant');
      await stage.open(accountant, '/journals');
      await follow(link(accountant, 'Enter a journal'));
      await fillIn(accountant, roof(stage));
      await button(accountant, 'Post').click();
      await accountant.getByRole('alert').getByText('one person alone may move 10,000.00 USD').waitFor();
      expect(await statusOf(accountant)).toBe(422);
      await fillIn(accountant, { Reason: 'The roof leaks' });
      await follow(button(accountant, 'Ask for approval'));
      const place = placeOf(accountant);
      expect(await button(accountant, 'Approve').count()).toBe(0);

      const administrator = await stage.windowOf('administrator');
      await stage.open(administrator, '/approvals');
      await follow(link(administrator, roof(stage)['Description'] ?? ''));
      expect(placeOf(administrator)).toBe(place);
      const changed = await rowsOf(administrator, 'Effect as of now');
      expect(changed.map(([what]) => what?.slice(0, 4))).toEqual(['7090', '1040']);
      await fillIn(administrator, { Note: 'Seen' });
      await button(administrator, 'Approve').click();
      await administrator.getByText('Approved', { exact: true }).waitFor();
      expect(await factOf(administrator, 'Decided')).toContain('by administrator');

      await stage.open(accountant, place);
      await follow(accountant.getByRole('main').getByRole('link', { name: /^jnl_/ }));
      expect(await rowsOf(accountant, 'Entries')).toHaveLength(2);
    });

    it('is withdrawn by the one who asked', async () => {
      const accountant = await stage.windowOf('accountant');
      await stage.open(accountant, '/journals/new');
      await fillIn(accountant, { ...roof(stage), Reason: 'Changed my mind' });
      await follow(button(accountant, 'Ask for approval'));
      await button(accountant, 'Withdraw it').click();
      await accountant.getByText('Withdrawn', { exact: true }).waitFor();
    });
  });

  describe('the rights of a user', () => {
    it('are asked for by an administrator and given when another person approves', async () => {
      const administrator = await stage.windowOf('administrator');
      await stage.open(administrator, '/users?beginsWith=teller');
      await follow(link(administrator, 'teller'));
      await administrator.getByLabel('auditor', { exact: true }).check();
      await fillIn(administrator, { Reason: 'Helps with the audit' });
      await follow(button(administrator, 'Ask for it'));
      const accountant = await stage.windowOf('accountant');
      await stage.open(accountant, placeOf(administrator));
      expect(await rowsOf(accountant, 'Effect as of now')).toContainEqual([
        'Roles',
        'teller',
        'auditor, teller',
      ]);
      await button(accountant, 'Reject').click();
      await accountant.getByText('Rejected', { exact: true }).waitFor();
      await stage.open(administrator, '/users/teller');
      await arriveAt(administrator, 'Tess Teller');
      expect(await factOf(administrator, 'Roles')).toBe('teller');
    });
  });
}
