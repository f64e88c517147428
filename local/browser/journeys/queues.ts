import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { asSuperuser } from '../testing/books-switch.ts';
import type { Stage } from './stage.ts';
import { button, factOf, follow, link, placeOf, rowsOf } from './steps.ts';

/** A month of its own for each site. */
const periodOn = { bank: '2025-02', classic: '2025-03' } as const;

/** The books store no report of the period until this is done. */
async function whileRefused(stage: Stage, period: string, look: () => Promise<void>): Promise<void> {
  const run = (statement: string): Promise<unknown> =>
    asSuperuser(stage.bank().config, (client) => client.query(statement), 'bank');
  await run(`
    CREATE OR REPLACE FUNCTION public.refuse_report() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'The auditors hold this month back.' USING ERRCODE = 'LB070'; END $$;
    CREATE TRIGGER held_back BEFORE INSERT ON ops.report_run
    FOR EACH ROW WHEN (NEW.period = '${period}') EXECUTE FUNCTION public.refuse_report()`);
  try {
    await look();
  } finally {
    await run('DROP TRIGGER held_back ON ops.report_run; DROP FUNCTION public.refuse_report()');
  }
}

/** Looks again until the queue has so many dead letters and nothing is on its way. */
async function untilDead(stage: Stage, page: Page, letters: string): Promise<void> {
  for (let i = 0; i < 60; i += 1) {
    await stage.open(page, '/queues/report');
    const names = ['Dead letters', 'Waiting', 'In flight'];
    const facts = await Promise.all(names.map((name) => factOf(page, name)));
    if (facts.join() === [letters, '0', '0'].join()) return;
    await page.waitForTimeout(250);
  }
  throw new Error(`There were not ${letters} dead letters in time.`);
}

/** Poison is seen, sent back while it is poison, and sent back once it is none. */
export function queueJourneys(stage: Stage): void {
  describe('a report that the books refuse', () => {
    it('is a dead letter, which goes back and heals once the cause is gone', async () => {
      const period = periodOn[stage.site];
      const accountant = await stage.api('accountant');
      const page = await stage.windowOf('administrator');
      await whileRefused(stage, period, async () => {
        await accountant.call('requestReport', { body: { kind: 'month', period } });
        await untilDead(stage, page, '1');
        await stage.open(page, '/queues');
        const rows = await rowsOf(page, 'Queues');
        expect(rows.find(([name]) => name === 'Reports')).toEqual([
          ...['Reports', 'Dead letters', '0', '0', '0', '1'],
        ]);
        await follow(link(page, 'Reports').last());
        const [letter] = await rowsOf(page, 'Dead letters, the oldest first');
        expect([letter?.[0], ...(letter?.slice(2) ?? [])]).toEqual([
          ...[`Month ${period}`, '3', 'The auditors hold this month back.'],
        ]);
      });

      await seenByTheAuditor(stage);
      await stage.open(page, '/queues/report');
      await follow(link(page, 'Send them back'));
      expect(await page.getByRole('status').innerText()).toContain('Send 1 dead letter back?');
      await follow(link(page, 'Leave them here'));
      expect(await factOf(page, 'Dead letters')).toBe('1');
      await follow(link(page, 'Send them back'));
      await follow(button(page, 'The cause is gone: send back'));
      expect(placeOf(page)).toBe('/queues/report');
      await untilDead(stage, page, '0');
      await page.getByRole('heading', { name: 'No dead letters' }).waitFor();
      await stage.open(page, `/reports/month/${period}`);
      expect(await factOf(page, 'Made')).toBe('ready');
      await stage.open(page, '/audit?kind=queue');
      expect((await rowsOf(page, 'Events'))[0]).toContain('queue: report');
    });
  });
}

/** Whoever only reads finds the letter, and no way to send it back. */
async function seenByTheAuditor(stage: Stage): Promise<void> {
  const page = await stage.windowOf('auditor');
  await stage.open(page, '/queues/report');
  expect(await rowsOf(page, 'Dead letters, the oldest first')).toHaveLength(1);
  expect(await link(page, 'Send them back').count()).toBe(0);
  await stage.open(page, '/queues/report?step=send-back');
  expect(await button(page, 'The cause is gone: send back').count()).toBe(0);
}
