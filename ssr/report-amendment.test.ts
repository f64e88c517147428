import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { openSite, type Visitor } from './testing/site.ts';

const site = openSite();
const place = '/reports/quarter/2025Q3';
const content = JSON.stringify({
  ...{ from: '2025-07-01', to: '2025-09-30', asOf: '2025-09-30' },
  ...{ trialBalance: [], balanceSheet: [], incomeStatement: [] },
});
const sha256 = createHash('sha256').update(content).digest('hex');
let accountant: Visitor;

const make = (asOfSequence: string): Promise<unknown> =>
  site().bank.database.app.query('SELECT bank.store_report($1, $2)', [
    { kind: 'quarter', period: '2025Q3', sha256, asOfSequence },
    content,
  ]);
const words = async (): Promise<string> =>
  (await accountant.get(place)).html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

beforeAll(async () => {
  await make('1');
  await site().bank.database.owner.query(`ALTER TABLE ops.report_run DISABLE TRIGGER frozen;
    UPDATE ops.report_run SET status = 'FILED';
    ALTER TABLE ops.report_run ENABLE ALWAYS TRIGGER frozen`);
  accountant = site().visitor();
  await accountant.signIn('accountant');
});

describe('The page of a filed report, without JavaScript', () => {
  it('says that its files are being kept, how long that takes, and what to do if they are not', async () => {
    const page = await words();
    expect(page).toContain('Its files are being kept');
    expect(page).toContain('takes up to a minute from the filing');
    expect(page).toContain('If they are not all here an hour after the filing, tell an administrator');
  });

  it('says before an amendment is begun that nothing was booked that it could change', async () => {
    const page = await words();
    expect(page).toContain('Nothing that counts in this period was booked since this version was made.');
    expect(page).toContain('Begin an amendment');
  });

  it('takes no step with an amendment that changes nothing, and says why', async () => {
    const form = accountant.formOf(await accountant.get(place));
    const begun = await accountant.post(place, { ...form, _step: 'amend', reason: 'A late invoice' });
    expect(begun.status).toBe(303);
    await make('2');
    const page = await words();
    expect(page).toContain('This amendment changes nothing');
    expect(page).toContain('It says the same as version 1, which was filed');
    expect(page).not.toContain('Mark as reviewed');
    const step = { ...form, _version: '2', _sha256: sha256, _step: 'review', note: '' };
    const refused = await accountant.post(place, step);
    expect(refused.html).toContain('Version 2 says the same as version 1, which was filed.');
  });
});
