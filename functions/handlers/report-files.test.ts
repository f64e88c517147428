import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { useBank, type Caller } from '../../local/testing/bank.ts';
import { rollTo, usd } from '../../local/testing/front-door.ts';
import { aCashDeposit, aJournal, post } from '../../local/testing/journals.ts';
import { aRecord, failuresOf } from '../../local/testing/queue-event.ts';
import type { JournalView } from '../contract/books.ts';
import type { ReportLineView } from '../contract/report-lines.ts';
import type { ReportContentView, ReportView, TrendView } from '../contract/reports.ts';
import { readCsv } from '../domain/csv.ts';

const bank = useBank();
const hashOfNothing = createHash('sha256').update('{"pack":null}').digest('hex');
const place = '/api/v1/reports/quarter/2026Q1';
let accountant: Caller;
let content: ReportContentView;
let report: ReportView;

beforeAll(async () => {
  accountant = await bank().signIn('accountant');
  await post(bank().database.app, aCashDeposit(bank().cast.bob.accountId, 250_000_000n));
  await rollTo(bank(), '2026-04-01');
  await accountant.post('/api/v1/reports', { kind: 'quarter', period: '2026Q1' });
  const sqs = new SQSClient({});
  const QueueUrl = bank().parts.environment['REPORT_QUEUE_URL'];
  const { Messages: [message] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
  sqs.destroy();
  const { handler } = await import('./report-worker.lambda.ts');
  expect(await failuresOf(handler, aRecord(JSON.parse(message?.Body ?? '') as unknown))).toEqual([]);
  const page = (await accountant.get(place)).body as { content: ReportContentView; report: ReportView };
  ({ content, report } = page);
});

async function fileOf(
  format: string,
  version = 1,
): Promise<{ status: number; headers: Record<string, string>; bytes: Buffer }> {
  const { cookie = '' } = accountant;
  const path = `${place}/versions/${version}/files/${format}`;
  const answer = await bank().page({ method: 'GET', path, cookies: [cookie] });
  return {
    status: answer.status,
    headers: { ...answer.headers },
    bytes: Buffer.from(answer.text, 'base64'),
  };
}

const linesOf = (view: ReportContentView): { schedule: string; code: string; thousands: string }[] =>
  (view.pack?.schedules ?? []).flatMap(({ name, lines }) =>
    lines.map(({ code, thousands }) => ({ schedule: name, code, thousands })),
  );

describe('A version of a report as a file', () => {
  it('has every line of every schedule under its item code, in CSV, JSON and XML alike', async () => {
    const expected = linesOf(content);
    expect(expected.length).toBeGreaterThan(200);
    const csv = readCsv((await fileOf('csv')).bytes.toString('utf8')).map(({ fields }) => fields);
    const ofCsv = csv.filter(([, , mdrm, , , , , unit]) => mdrm !== '' && unit === 'USD thousands');
    expect(ofCsv.map(([schedule, , code, , thousands]) => ({ schedule, code, thousands }))).toEqual(expected);
    const json = JSON.parse((await fileOf('json')).bytes.toString('utf8')) as {
      report: object;
      schedules: Record<string, Record<string, { thousands: string }>>;
    };
    const ofJson = Object.entries(json.schedules).flatMap(([schedule, lines]) =>
      Object.entries(lines).map(([code, { thousands }]) => ({ schedule, code, thousands })),
    );
    expect(ofJson).toEqual(expected);
    expect(json.report).toMatchObject({ period: '2026Q1', version: 1, sha256: report.sha256 });
    const xml = (await fileOf('xml')).bytes.toString('utf8');
    const ofXml = [...xml.matchAll(/<schedule name="([^"]*)"|<line mdrm="(\w+)"[^>]*>(-?\d+)</g)];
    let schedule = '';
    const read = ofXml.flatMap(([, name, code, thousands]) => {
      if (name !== undefined) schedule = name;
      return code === undefined ? [] : [{ schedule, code, thousands }];
    });
    expect(read).toEqual(expected);
    expect(xml).toContain(`sha256="${report.sha256 ?? ''}"`);
  });

  it('is a tagged PDF with a title, a language, and a number on each page', async () => {
    const { bytes, headers } = await fileOf('pdf');
    const text = bytes.toString('latin1');
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    for (const part of ['/Marked true', '/StructTreeRoot', '/Lang (en-US)', '/DisplayDocTitle true'])
      expect(text).toContain(part);
    const pages = [...text.matchAll(/\/Type \/Page\b/g)].length;
    expect(pages).toBeGreaterThan(10);
    expect(headers['content-type']).toBe('application/pdf');
  });

  it.each(['csv', 'json', 'xml', 'pdf'])(
    'gives the same bytes as %s at every time, to keep under a name',
    async (format) => {
      const first = await fileOf(format);
      const again = await fileOf(format);
      expect(first.status).toBe(200);
      expect(again.bytes.equals(first.bytes)).toBe(true);
      const hash = createHash('sha256').update(first.bytes).digest('hex');
      expect(first.headers).toMatchObject({
        'content-disposition': `attachment; filename="ledgerbank-quarter-2026Q1-v1.${format}"`,
        etag: `"${hash}"`,
        'x-content-type-options': 'nosniff',
      });
    },
  );

  it('is not there for a version nobody made, in no other format, and for nobody who may not read it', async () => {
    expect((await accountant.get(`${place}/versions/2/files/csv`)).body).toMatchObject({
      code: 'report-not-found',
    });
    expect((await accountant.get(`${place}/versions/1/files/doc`)).status).toBe(404);
    const alice = await bank().signIn('alice');
    expect((await alice.get(`${place}/versions/1/files/pdf`)).status).toBe(403);
    expect((await bank().anonymous.get(`${place}/versions/1/files/pdf`)).status).toBe(401);
  });
});

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('Trends over quarters', () => {
  it('come from the schedules that were made, and leave out what has none or is not over', async () => {
    await bank().database.app.query('SELECT bank.store_report($1, $2)', [
      { kind: 'quarter', period: '2025Q4', asOfSequence: '1', sha256: hashOfNothing },
      '{"pack":null}',
    ]);
    // Under way: its figures would look like those of a quarter that went badly.
    const soFar = '{"asOf":"2026-04-07","to":"2026-06-30","pack":{"schedules":[]}}';
    await bank().database.app.query('SELECT bank.store_report($1, $2)', [
      { kind: 'quarter', period: '2026Q2', asOfSequence: '1', sha256: sha256Of(soFar) },
      soFar,
    ]);
    const { body, status } = await accountant.get('/api/v1/report-trends');
    const { quarters, trends } = body as { quarters: string[]; trends: TrendView[] };
    expect([status, quarters]).toEqual([200, ['2026Q1']]);
    const deposits = trends.find(({ title }) => title === 'Deposits by category');
    const sum = deposits?.parts.reduce((total, { values: [value] }) => total + BigInt(value ?? '0'), 0n);
    expect(sum).toBe(2_500n);
    const alice = await bank().signIn('alice');
    expect((await alice.get('/api/v1/report-trends')).status).toBe(403);
  });
});

describe('A line of a report', () => {
  it('is taken apart down to ledger accounts, and those to their journals', async () => {
    const lineOf = async (code: string): Promise<ReportLineView> =>
      (await accountant.get(`${place}/versions/1/lines/${code}`)).body as ReportLineView;
    const total = await lineOf('RCON2170');
    expect(total).toMatchObject({ kind: 'total', basis: null, line: { thousands: '2500' } });
    expect(total.parts.find(({ name }) => name === 'RCON0081')?.line?.thousands).toBe('2500');
    const cash = await lineOf('RCON0081');
    expect(cash).toMatchObject({ kind: 'ledger', basis: 'balance', from: '2026-01-01', to: '2026-03-31' });
    const vault = cash.parts.find(({ name }) => name === '1010');
    expect(vault?.ledger).toMatchObject({ closing: { minor: '250000000', currency: 'USD' } });
    const of = (account: string): string =>
      `/api/v1/journals?ledgerAccount=${account}&from=${cash.from}&to=${cash.to}`;
    const { items } = (await accountant.get(of('1010'))).body as { items: JournalView[] };
    const sum = items
      .flatMap(({ entries }) => entries)
      .filter(({ ledgerAccount }) => ledgerAccount === '1010')
      .reduce((minor, { side, amount }) => minor + BigInt(amount.minor) * (side === 'debit' ? 1n : -1n), 0n);
    expect(sum).toBe(250_000_000n);
    expect((await accountant.get(of('1020'))).body).toMatchObject({ items: [] });
    expect((await accountant.get('/api/v1/journals?ledgerAccount=cash')).status).toBe(400);
  });

  it('that is an average is taken apart by account, and its days add up', async () => {
    const { body } = await accountant.get(`${place}/versions/1/lines/RCON3368`);
    const { line, basis, from, to, exact } = body as ReportLineView;
    expect([basis, from, to]).toEqual(['average', '2026-01-01', '2026-03-31']);
    // Two and a half million from 15 January to 31 March, of the 90 days of the quarter.
    const daily = usd(250_000_000 * 76);
    const amount = usd(211_111_111);
    expect(exact).toMatchObject({ changed: false, days: 90, daily, amount });
    expect(exact?.parts).toMatchObject([
      { kind: 'account', name: '1010', subtracted: false, daily, amount, accounts: ['1010'] },
    ]);
    expect(line.thousands).toBe('2111');
  });

  it('says when something was booked since, and what it is made of now', async () => {
    const path = `${place}/versions/1/lines/RCON3368`;
    const before = (await accountant.get(path)).body as ReportLineView;
    const late = aJournal(
      [
        { account: '7065', minor: 9_000n },
        { account: '1010', minor: -9_000n },
      ],
      { type: 'ADJUSTING', adjustsOn: '2026-01-15' },
    );
    await post(bank().database.app, late);
    const { line, exact } = (await accountant.get(path)).body as ReportLineView;
    expect([line, exact?.changed]).toEqual([before.line, true]);
    expect(before.exact?.daily).toEqual(usd(250_000_000 * 76));
    expect(exact?.daily).toEqual(usd((250_000_000 - 9_000) * 76));
  });

  it('is read by those who read reports, and by nobody else', async () => {
    const path = `${place}/versions/1/lines/RCON3368`;
    for (const [userName, status] of [
      ['alice', 403],
      ['teller', 403],
      ['auditor', 200],
    ] as const)
      expect((await (await bank().signIn(userName)).get(path)).status).toBe(status);
    expect((await bank().anonymous.get(path)).status).toBe(401);
  });

  it('is not there under a code that the version does not print', async () => {
    const answer = await accountant.get(`${place}/versions/1/lines/RCON9999`);
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([404, 'report-not-found']);
  });
});
