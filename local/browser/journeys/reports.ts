import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { ReportContentView } from '../../../functions/contract/reports.ts';
import { formatAmount, formatMoney } from '../../../web/ui/format.ts';
import { asSuperuser } from '../testing/books-switch.ts';
import { endSessionOf } from './session-steps.ts';
import type { Stage } from './stage.ts';
import { arriveAt, button, factOf, fillIn, follow, link, placeOf, rowsOf } from './steps.ts';
import { settle, signInHere, statusOf, typedInto } from './steps.ts';

/** A month of its own for each site, so that both see one being made. */
const periodOn = { bank: '2026-07', classic: '2026-08' } as const;

/** A quarter of its own for each site; both are drafts, and every rule is content with them. */
const draftOn = { bank: '2026Q1', classic: '2026Q2' } as const;

/** As many as the worker makes at the same time. */
const others = ['2026-09-01', '2026-09-02', '2026-09-03', '2026-09-04', '2026-09-08'];

/** Gives the worker so much to do that the next report has to wait for its turn. */
async function keepTheWorkerBusy(stage: Stage): Promise<void> {
  const accountant = await stage.api('accountant');
  const keys = others.map((period) => ({ kind: 'day', period }) as const);
  for (const body of keys) await accountant.call('requestReport', { body });
  const isBegun = async (params: (typeof keys)[number]): Promise<boolean> =>
    (await accountant.call('getReport', { params, query: {} })).data.report.status === 'running';
  while (!(await Promise.all(keys.map(isBegun))).every(Boolean)) await delay(100);
}

/** The worker can build reports, but not store them, until this is done: time to look at one under way. */
function whileNothingIsStored(stage: Stage, look: () => Promise<void>): Promise<void> {
  const hold = async (client: { query(text: string): Promise<unknown> }): Promise<void> => {
    await client.query('BEGIN');
    await client.query('LOCK TABLE ops.report_run IN SHARE MODE');
    try {
      await look();
    } finally {
      await client.query('COMMIT');
    }
  };
  return asSuperuser(stage.bank().config, hold, 'bank');
}

/** Whether the page goes on by itself, or wants to be asked. */
async function untilReady(page: Page, site: Stage['site']): Promise<void> {
  const statements = page.getByRole('table', { name: 'Balance sheet' });
  if (site === 'bank') return statements.waitFor();
  // The figures are there a moment before the job is done.
  for (let i = 0; i < 120 && (await link(page, 'Look again').isVisible()); i += 1) {
    await link(page, 'Look again').click();
    await settle(page);
    await page.waitForTimeout(250);
  }
}

async function expectStatements(stage: Stage, page: Page): Promise<void> {
  const key = { kind: 'month', period: periodOn[stage.site] } as const;
  const accountant = await stage.api('accountant');
  const { report, content } = (await accountant.call('getReport', { params: key, query: {} })).data;
  expect(report).toMatchObject({ status: 'ready', requestedBy: 'accountant' });
  expect(await factOf(page, 'SHA-256 of the figures')).toBe(report.sha256);
  expect(content?.totalDebit).toEqual(content?.totalCredit);
  const total = content === null ? '' : formatAmount(content.totalDebit);
  expect((await rowsOf(page, 'Trial balance')).at(-1)).toEqual(['', 'Total', total, total]);
  const text = (amount: Parameters<typeof formatAmount>[0] | null): string =>
    amount === null ? '' : formatAmount(amount);
  const lines = content?.incomeStatement.map(({ label, amount, before, yearBefore }) => [
    label,
    ...[amount, before, yearBefore].map(text),
  ]);
  expect(await rowsOf(page, 'Income statement')).toEqual(lines);
}

