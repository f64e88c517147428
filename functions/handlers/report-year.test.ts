import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { aCustomer } from '../../local/testing/cast.ts';
import { aDeposit, aProduct, endDaysUntil } from '../../local/testing/deposits.ts';
import { problem, usd } from '../../local/testing/front-door.ts';
import { aCashDeposit, aJournal, aReversal, post } from '../../local/testing/journals.ts';
import { openReportDesk, pathOf, type ReportDesk } from '../../local/testing/report-desk.ts';
import type { ReportContentView } from '../contract/reports.ts';
import type { PayeeFormView, YearEndView } from '../contract/year-end.ts';

const bank = useBank({}, '2024-12-31');
const taxNumber = '123-45-6789';
let desk: ReportDesk;
let auditor: Caller;
let walt: string;
let content: ReportContentView;
let seen: { sha256: string };

/** Journals of a year in which customers earned interest: one has tax withheld, one gets less than ten dollars. */
beforeAll(async () => {
  const { database, cast } = bank();
  const { owner, operator, app } = database;
  await aProduct(owner, 'plain', [[0, 36_500]], { validFrom: '2024-12-31' });
  walt = await aCustomer(operator, 'Walt Withheld', '00000004');
  await operator.query("SELECT bank.set_backup_withholding($1, true, 'officer')", [walt]);
  await post(app, aCashDeposit(cast.bob.accountId, 250_000_000n));
  const deposits = [
    [cast.alice.customerId, 40_000_000n],
    [cast.alice.customerId, 10_000_000n],
    [cast.carla.customerId, 1_000_000n],
    [walt, 500_000n],
  ] as const;
  await operator.query("SELECT bank.roll_business_date('2025-12-26')");
  const accounts: string[] = [];
  for (const [customer, minor] of deposits) {
    const account = await aDeposit(operator, customer, 'plain');
    accounts.push(account);
    await post(app, aCashDeposit(account, minor));
  }
  // Interest by hand that was a mistake, with the tax withheld of it, and is taken back.
  const wrong = aJournal(
    [
      { account: '2300', minor: 9_900n },
      { account: accounts[3] ?? '', minor: -9_900n },
      { account: accounts[3] ?? '', minor: 2_376n },
      { account: '2360', minor: -2_376n },
    ],
    { template: 'D02' },
  );
  await post(app, wrong);
  await post(app, await aReversal(owner, wrong.id));
  await endDaysUntil(app, '2026-01-05');
  await owner.query(
    "SELECT books.set_period_state(month, 'SOFT_CLOSED') FROM bank.period WHERE month < '2026-01-01' ORDER BY month",
  );
  desk = await openReportDesk(bank(), 'year');
  auditor = await bank().signIn('auditor');
  await storeTaxNumber(cast.alice.customerId);
  await make();
}, 120_000);

async function storeTaxNumber(customer: string): Promise<void> {
  const teller = await bank().signIn('teller');
  const path = `/api/v1/customers/cus_${customer}/personal-data`;
  const { status } = await teller.post(path, { field: 'tax-id', value: taxNumber });
  expect(status).toBeLessThan(300);
}

async function make(): Promise<void> {
  seen = await desk.make('2025');
  const page = await desk.read('2025');
  if (page.content === null) throw new Error('The report of the year was not made.');
  content = page.content;
}

const yearEnd = (): YearEndView => {
  if (content.yearEnd === null) throw new Error('The report has no end of a year.');
  return content.yearEnd;
};

const payees = async (query = '', who: Caller = desk.accountant): Promise<Answer> =>
  who.get(`${pathOf('2025', 'year')}/versions/1/payees${query}`);
const namesOf = ({ body }: Answer): string[] =>
  (body as { items: PayeeFormView[] }).items.map(({ name }) => name);

async function fileOf(format: string): Promise<string> {
  const { cookie = '' } = desk.accountant;
  const path = `${pathOf('2025', 'year')}/versions/1/files/${format}`;
  const { status, text } = await bank().page({ method: 'GET', path, cookies: [cookie] });
  expect(status).toBe(200);
  return Buffer.from(text, 'base64').toString('utf8');
}

