import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Caller } from '../../local/testing/bank.ts';
import { problem, rollTo, usd } from '../../local/testing/front-door.ts';
import { aCashDeposit, aJournal, post, type JournalDraft } from '../../local/testing/journals.ts';
import { closeLastYear, openReportDesk, pathOf, type ReportDesk } from '../../local/testing/report-desk.ts';
import type { ReportChangesView } from '../contract/report-changes.ts';
import type { ReportVersionView } from '../contract/report-versions.ts';

const bank = useBank({}, '2024-12-31');
let desk: ReportDesk;
let accountant: Caller;
let administrator: Caller;

beforeAll(async () => {
  await closeLastYear(bank());
  desk = await openReportDesk(bank());
  ({ accountant, administrator } = desk);
});

describe('A report that two people file', () => {
  it('goes from draft to filed, with who and when, and into the security log', async () => {
    const seen = await desk.make('2025Q1');
    const reviewed = await desk.step(accountant, '2025Q1:1/review', {
      ...seen,
      note: 'Looked through',
    });
    expect([reviewed.status, (reviewed.body as ReportVersionView).state]).toEqual([200, 'REVIEWED']);
    const filed = await desk.step(administrator, '2025Q1:1/filing', seen);
    expect([filed.status, (filed.body as ReportVersionView).state]).toEqual([200, 'FILED']);
    const [version] = (await desk.read('2025Q1')).versions;
    expect(version).toMatchObject({ version: 1, state: 'FILED', ...seen, amends: null });
    expect(version?.history).toMatchObject([
      { action: 'review', by: 'accountant', on: '2026-01-15', note: 'Looked through', ...seen },
      { action: 'file', by: 'administrator', on: '2026-01-15', ...seen },
    ]);
    const { rows } = await bank().database.owner.query('SELECT actor FROM ops.report_event ORDER BY id');
    const { subjects } = bank().parts;
    expect(rows).toEqual([{ actor: subjects.get('accountant') }, { actor: subjects.get('administrator') }]);
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
    const seen = await desk.make('2025Q2');
    await desk.step(accountant, '2025Q2:1/review', seen);
    const own = await desk.step(accountant, '2025Q2:1/filing', seen);
    expect(problem(own)).toEqual({ status: 403, code: 'second-person-required' });
    expect((await desk.read('2025Q2')).versions[0]?.state).toBe('REVIEWED');
    const back = await desk.step(administrator, '2025Q2:1/return', {
      note: 'The allowance is missing',
    });
    expect([back.status, (back.body as ReportVersionView).state]).toEqual([200, 'DRAFT']);
  });

  /** The first version, for paper. */
  async function paperOf(period: string): Promise<string> {
    const path = `${pathOf(period)}/versions/1/files/pdf`;
    const { cookie = '' } = accountant;
    const { status, text } = await bank().page({ method: 'GET', path, cookies: [cookie] });
    expect(status).toBe(200);
    return text;
  }

  /** An expense that was booked to another account than it belongs to. */
  const reclassified = (adjustsOn: string): JournalDraft =>
    aJournal(
      [
        { account: '7070', minor: 5_000n },
        { account: '7060', minor: -5_000n },
      ],
      { type: 'ADJUSTING', adjustsOn },
    );

  it('stays as it was filed, and is amended by a version that names it', async () => {
    const seen = await desk.make('2025Q3');
    const early = await desk.step(accountant, '2025Q3:1/amendment', { reason: 'A late invoice' });
    expect(problem(early)).toEqual({ status: 409, code: 'report-step-refused' });
    await desk.step(accountant, '2025Q3:1/review', seen);
    await desk.step(administrator, '2025Q3:1/filing', seen);
    const asked = await desk.step(accountant, '2025Q3:1/amendment', { reason: 'A late invoice' });
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
    expect((await desk.read('2025Q3')).shown).toBe(1);
    const filed = await paperOf('2025Q3');
    await post(bank().database.app, reclassified('2025-09-30'));
    await desk.work();
    const page = await desk.read('2025Q3');
    expect([page.shown, page.versions.map(({ state }) => state)]).toEqual([2, ['DRAFT', 'FILED']]);
    const { sha256 = '' } = page.versions[0] as { sha256?: string };
    await desk.step(administrator, '2025Q3:2/filing', { sha256 });
    await desk.step(accountant, '2025Q3:2/review', { sha256 });
    await desk.step(administrator, '2025Q3:2/filing', { sha256 });
    expect((await desk.read('2025Q3')).versions.map(({ state }) => state)).toEqual(['FILED', 'AMENDED']);
    expect((await desk.read('2025Q3', '?version=1')).shown).toBe(1);
    expect(await paperOf('2025Q3')).toBe(filed);
  });
});

