import { beforeAll, describe, expect, it } from '@jest/globals';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { problem, rollTo, usd } from '../../local/testing/front-door.ts';
import { aCashDeposit, aJournal, post } from '../../local/testing/journals.ts';
import { aRecord, failuresOf, type Worker } from '../../local/testing/queue-event.ts';
import type { ReportChangesView, ReportVersionView } from '../contract/report-versions.ts';
import type { ReportContentView, ReportView } from '../contract/reports.ts';

const bank = useBank();
let worker: Worker;
let accountant: Caller;
let administrator: Caller;

beforeAll(async () => {
  worker = (await import('./report-worker.lambda.ts')).handler;
  accountant = await bank().signIn('accountant');
  administrator = await bank().signIn('administrator');
});

/** The queue's next report is made. */
async function work(): Promise<void> {
  const sqs = new SQSClient({});
  const QueueUrl = bank().parts.environment['REPORT_QUEUE_URL'];
  const { Messages: [message] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
  sqs.destroy();
  const body = JSON.parse(message?.Body ?? '') as unknown;
  expect(await failuresOf(worker, aRecord(body, { group: 'report' }))).toEqual([]);
}

interface Page {
  readonly report: ReportView;
  readonly content: ReportContentView | null;
  readonly shown: number | null;
  readonly versions: ReportVersionView[];
}

const pathOf = (period: string): string => `/api/v1/reports/quarter/${period}`;
const read = async (period: string, query = ''): Promise<Page> =>
  (await accountant.get(`${pathOf(period)}${query}`)).body as Page;

/** A draft of a quarter that is over. */
async function aDraft(period: string): Promise<{ sha256: string }> {
  await accountant.post('/api/v1/reports', { kind: 'quarter', period });
  await work();
  const { report, shown } = await read(period);
  expect([report.status, shown]).toEqual(['ready', 1]);
  return { sha256: report.sha256 ?? '' };
}

const step = (who: Caller, path: string, body: object): Promise<Answer> =>
  who.post(path.replace(':', '/versions/'), body);

describe('A report that two people file', () => {
  it('goes from draft to filed, with who and when, and into the security log', async () => {
    const seen = await aDraft('2025Q1');
    const reviewed = await step(accountant, `${pathOf('2025Q1')}:1/review`, {
      ...seen,
      note: 'Looked through',
    });
    expect([reviewed.status, (reviewed.body as ReportVersionView).state]).toEqual([200, 'REVIEWED']);
    const filed = await step(administrator, `${pathOf('2025Q1')}:1/filing`, seen);
    expect([filed.status, (filed.body as ReportVersionView).state]).toEqual([200, 'FILED']);
    const [version] = (await read('2025Q1')).versions;
    expect(version).toMatchObject({ version: 1, state: 'FILED', ...seen, amends: null });
    expect(version?.history).toMatchObject([
      { action: 'review', by: 'accountant', on: '2026-01-15', note: 'Looked through', ...seen },
      { action: 'file', by: 'administrator', on: '2026-01-15', ...seen },
    ]);
    const day = new Date().toISOString().slice(0, 10);
    const { body } = await administrator.get(`/api/v1/audit-events?day=${day}&kind=report`);
    const events = (body as { items: { operation: string; code: string; about: object }[] }).items;
    expect(events.map(({ operation, code }) => [operation, code])).toEqual([
      ['fileReport', 'filed'],
      ['reviewReport', 'reviewed'],
    ]);
    expect(events[0]?.about).toEqual({ report: 'quarter 2025Q1', version: '1' });
  });

  it('is filed by nobody who reviewed it', async () => {
    const seen = await aDraft('2025Q2');
    await step(accountant, `${pathOf('2025Q2')}:1/review`, seen);
    const own = await step(accountant, `${pathOf('2025Q2')}:1/filing`, seen);
    expect(problem(own)).toEqual({ status: 403, code: 'second-person-required' });
    expect((await read('2025Q2')).versions[0]?.state).toBe('REVIEWED');
    const back = await step(administrator, `${pathOf('2025Q2')}:1/return`, {
      note: 'The allowance is missing',
    });
    expect([back.status, (back.body as ReportVersionView).state]).toEqual([200, 'DRAFT']);
  });

  it('stays as it was filed, and is amended by a version that names it', async () => {
    const seen = await aDraft('2025Q3');
    const early = await step(accountant, `${pathOf('2025Q3')}:1/amendment`, { reason: 'A late invoice' });
    expect(problem(early)).toEqual({ status: 409, code: 'report-step-refused' });
    await step(accountant, `${pathOf('2025Q3')}:1/review`, seen);
    await step(administrator, `${pathOf('2025Q3')}:1/filing`, seen);
    const asked = await step(accountant, `${pathOf('2025Q3')}:1/amendment`, { reason: 'A late invoice' });
    expect([asked.status, asked.body]).toEqual([
      201,
      expect.objectContaining({
        version: 2,
        amends: 1,
        reason: 'A late invoice',
        state: 'DRAFT',
        sha256: null,
      }),
    ]);
    expect((await read('2025Q3')).shown).toBe(1);
    await work();
    const page = await read('2025Q3');
    expect([page.shown, page.versions.map(({ state }) => state)]).toEqual([2, ['DRAFT', 'FILED']]);
    const { sha256 = '' } = page.versions[0] as { sha256?: string };
    await step(administrator, `${pathOf('2025Q3')}:2/filing`, { sha256 });
    await step(accountant, `${pathOf('2025Q3')}:2/review`, { sha256 });
    await step(administrator, `${pathOf('2025Q3')}:2/filing`, { sha256 });
    expect((await read('2025Q3')).versions.map(({ state }) => state)).toEqual(['FILED', 'AMENDED']);
    expect((await read('2025Q3', '?version=1')).shown).toBe(1);
  });
});

describe('A step of a report is refused', () => {
  it('for a version that does not exist, and for content that nobody saw', async () => {
    const { sha256 } = await aDraft('2025Q4');
    const missing = await step(accountant, `${pathOf('2025Q4')}:7/review`, { sha256 });
    expect(problem(missing)).toEqual({ status: 404, code: 'report-not-found' });
    expect(problem(await accountant.get(`${pathOf('2025Q4')}?version=7`))).toEqual({
      status: 404,
      code: 'report-not-found',
    });
    const other = await step(accountant, `${pathOf('2025Q4')}:1/review`, { sha256: 'a'.repeat(64) });
    expect(problem(other)).toEqual({ status: 409, code: 'change-outdated' });
    const unsaid = await step(administrator, `${pathOf('2025Q4')}:1/return`, { note: ' ' });
    expect(problem(unsaid)).toEqual({ status: 400, code: 'validation-failed' });
    expect((await read('2025Q4')).versions[0]?.history).toEqual([]);
  });

  it('for whoever may not take it: the auditor reads, the administrator reviews nothing, a teller sees nothing', async () => {
    const body = { sha256: 'a'.repeat(64) };
    const auditor = await bank().signIn('auditor');
    const teller = await bank().signIn('teller');
    for (const [who, name] of [
      [auditor, 'review'],
      [auditor, 'filing'],
      [administrator, 'review'],
      [teller, 'filing'],
    ] as const)
      expect(problem(await step(who, `${pathOf('2025Q4')}:1/${name}`, body))).toEqual({
        status: 403,
        code: 'forbidden',
      });
    expect((await teller.get(pathOf('2025Q4'))).status).toBe(403);
    expect((await auditor.get(pathOf('2025Q4'))).status).toBe(200);
  });
});

describe('A version beside what is known today', () => {
  const changesOf = async (): Promise<ReportChangesView> =>
    (await accountant.get('/api/v1/reports/month/2026-01/versions/1/changes')).body as ReportChangesView;

  it('is the same until something is booked that counts in its period, and then the entries explain each change', async () => {
    await rollTo(bank(), '2026-01-30');
    await rollTo(bank(), '2026-02-02');
    await accountant.post('/api/v1/reports', { kind: 'month', period: '2026-01' });
    await work();
    expect(await changesOf()).toMatchObject({ asOf: '2026-01-31', accounts: [], journals: [] });
    const late = aJournal(
      [
        { account: '7065', minor: 125_000n },
        { account: '1010', minor: -125_000n },
      ],
      { type: 'ADJUSTING', adjustsOn: '2026-01-30', description: 'An invoice of the auditors' },
    );
    await post(bank().database.app, late, aCashDeposit(bank().cast.bob.accountId, 500n));
    const { accounts, journals } = await changesOf();
    expect(accounts).toMatchObject([
      { ledgerAccount: '1010', asFiled: usd(0), asKnown: usd(-125_000), difference: usd(-125_000) },
      { ledgerAccount: '7065', asFiled: usd(0), asKnown: usd(125_000), difference: usd(125_000) },
    ]);
    expect(accounts[0]?.lines).toContain('RC RCON0081');
    expect(journals.map(({ description, adjustsOn }) => [description, adjustsOn])).toEqual([
      ['An invoice of the auditors', '2026-01-30'],
    ]);
    for (const { ledgerAccount, difference } of accounts) {
      const entries = journals.flatMap((journal) => journal.entries);
      const sum = entries
        .filter((entry) => entry.ledgerAccount === ledgerAccount)
        .reduce(
          (total, { side, amount }) => total + BigInt(amount.minor) * (side === 'debit' ? 1n : -1n),
          0n,
        );
      expect([ledgerAccount, sum.toString()]).toEqual([ledgerAccount, difference.minor]);
    }
  });

  it('is not shown for a version nobody made', async () => {
    const answer = await accountant.get('/api/v1/reports/month/2026-01/versions/7/changes');
    expect(problem(answer)).toEqual({ status: 404, code: 'report-not-found' });
  });
});