/** The accountant asks for a report and waits for it. */
export function reportJourneys(stage: Stage): void {
  describe('a report', () => {
    it('is asked for, is under way, and then there with its statements', async () => {
      const period = periodOn[stage.site];
      const page = await stage.windowOf('accountant');
      await stage.open(page, '/reports');
      await fillIn(page, { Kind: 'month', Period: period });
      await whileNothingIsStored(stage, async () => {
        await keepTheWorkerBusy(stage);
        await follow(button(page, 'Ask for it'));
        expect(placeOf(page)).toBe(`/reports/month/${period}`);
        expect(await factOf(page, 'Made')).toBe('queued');
        expect(await page.getByRole('status').innerText()).toContain('Waiting for its turn.');
        expect(await page.getByRole('table', { name: 'Balance sheet' }).count()).toBe(0);
      });
      await untilReady(page, stage.site);
      expect(await factOf(page, 'Made')).toBe('ready');
      await expectStatements(stage, page);
      await stage.open(page, '/reports?kind=month');
      const [latest] = (await rowsOf(page, 'Reports')).filter(([title]) => title === `Month ${period}`);
      expect(latest?.slice(1, 6)).toEqual(['ready', '', '1', 'draft', 'accountant']);
    });

    it('is asked for again after signing in, when the session is gone', async () => {
      const page = await stage.newWindowOf('accountant');
      await stage.open(page, '/reports');
      const typed = { Kind: 'day', Period: '2026-09-09' };
      await fillIn(page, typed);
      await endSessionOf(page, stage);
      await button(page, 'Ask for it').click();
      await arriveAt(page, 'Sign in');
      await signInHere(page, 'accountant', stage.bank().password);
      await arriveAt(page, 'Reports');
      expect(await typedInto(page, ['Kind', 'Period'])).toEqual(typed);
      await follow(button(page, 'Ask for it'));
      expect(placeOf(page)).toBe('/reports/day/2026-09-09');
      await page.context().close();
    });

    it.each([
      ['2026-13', 'Enter a month like 2026-09.'],
      ['2031-01', 'The books stand at'],
    ])('of %s is refused at the field, and what was typed stays', async (period, message) => {
      const page = await stage.windowOf('accountant');
      await stage.open(page, '/reports');
      await fillIn(page, { Kind: 'month', Period: period });
      await button(page, 'Ask for it').click();
      await page.getByRole('alert').getByText(message).waitFor();
      await arriveAt(page, 'Reports');
      expect(await statusOf(page)).toBe(422);
      expect(await typedInto(page, ['Kind', 'Period'])).toEqual({ Kind: 'month', Period: period });
      const field = page.getByLabel('Period', { exact: true });
      expect(await field.getAttribute('aria-invalid')).toBe('true');
    });
  });
  filingJourney(stage);
  yearJourney(stage);
}

/** Two people take a quarter from draft to filed. */
function filingJourney(stage: Stage): void {
  describe('the report of a quarter', () => {
    it('is reviewed by one person, filed by another, and amended', async () => {
      const place = `/reports/quarter/${draftOn[stage.site]}`;
      const accountant = await stage.windowOf('accountant');
      await stage.open(accountant, place);
      await fillIn(accountant, { 'Note on the review': 'Agrees with the close' });
      await button(accountant, 'Mark as reviewed').click();
      await accountant.getByText('You reviewed it; another person files it.').waitFor();
      expect(await button(accountant, 'File it').count()).toBe(0);

      const administrator = await stage.windowOf('administrator');
      await stage.open(administrator, place);
      await button(administrator, 'Send it back').click();
      await administrator.getByRole('alert').getByText('Say what has to be different.').waitFor();
      expect(await statusOf(administrator)).toBe(422);
      await button(administrator, 'File it').click();
      await administrator.getByText('As filed. It never changes').waitFor();
      const steps = await rowsOf(administrator, 'What was done with version 1');
      expect(steps.map(([step, by, , note]) => [step, by, note])).toEqual([
        ['Reviewed', 'accountant', 'Agrees with the close'],
        ['Filed', 'administrator', ''],
      ]);
      expect(await button(administrator, 'Begin an amendment').count()).toBe(0);

      await stage.open(accountant, place);
      await fillIn(accountant, { 'Why it is amended': 'An invoice came late' });
      await button(accountant, 'Begin an amendment').click();
      await accountant.getByText('An invoice came late').waitFor();
      const versions = await rowsOf(accountant, 'Versions, the latest first');
      expect(versions.map(([version, state]) => [version, state])).toEqual([
        ['2', 'draft'],
        ['1', 'filed'],
      ]);
    });
  });
}

