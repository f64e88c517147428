import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { keepLargeFile } from '../local/testing/large-file.ts';
import { openSite, type PageAnswer } from './testing/site.ts';

const site = openSite();
const place = '/api/v1/reports/quarter/2025Q3/versions/1/files';

beforeAll(async () => {
  const span = { from: '2025-07-01', to: '2025-09-30', asOf: '2025-09-30' };
  const content = JSON.stringify({ ...span, trialBalance: [], balanceSheet: [], incomeStatement: [] });
  const sha256 = createHash('sha256').update(content).digest('hex');
  const made = { kind: 'quarter', period: '2025Q3', sha256, asOfSequence: '1' };
  await site().bank.database.app.query('SELECT bank.store_report($1, $2)', [made, content]);
});

const fileAs = async (userName: string, format: string): Promise<PageAnswer> => {
  const visitor = site().visitor();
  await visitor.signIn(userName);
  return visitor.get(`${place}/${format}`);
};

describe('On the server-rendered site a file of a report', () => {
  it('is handed over byte for byte, PDF too', async () => {
    const csv = await fileAs('accountant', 'csv');
    expect([csv.status, csv.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    for (const format of ['csv', 'pdf']) {
      const { html, headers } = await fileAs('accountant', format);
      const sha256 = createHash('sha256').update(Buffer.from(html, 'base64')).digest('hex');
      expect([format, headers['etag']]).toEqual([format, `"${sha256}"`]);
      expect(headers['content-disposition']).toContain(`ledgerbank-quarter-2025Q3-v1.${format}`);
    }
  });

  it('that is too large for an answer is where the API says it is', async () => {
    const { owner } = site().bank.database;
    await owner.query(`ALTER TABLE ops.report_run DISABLE TRIGGER frozen;
      UPDATE ops.report_run SET status = 'FILED';
      ALTER TABLE ops.report_run ENABLE ALWAYS TRIGGER frozen`);
    const bytes = await keepLargeFile(site().bank, '2025Q3', 'xml');
    const visitor = site().visitor();
    await visitor.signIn('accountant');
    const { status, headers } = await visitor.get(`${place}/xml`);
    expect(status).toBe(303);
    const answer = await fetch(headers['location'] ?? '');
    expect(bytes.equals(Buffer.from(await answer.arrayBuffer()))).toBe(true);
    const { html } = await visitor.get('/reports/quarter/2025Q3');
    const text = html.replace(/<[^>]*>/g, ' ');
    for (const format of ['CSV', 'JSON', 'PDF'])
      expect(text).toMatch(new RegExp(` ${format}\\s+not kept yet`));
    expect(text).toMatch(/ XML\s+Kept since/);
  });

  it('is refused like the page: to nobody, to customers, and where there is none', async () => {
    expect((await site().visitor().get(`${place}/csv`)).status).toBe(401);
    expect((await fileAs('alice', 'csv')).status).toBe(403);
    expect((await fileAs('accountant', 'doc')).status).toBe(404);
  });
});
