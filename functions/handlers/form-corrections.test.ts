import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Caller } from '../../local/testing/bank.ts';
import { aCustomer, anAccount } from '../../local/testing/cast.ts';
import { problem, usd } from '../../local/testing/front-door.ts';
import { aCashDeposit, aJournal, aReversal, post, type EntryDraft } from '../../local/testing/journals.ts';
import { openReportDesk, pathOf, type ReportDesk } from '../../local/testing/report-desk.ts';
import { fileAt } from '../../local/testing/statement-files.ts';
import type { ReportChangesView } from '../contract/report-versions.ts';
import type { TaxYearView } from '../contract/year-documents.ts';
import type { YearEndView } from '../contract/year-end.ts';

const bank = useBank({}, '2024-12-31');
let desk: ReportDesk;
let alice: Caller;
let accounts: Record<'alice' | 'bob' | 'carla', string>;
/** Credits of 2025: of Alice 200.00 that stay and 100.00 that were wrong, and 20.00 of Bob's that were wrong. */
let wrong: Record<'alice' | 'bob', string>;

const deposit = (customer: string): Promise<string> =>
  anAccount(bank().database.operator, customer, { ledgerAccount: '2030', floorMinor: null });
const rollTo = (date: string): Promise<unknown> =>
  bank().database.operator.query('SELECT bank.roll_business_date($1)', [date]);
const credit = (account: string, minor: bigint): EntryDraft[] => [
  { account: '2300', minor },
  { account, minor: -minor },
];

async function byHand(...entries: readonly EntryDraft[]): Promise<string> {
  const [posted] = await post(bank().database.app, aJournal(entries, { template: 'D02' }));
  return posted?.id ?? '';
}

async function reverse(journal: string): Promise<void> {
  await post(bank().database.app, await aReversal(bank().database.owner, journal));
}

beforeAll(async () => {
  const { database, cast } = bank();
  const walt = await aCustomer(database.operator, 'Walt Twice', '00000009');
  await post(database.app, aCashDeposit(cast.bob.accountId, 250_000_000n));
  await rollTo('2025-12-30');
  accounts = {
    alice: await deposit(cast.alice.customerId),
    bob: await deposit(cast.bob.customerId),
    carla: await deposit(cast.carla.customerId),
  };
  const walts = await deposit(walt);
  await byHand(...credit(accounts.alice, 20_000n));
  await byHand(...credit(walts, 600n));
  wrong = {
    alice: await byHand(...credit(accounts.alice, 10_000n)),
    bob: await byHand(...credit(accounts.bob, 2_000n)),
  };
  const teller = await bank().signIn('teller');
  for (const customer of [cast.alice.customerId, walt])
    await teller.post(`/api/v1/customers/cus_${customer}/personal-data`, {
      field: 'tax-id',
      value: '123-45-6789',
    });
  await rollTo('2026-01-05');
  await database.owner.query(
    "SELECT books.set_period_state(month, 'SOFT_CLOSED') FROM bank.period WHERE month < '2026-01-01' ORDER BY month",
  );
  desk = await openReportDesk(bank(), 'year');
  alice = await bank().signIn('alice');
}, 120_000);

async function yearEndOf(year: string): Promise<YearEndView> {
  const { content } = await desk.read(year);
  if (!content?.yearEnd) throw new Error('The report of the year was not made.');
  return content.yearEnd;
}

const boxesOf = ({ forms }: YearEndView): unknown[] =>
  forms.map(({ name, box1, changes }) => [name, box1, changes]);
const outcomesOf = ({ ties }: YearEndView): string[] =>
  ties.filter(({ outcome }) => outcome === 'explain').map(({ id }) => id);

const textAt = async (path: string, who: Caller = alice): Promise<string> =>
  (await fileAt(bank(), who, { path })).text;
const jsonOf = async (year: number, who: Caller = alice): Promise<unknown> =>
  JSON.parse(await textAt(`/api/v1/tax-forms/${year}?format=json`, who));