describe('The report of a year', () => {
  it('has statements and schedules beside those of the year before', () => {
    const [assets] = content.balanceSheet.filter(({ depth }) => depth === 0);
    expect([assets?.before, assets?.yearBefore]).toEqual([null, usd(250_000_000n)]);
    expect(content.incomeStatement.find(({ depth }) => depth === 0)?.yearBefore).toEqual(usd(0));
    for (const name of ['equityChanges', 'cashFlow'] as const)
      expect(content[name].some(({ yearBefore }) => yearBefore !== null)).toBe(true);
    const lines = content.pack?.schedules.flatMap((schedule) => schedule.lines) ?? [];
    const total = lines.find(({ code }) => code === 'RCON2170');
    expect([total?.thousands, total?.yearBefore]).toEqual(['3015', '2500']);
  });

  it('counts a form for each payee over all accounts, from ten dollars or with tax withheld', () => {
    expect(
      yearEnd().forms.map(({ name, taxId, box1, box2, box4 }) => [name, taxId, box1, box2, box4]),
    ).toEqual([
      // Six days at a hundredth of a percent of 500,000.00.
      ['Alice Adams', expect.stringContaining('6789'), usd(30_000), usd(0), usd(0)],
      ['Walt Withheld', null, usd(300), usd(0), usd(72)],
    ]);
    expect(yearEnd().due).toEqual({ count: 2, interest: usd(30_300), penalty: usd(0), withheld: usd(72) });
    expect(yearEnd().notDue).toMatchObject({ count: 1, interest: usd(600) });
  });

  it('nets interest that was reversed, with its tax, and ties to the ledger to the cent', async () => {
    const { rows } = await bank().database.owner.query(
      `SELECT (SELECT sum(minor) FROM books.interest_credit WHERE kind = 'credited')::text AS interest,
         (SELECT -sum(balance_minor) FROM books.balance WHERE ledger_account = '2360')::text AS withheld`,
    );
    expect(rows).toEqual([{ interest: '30900', withheld: '72' }]);
    expect(yearEnd().ties.map(({ id, outcome, left, right }) => [id, outcome, left, right])).toEqual([
      ['Y01', 'pass', usd(30_900), usd(30_900)],
      ['Y02', 'pass', usd(72), usd(72)],
      ['Y03', 'pass', usd(0), usd(0)],
      ['Y04', 'pass', expect.anything(), expect.anything()],
      ['Y05', 'pass', usd(-30_900), usd(-30_900)],
      ['Y06', 'pass', usd(0), usd(0)],
      ['Y07', 'pass', usd(0), usd(0)],
    ]);
    const sides = yearEnd().sides.map(({ side, code, interest }) => [side, code, interest]);
    expect(sides).toContainEqual(['payees', '2030', usd(30_900)]);
    expect(sides).toContainEqual(['ledger', '2300', usd(30_900)]);
  });

  it('shows what would close the year while it is open, and the journal that did once it is', async () => {
    const open = yearEnd().closing;
    expect([open.journalId, open.countsOn]).toEqual([null, null]);
    expect(open.lines.map(({ code, side, amount }) => [code, side, amount])).toEqual([
      ['5020', 'credit', usd(30_900)],
      ['3040', 'debit', usd(30_900)],
    ]);
    const asked = await desk.accountant.post('/api/v1/periods/2025-12/changes', { action: 'close-year' });
    const { id } = asked.body as { id: string };
    const decided = await desk.administrator.post(`/api/v1/period-changes/${id}/decision`, {
      decision: 'approved',
    });
    expect(decided.status).toBe(200);
    await make();
    const { journalId, ...closed } = yearEnd().closing;
    expect(closed).toEqual({ countsOn: '2025-12-31', lines: open.lines, total: open.total });
    const journal = (await desk.accountant.get(`/api/v1/journals/${journalId ?? ''}`)).body;
    expect(journal).toMatchObject({ type: 'CLOSING', adjustsOn: '2025-12-31' });
    expect(yearEnd().ties.every(({ outcome }) => outcome === 'pass')).toBe(true);
  });
});