describe('A step of a report is refused', () => {
  it('for a version that does not exist, and for content that nobody saw', async () => {
    const { sha256 } = await desk.make('2025Q4');
    const missing = await desk.step(accountant, '2025Q4:7/review', { sha256 });
    expect(problem(missing)).toEqual({ status: 404, code: 'report-not-found' });
    expect(problem(await accountant.get(`${pathOf('2025Q4')}?version=7`))).toEqual({
      status: 404,
      code: 'report-not-found',
    });
    const other = await desk.step(accountant, '2025Q4:1/review', { sha256: 'a'.repeat(64) });
    expect(problem(other)).toEqual({ status: 409, code: 'change-outdated' });
    const unsaid = await desk.step(administrator, '2025Q4:1/return', { note: ' ' });
    expect(problem(unsaid)).toEqual({ status: 400, code: 'validation-failed' });
    expect((await desk.read('2025Q4')).versions[0]?.history).toEqual([]);
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
      expect(problem(await desk.step(who, `2025Q4:1/${name}`, body))).toEqual({
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
    await desk.work();
    expect(await changesOf()).toMatchObject({
      asOf: '2026-01-31',
      accounts: [],
      journals: [],
      moreJournals: false,
    });
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
      {
        ledgerAccount: '1010',
        asFiled: usd(250_000_000),
        asKnown: usd(249_875_000),
        difference: usd(-125_000),
      },
      { ledgerAccount: '7065', asFiled: usd(0), asKnown: usd(125_000), difference: usd(125_000) },
    ]);
    // A month has statements alone, and its lines are named there.
    expect(accounts[0]?.lines.map(({ of, caption }) => [of, caption])).toEqual([
      ['balanceSheet', 'Cash and due from banks'],
    ]);
    expect(accounts[1]?.lines.map(({ of }) => of)).toContain('incomeStatement');
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

  it('says so when there are more entries than it shows', async () => {
    const late = Array.from({ length: 200 }, () =>
      aJournal(
        [
          { account: '7065', minor: 1n },
          { account: '1010', minor: -1n },
        ],
        { type: 'ADJUSTING', adjustsOn: '2026-01-30' },
      ),
    );
    for (const from of [0, 100]) await post(bank().database.app, ...late.slice(from, from + 100));
    const { accounts, journals, moreJournals } = await changesOf();
    expect([journals.length, moreJournals]).toEqual([200, true]);
    expect(journals[0]?.description).toBe('An invoice of the auditors');
    expect(accounts.find(({ ledgerAccount }) => ledgerAccount === '7065')?.difference).toEqual(usd(125_200));
  });

  it('names the lines of the schedules that would say something else, and those of each account', async () => {
    await desk.make('2026Q1');
    const path = `${pathOf('2026Q1')}/versions/1/changes`;
    const read = async (): Promise<ReportChangesView> =>
      (await accountant.get(path)).body as ReportChangesView;
    const before = await read();
    expect([before.accounts, before.lines, before.journals]).toEqual([[], [], []]);
    await post(bank().database.app, aCashDeposit(bank().cast.bob.accountId, 700_000n));
    const { accounts, lines } = await read();
    const inSchedule = { schedule: 'RC', item: '1.a', code: 'RCON0081' };
    expect(lines).toContainEqual(expect.objectContaining({ ...inSchedule, difference: '7' }));
    const [vault] = accounts.filter(({ ledgerAccount }) => ledgerAccount === '1010');
    expect(vault?.lines).toContainEqual(expect.objectContaining({ of: 'schedule', ...inSchedule }));
    // The place is where the page of the cell is found.
    const [inStatement] = (vault?.lines ?? []).filter(({ of }) => of === 'balanceSheet');
    const { content } = await desk.read('2026Q1');
    const at = content?.balanceSheet.findIndex(({ label }) => label === 'Cash and due from banks');
    expect(inStatement).toEqual({ of: 'balanceSheet', place: at, caption: 'Cash and due from banks' });
  });

  it('is not shown for a version nobody made', async () => {
    const answer = await accountant.get('/api/v1/reports/month/2026-01/versions/7/changes');
    expect(problem(answer)).toEqual({ status: 404, code: 'report-not-found' });
  });
});
