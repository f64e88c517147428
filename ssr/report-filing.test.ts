import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import type { Transport } from '../web/client/client.ts';
import { inProcess, openSite } from './testing/site.ts';

const site = openSite();
const place = '/reports/quarter/2025Q3';
const contentOf = (cash: string): string =>
  JSON.stringify({
    ...{ from: '2025-07-01', to: '2025-09-30', asOf: '2025-09-30' },
    trialBalance: [{ code: '1010', name: 'Cash', class: 'Asset', debitMinor: cash, creditMinor: '0' }],
    ...{ balanceSheet: [], incomeStatement: [] },
  });

/** The report is made; answers the hash of what it says. */
async function make(content: string, asOfSequence: string): Promise<string> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const made = { kind: 'quarter', period: '2025Q3', sha256, asOfSequence };
  await site().bank.database.app.query('SELECT bank.store_report($1, $2)', [made, content]);
  return sha256;
}

/** The report is made again after its content was read and before its versions are. */
function madeAgainMeanwhile(content: string): Transport {
  const reach = inProcess(site().bank);
  return async (path, init) => {
    const before = await reach(path, init);
    if (init.method !== 'GET' || !path.startsWith(`/api/v1${place}`)) return before;
    await make(content, '2');
    const [old, now] = [await before.text(), await (await reach(path, init)).text()];
    const { versions } = JSON.parse(now) as { versions: object[] };
    const text = JSON.stringify({ ...(JSON.parse(old) as object), versions });
    return { ...before, text: () => Promise.resolve(text) };
  };
}

it('The page of a report signs the figures it shows, not those that came meanwhile', async () => {
  const seen = await make(contentOf('500'), '1');
  const accountant = site().visitor();
  await accountant.signIn('accountant');
  site().reachApiBy(madeAgainMeanwhile(contentOf('700')));
  const page = await accountant.get(place);
  site().reachApiBy(undefined);
  expect(page.html).toContain('5.00');
  expect(page.html).not.toContain('7.00');
  const form = accountant.formOf(page);
  expect(form).toMatchObject({ _version: '1', _sha256: seen });
  const refused = await accountant.post(place, { ...form, _step: 'review', note: '' });
  expect(refused.html).toContain('The report was made again since you looked at it.');
});