describe('The forms of a year', () => {
  it('are searched by name or number and paged, by whoever reads reports', async () => {
    expect(namesOf(await payees('', auditor))).toEqual(['Alice Adams', 'Walt Withheld']);
    expect(namesOf(await payees('?q=walt'))).toEqual(['Walt Withheld']);
    expect(namesOf(await payees('?q=00000001'))).toEqual(['Alice Adams']);
    expect(namesOf(await payees('?q=nobody'))).toEqual([]);
    const first = await payees('?limit=1');
    const { next, prev } = first.body as { next: string; prev: null };
    expect([namesOf(first), prev]).toEqual([['Alice Adams'], null]);
    const second = await payees(`?limit=1&cursor=${next}`);
    const back = second.body as { next: null; prev: string };
    expect([namesOf(second), back.next]).toEqual([['Walt Withheld'], null]);
    expect(namesOf(await payees(`?limit=1&cursor=${back.prev}`))).toEqual(['Alice Adams']);
    const elsewhere = await payees(`?limit=1&q=walt&cursor=${next}`);
    expect(problem(elsewhere)).toEqual({ status: 400, code: 'cursor-invalid' });
  });

  it('are of years alone, and for nobody else', async () => {
    const missing = await desk.accountant.get(`${pathOf('2025', 'year')}/versions/7/payees`);
    expect(problem(missing)).toEqual({ status: 404, code: 'report-not-found' });
    for (const userName of ['alice', 'teller'])
      expect((await payees('', await bank().signIn(userName))).status).toBe(403);
  });

  it('are in every file of the version, with masked numbers alone', async () => {
    const [csv, json, xml] = [await fileOf('csv'), await fileOf('json'), await fileOf('xml')];
    expect(csv).toContain('1099-INT box 1,00000001,,Alice Adams,300.00,,,USD');
    expect(csv).toContain('1099-INT box 4,00000004,,Walt Withheld,0.72,,,USD');
    expect(JSON.parse(json)).toMatchObject({ yearEnd: { due: { count: 2, withheldMinor: '72' } } });
    expect(xml).toContain('<form customer="00000004" name="Walt Withheld">');
    expect((await fileOf('pdf')).startsWith('%PDF-')).toBe(true);
    for (const file of [csv, json, xml, JSON.stringify(content)]) {
      expect(file).not.toContain(taxNumber);
      expect(file).not.toContain(taxNumber.replaceAll('-', ''));
    }
  });
});

describe('The report of a year that two people file', () => {
  it('is filed as it was seen, and says the same for ever', async () => {
    const reviewed = await desk.step(desk.accountant, '2025:1/review', seen);
    expect([reviewed.status, reviewed.body]).toEqual([200, expect.objectContaining({ state: 'REVIEWED' })]);
    expect((await desk.step(desk.administrator, '2025:1/filing', seen)).status).toBe(200);
    const before = await payees();
    await bank().database.owner.query("UPDATE books.customer SET name = 'Walt Renamed' WHERE id = $1", [
      walt,
    ]);
    await desk.accountant.post('/api/v1/reports', { kind: 'year', period: '2025' });
    await desk.work();
    expect((await payees()).body).toEqual(before.body);
    expect((await desk.read('2025')).report.sha256).toBe(seen.sha256);
  });
});

describe('A year in which nobody earned anything', () => {
  it('has no form, and ties at nothing', async () => {
    await desk.make('2024');
    const page = await desk.read('2024');
    expect(page.content?.yearEnd).toMatchObject({ forms: [], due: { count: 0 }, closing: { lines: [] } });
    expect(page.content?.yearEnd?.ties.every(({ outcome }) => outcome === 'pass')).toBe(true);
  });

  it('is filed though the books begin within it, once somebody says what was before', async () => {
    const { sha256 } = await desk.make('2024');
    const silent = await desk.step(desk.accountant, '2024:1/review', { sha256 });
    expect(problem(silent)).toEqual({ status: 422, code: 'explanation-missing' });
    const explanations = [{ rule: 'B01', text: 'The bank opened on its last day' }];
    const reviewed = await desk.step(desk.accountant, '2024:1/review', { sha256, explanations });
    expect(reviewed.status).toBe(200);
    const filed = await desk.step(desk.administrator, '2024:1/filing', { sha256 });
    expect(filed.body).toMatchObject({ state: 'FILED' });
  });
});
