import { beforeAll, describe, expect, it } from '@jest/globals';
import { aCashDeposit, aJournal, post } from '../local/testing/journals.ts';
import { closeLastYear, openReportDesk } from '../local/testing/report-desk.ts';
import { openSite, type Visitor } from './testing/site.ts';

const site = openSite('2024-12-31');
const quarter = '/reports/quarter/2025Q4';
let accountant: Visitor;

beforeAll(async () => {
  await closeLastYear(site().bank);
  const desk = await openReportDesk(site().bank);
  await desk.make('2025Q4');
  accountant = site().visitor();
  await accountant.signIn('accountant');
});

/** The text of a page as it is read, without its tags. */
const textOf = (html: string): string => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

describe('On the server-rendered site', () => {
  it('a figure of the quarterly averages leads to accounts, their averages and their journals', async () => {
    const report = await accountant.get(quarter);
    const line = `${quarter}/lines/1/RCON3368`;
    expect(report.html).toContain(`href="${line}"`);
    const { html } = await accountant.get(line);
    const text = textOf(html);
    expect(text).toContain('Days 92');
    expect(text).toContain('divided by 92');
    expect(text).toMatch(/Sum of 92 days \(USD\) Average \(USD\)/);
    // The same every day of the quarter.
    expect(text).toMatch(
      /1010 [A-Za-z ]+ 230,000,000\.00 2,500,000\.00 The line before rounding 230,000,000\.00/,
    );
    const journals = '/journals?ledgerAccount=1010&amp;from=2025-10-01&amp;to=2025-12-31';
    expect(html).toContain(`href="${journals}"`);
    expect((await accountant.get(journals.replaceAll('&amp;', '&'))).status).toBe(200);
  });

  it('a draft is made again from its own page', async () => {
    const form = accountant.formOf(await accountant.get('/reports'));
    expect((await accountant.get(quarter)).html).toContain('Make it again');
    const asked = await accountant.post('/reports', { ...form, reportKind: 'quarter', period: '2025Q4' });
    expect(asked.location).toBe(quarter);
    expect(textOf((await accountant.follow(asked)).html)).not.toContain('Make it again');
  });

  it('a version beside today names each line by its caption, and leads to it', async () => {
    const place = `${quarter}/changes/1`;
    expect((await accountant.get(place)).html).toContain('Nothing has changed');
    const late = aJournal(
      [
        { account: '7065', minor: 500_000n },
        { account: '1010', minor: -500_000n },
      ],
      { type: 'ADJUSTING', adjustsOn: '2025-12-31', description: 'An invoice of the auditors' },
    );
    await post(site().bank.database.app, late, aCashDeposit(site().bank.cast.bob.accountId, 100n));
    const { html } = await accountant.get(place);
    expect(html).toContain(`href="${quarter}/lines/1/RCON0081"`);
    const text = textOf(html);
    expect(text).toMatch(/RC, item 1\.a RCON0081 2,500 2,495 −5/);
    expect(text).toContain('Cash and due from banks (balance sheet)');
    expect(text).toContain('An invoice of the auditors');
  });
});