const yearOf = async (stage: Stage): Promise<ReportContentView> => {
  const key = { kind: 'year', period: '2025' } as const;
  const accountant = await stage.api('accountant');
  const { content } = (await accountant.call('getReport', { params: key, query: {} })).data;
  if (content === null) throw new Error('The demo bank has no report of 2025.');
  return content;
};

/** From the report of a closed year to the forms of its payees, and to the journals behind a figure. */
function yearJourney(stage: Stage): void {
  describe('the report of a year', () => {
    it('shows how the year was closed, and leads to the form of each payee', async () => {
      const { yearEnd } = await yearOf(stage);
      const page = await stage.windowOf('accountant');
      await stage.open(page, '/reports/year/2025');
      const total = yearEnd ? formatAmount(yearEnd.closing.total) : '';
      expect((await rowsOf(page, 'Closing entries')).at(-1)).toEqual(['', 'Total', total, total]);
      const ties = await rowsOf(page, 'How it ties');
      expect(ties.map(([id, , , , result]) => [id, result])).toEqual(
        ['Y01', 'Y02', 'Y03', 'Y04', 'Y05', 'Y06', 'Y07'].map((id) => [id, 'ties']),
      );
      await follow(link(page, 'Search all forms'));
      await arriveAt(page, 'Forms 1099-INT, year 2025');
      await fillIn(page, { 'Find a payee': 'everly' });
      await follow(button(page, 'Find'));
      const [lena] = yearEnd?.forms.filter(({ name }) => name === 'Lena Everly') ?? [];
      const found = await rowsOf(page, 'Forms by customer number');
      expect(found.map(([name, number]) => [name, number])).toEqual([['Lena Everly', lena?.number]]);
      expect(found[0]?.at(-1)).toBe(lena && formatAmount(lena.box4));
      await fillIn(page, { 'Find a payee': 'nobody at all' });
      await follow(button(page, 'Find'));
      await page.getByRole('heading', { name: 'No payee matches' }).waitFor();
    });

    it('leads from an average to the accounts that add up to it, and to their journals', async () => {
      const page = await stage.windowOf('accountant');
      await stage.open(page, '/reports/year/2025');
      await follow(page.locator('a[href$="/RCON3360"]'));
      await arriveAt(page, 'Total loans');
      expect(await factOf(page, 'Days')).toBe('92');
      const rows = await rowsOf(page, 'Averages it is made of');
      const cents = (column: number): number[] =>
        rows.map((row) => Number((row.at(column) ?? '').replaceAll(/[,.]/g, '').replace('−', '-')));
      for (const column of [-1, -2]) {
        const sums = cents(column);
        expect(sums.slice(0, -1).reduce((sum, each) => sum + each, 0)).toBe(sums.at(-1));
      }
      await follow(page.getByRole('link', { name: /^1420 / }));
      await arriveAt(page, 'Journals on 1420');
    });

    it('leads from a figure to its ledger accounts and their journals', async () => {
      const { balanceSheet } = await yearOf(stage);
      const place = balanceSheet.findIndex(({ label }) => label === 'Total deposits');
      const deposits = balanceSheet[place];
      const page = await stage.windowOf('accountant');
      await stage.open(page, '/reports/year/2025');
      const table = page.getByRole('table', { name: 'Balance sheet' });
      await follow(table.locator(`a[href*="/${place}?"]`).first());
      await arriveAt(page, 'Total deposits, balance sheet');
      expect(await factOf(page, 'In this version')).toBe(deposits && formatMoney(deposits.amount));
      await follow(link(page, 'Deposits, noninterest-bearing'));
      await follow(page.getByRole('link', { name: /^2010 / }));
      await arriveAt(page, 'Journals on 2010');
    });
  });
}