async function taxYear(year: number, who: Caller = alice): Promise<TaxYearView | undefined> {
  const { items } = (await who.get('/api/v1/tax-forms')).body as { items: TaxYearView[] };
  return items.find((each) => each.year === year);
}

const change = (on: string, before: bigint, after: bigint): object => ({
  ...{ box: '1', on },
  ...{ before: usd(before), after: usd(after) },
});

describe('A credit of 2025 that is reversed while 2025 is not filed', () => {
  it('is on the form of 2025 until then, which is the same bytes at every time', async () => {
    const file = '/api/v1/tax-forms/2025?format=json';
    const first = await textAt(file);
    expect(await textAt(file)).toBe(first);
    expect(JSON.parse(first)).not.toHaveProperty('corrected');
    expect(await jsonOf(2025)).toMatchObject({ boxes: { 1: { minor: '30000' } } });
  });

  it('makes the draft of 2025 one that nobody can sign', async () => {
    const seen = await desk.make('2025');
    expect(boxesOf(await yearEndOf('2025'))).toEqual([
      ['Alice Adams', usd(30_000), []],
      [expect.anything(), usd(2_000), []],
    ]);
    await reverse(wrong.alice);
    const refused = await desk.step(desk.accountant, '2025:1/review', seen);
    expect(problem(refused)).toEqual({ status: 409, code: 'change-outdated' });
  });

  it('leaves the form of 2025, which says that it is corrected, in what and from when', async () => {
    const form = await jsonOf(2025);
    expect(form).toMatchObject({
      corrected: true,
      boxes: { 1: { minor: '20000' } },
      changes: [{ box: '1', on: '2026-01-05', beforeMinor: '30000', afterMinor: '20000' }],
      notes: ['Corrected on January 5, 2026: box 1, interest income, is 200.00 and was 300.00.'],
    });
    expect(await jsonOf(2025)).toEqual(form);
    const csv = await textAt('/api/v1/tax-forms/2025?format=csv');
    expect(csv).toContain('Form 1099-INT CORRECTED,2025,1,Interest income,200.00,USD');
    expect(csv).toContain('Form 1099-INT CORRECTED,2025,1,Interest income before 2026-01-05,300.00,USD');
    expect(await taxYear(2025)).toMatchObject({
      reason: 'interest',
      interest: usd(20_000),
      changes: [change('2026-01-05', 30_000n, 20_000n)],
    });
  });

  it('is told in the next draft, which ties and is filed', async () => {
    const seen = await desk.make('2025');
    const yearEnd = await yearEndOf('2025');
    expect(boxesOf(yearEnd)[0]).toEqual([
      'Alice Adams',
      usd(20_000),
      [change('2026-01-05', 30_000n, 20_000n)],
    ]);
    expect(outcomesOf(yearEnd)).toEqual([]);
    expect(yearEnd.sides).toContainEqual(
      expect.objectContaining({ side: 'ledger', code: '2300', later: usd(-10_000), earlier: usd(0) }),
    );
    expect((await desk.step(desk.accountant, '2025:1/review', seen)).status).toBe(200);
    expect((await desk.step(desk.administrator, '2025:1/filing', seen)).status).toBe(200);
  });

  it('is beside the forms of customers with one taxpayer number, which the pack names', async () => {
    expect((await yearEndOf('2025')).sharedTaxIds).toEqual([
      { taxId: expect.stringContaining('6789'), numbers: ['00000001', '00000009'], interest: usd(20_600) },
    ]);
  });
});

