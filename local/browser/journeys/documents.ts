import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ofCsv, ofOfx } from '../../testing/statement-files.ts';
import { accountOf, checking, dollars, transactionsOf } from './ledger.ts';
import type { Stage } from './stage.ts';
import { arriveAt, follow, link, rowsOf } from './steps.ts';

interface Kept {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What a browser keeps when a link to a file is followed. */
async function keep(page: Page, name: string): Promise<Kept> {
  const [download] = await Promise.all([page.waitForEvent('download'), link(page, name).click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Statements and what comes once a year. */
export function documentJourneys(stage: Stage): void {
  statementJourneys(stage);
  yearJourneys(stage);
}

function statementJourneys(stage: Stage): void {
  describe('a statement', () => {
    it('is found from its account, and kept in formats that say what the ledger has', async () => {
      const page = await stage.windowOf('alice');
      const alice = await stage.api('alice');
      const { id } = await accountOf(alice, checking);
      await stage.open(page, `/accounts/${id}`);
      await follow(link(page, 'Statements'));
      await arriveAt(page, 'Statements');
      const booked = await transactionsOf(alice, checking, { from: '2026-08-01', to: '2026-08-31' });
      const sum = booked.reduce(
        (total, { direction, amount }) => total + BigInt(amount.minor) * (direction === 'credit' ? 1n : -1n),
        0n,
      );
      const csv = await keep(page, 'Statement of August 2026 as CSV');
      expect(csv.name).toBe('ledgerbank-statement-0101-2026-08.csv');
      const read = ofCsv(csv.bytes.toString('utf8'));
      expect(read.entries.length).toBe(booked.length);
      expect(read.closing - (read.opening ?? 0n)).toBe(sum);
      expect(read.entries.reduce((total, { minor }) => total + minor, 0n)).toBe(sum);
      const august = (await rowsOf(page, 'Statements of 2026')).find(([month]) => month === 'August 2026');
      expect(august?.[1]).toBe(dollars(read.closing));

      const ofx = await keep(page, 'Statement of August 2026 as OFX');
      expect(ofOfx(ofx.bytes.toString('utf8'))).toMatchObject({
        closing: read.closing,
        entries: read.entries.map(({ id: entry, minor }) => ({ id: entry, minor })),
      });
      const pdf = await keep(page, 'Statement of August 2026 as PDF');
      expect(pdf.name).toBe('ledgerbank-statement-0101-2026-08.pdf');
      expect(pdf.bytes.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
    });

    it('is found by staff from the page of the account', async () => {
      const { id } = await accountOf(await stage.api('alice'), checking);
      const page = await stage.windowOf('teller');
      await stage.open(page, `/accounts/${id}/interest`);
      await follow(link(page, 'Statements of this account'));
      await arriveAt(page, 'Statements');
      const kept = await keep(page, 'Statement of August 2026 as CSV');
      expect(ofCsv(kept.bytes.toString('utf8')).entries.length).toBeGreaterThan(0);
    });
  });
}

function yearJourneys(stage: Stage): void {
  describe('tax documents', () => {
    it('are found from the accounts, with the form of a year for which one is due', async () => {
      const page = await stage.windowOf('alice');
      await stage.open(page, '/accounts');
      await follow(link(page, 'Tax documents'));
      await arriveAt(page, 'Tax documents');
      const { items } = (await (await stage.api('alice')).call('listTaxForms', {})).data;
      const year = items.find(({ year: each }) => each === 2025);
      expect(year).toMatchObject({ isDue: true, reason: 'interest' });
      const [of2025, of2024] = await rowsOf(page, 'Documents by year');
      expect(of2025?.slice(0, 2)).toEqual(['2025', dollars(BigInt(year?.interest?.minor ?? '0'))]);
      expect(of2024?.[3]).toBe('Not due: no interest was paid');
      const form = await keep(page, 'Form 1099-INT of 2025 as PDF');
      expect(form.name).toBe('ledgerbank-1099-int-2025.pdf');
      expect(form.bytes.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
      const parties = await keep(page, 'Form 1099-INT of 2025 as CSV');
      expect(parties.bytes.toString('utf8')).toContain('"12 Orchard Lane, Springfield, IL 62701"');
      const annual = await keep(page, 'Annual statement of 2025 as CSV');
      expect(annual.bytes.toString('utf8')).toContain('Interest paid');
    });
  });
}