describe('A credit of 2025 that is reversed once 2025 is filed', () => {
  it('leaves what was filed, and is explained beside it', async () => {
    const { report } = await desk.read('2025');
    await rollTo('2026-02-10');
    await reverse(wrong.bob);
    expect((await desk.read('2025')).report.sha256).toBe(report.sha256);
    const { body } = await desk.accountant.get(`${pathOf('2025', 'year')}/versions/1/changes`);
    const { accounts: changed, boxes, journals } = body as ReportChangesView;
    expect(changed).toEqual([]);
    expect(boxes).toMatchObject([
      { box: '1', asFiled: usd(2_000), asKnown: usd(0), difference: usd(-2_000) },
    ]);
    expect(journals).toMatchObject([{ type: 'REVERSAL', reversesId: `jnl_${wrong.bob}` }]);
  });

  it('is in the amendment, where a form that was due is a corrected one with nothing on it', async () => {
    const amended = await desk.step(desk.accountant, '2025:1/amendment', { reason: 'Interest taken back' });
    expect(amended.status).toBe(201);
    await desk.make('2025');
    const yearEnd = await yearEndOf('2025');
    expect(boxesOf(yearEnd)[1]).toEqual([expect.anything(), usd(0), [change('2026-02-10', 2_000n, 0n)]]);
    expect(outcomesOf(yearEnd)).toEqual([]);
    const bob = await bank().signIn('bob');
    expect(await taxYear(2025, bob)).toMatchObject({ isDue: true, reason: 'corrected', interest: usd(0) });
    expect(await jsonOf(2025, bob)).toMatchObject({ corrected: true, boxes: { 1: { minor: '0' } } });
  });

  it('is in every file of the pack', async () => {
    const { cookie = '' } = desk.accountant;
    for (const [format, text] of [
      ['csv', '1099-INT box 1 before 2026-01-05,00000001,,Alice Adams,300.00'],
      ['csv', '"Booked after the year, ledger",2300,'],
      ['csv', 'One taxpayer number,00000001 00000009,'],
      ['json', '"beforeMinor": "30000"'],
      ['xml', '<change box="1" on="2026-01-05" before="300.00" after="200.00"/>'],
      ['xml', '<account side="ledger" code="2300" later="-120.00" earlier="0.00"/>'],
      ['pdf', '%PDF-'],
    ] as const) {
      const path = `${pathOf('2025', 'year')}/versions/2/files/${format}`;
      const { text: bytes } = await bank().page({ method: 'GET', path, cookies: [cookie] });
      expect(Buffer.from(bytes, 'base64').toString('utf8')).toContain(text);
    }
  });
});

describe('What is taken back by hand in 2026 beyond what the year has', () => {
  beforeAll(async () => {
    await byHand(...credit(accounts.alice, 1_500n));
    await byHand(...credit(accounts.carla, 5_000n));
    await byHand(...credit(accounts.carla, -8_000n));
    await rollTo('2027-01-04');
    await desk.make('2026');
  });

  it('is in no box, asks for a word, and is not dropped', async () => {
    const yearEnd = await yearEndOf('2026');
    expect(boxesOf(yearEnd)).toEqual([['Alice Adams', usd(1_500), []]]);
    expect(yearEnd.unplaced).toMatchObject([{ interest: usd(-3_000), withheld: usd(0), penalty: usd(0) }]);
    expect(outcomesOf(yearEnd)).toEqual(['Y06']);
    expect(yearEnd.ties.find(({ id }) => id === 'Y01')).toMatchObject({
      left: usd(-1_500),
      right: usd(-1_500),
    });
  });

  it('is told to the customer in a sentence', async () => {
    const carla = await bank().signIn('carla');
    expect(await taxYear(2026, carla)).toMatchObject({
      ...{ isDue: false, interest: usd(0) },
      notes: [expect.stringContaining('In 2026, 30.00 of interest was taken back beyond what the year has.')],
    });
  });

  it('comes beside the reversals of credits of 2025, which leave 2026 as it is and tie', async () => {
    expect((await yearEndOf('2026')).sides).toContainEqual(
      expect.objectContaining({ side: 'payees', code: '2030', later: usd(0), earlier: usd(-12_000) }),
    );
    expect(await taxYear(2026)).toMatchObject({ interest: usd(1_500), changes: [], notes: [] });
  });
});
