import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Caller } from '../../local/testing/bank.ts';
import { aCustomer, anAccount } from '../../local/testing/cast.ts';
import { problem, usd } from '../../local/testing/front-door.ts';
import { aCashDeposit, aJournal, aReversal, post, type EntryDraft } from '../../local/testing/journals.ts';
import { openReportDesk, pathOf, type ReportDesk } from '../../local/testing/report-desk.ts';
import { pagesOfPdf } from '../../local/testing/pdf-text.ts';
import { fileAt } from '../../local/testing/statement-files.ts';
import type { ReportChangesView } from '../contract/report-changes.ts';
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
    for (const [field, value] of [
      ['tax-id', '123-45-6789'],
      ['address', '12 Orchard Lane, Springfield, IL 62701'],
    ])
      await teller.post(`/api/v1/customers/cus_${customer}/personal-data`, { field, value });
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

/** A file of a version of 2025, or of another year; a PDF by what stands on its pages. */
async function packFile(version: number, format: string, year = '2025'): Promise<string> {
  const path = `${pathOf(year, 'year')}/versions/${version}/files/${format}`;
  const { text, bytes } = await fileAt(bank(), desk.accountant, { path });
  return format === 'pdf' ? pagesOfPdf(bytes).flat().join('\n') : text;
}

/** What a customer was told of tax forms. */
async function messagesOf(name: string): Promise<unknown[]> {
  const { body } = await (await bank().signIn(name)).get('/api/v1/notices');
  const { items } = body as { items: { kind: string; params: object }[] };
  return items.filter(({ kind }) => kind === 'tax-form-corrected').map(({ params }) => params);
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

  it('leaves the form of 2025, which has the new amount and was never another one', async () => {
    const form = await jsonOf(2025);
    expect(form).toMatchObject({ boxes: { 1: { minor: '20000' } } });
    for (const name of ['corrected', 'changes', 'notes']) expect(form).not.toHaveProperty(name);
    const csv = await textAt('/api/v1/tax-forms/2025?format=csv');
    expect(csv).toContain('Form 1099-INT,2025,1,Interest income,200.00,USD');
    expect(csv).not.toContain('CORRECTED');
    expect(await taxYear(2025)).toMatchObject({ reason: 'interest', interest: usd(20_000), changes: [] });
  });

  it('is told in the next draft, which ties and is filed without a corrected form', async () => {
    const seen = await desk.make('2025');
    const yearEnd = await yearEndOf('2025');
    expect(boxesOf(yearEnd)[0]).toEqual(['Alice Adams', usd(20_000), []]);
    expect(outcomesOf(yearEnd)).toEqual([]);
    expect(yearEnd.sides).toContainEqual(
      expect.objectContaining({ side: 'ledger', code: '2300', later: usd(-10_000), earlier: usd(0) }),
    );
    expect((await desk.step(desk.accountant, '2025:1/review', seen)).status).toBe(200);
    expect((await desk.step(desk.administrator, '2025:1/filing', seen)).status).toBe(200);
    expect(await packFile(1, 'xml')).not.toContain('corrected="yes"');
    expect(await jsonOf(2025)).not.toHaveProperty('corrected');
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
    expect(await jsonOf(2025, await bank().signIn('bob'))).not.toHaveProperty('corrected');
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

  it('makes a corrected form of that day, which says in what, beside what was filed', async () => {
    const bob = await bank().signIn('bob');
    expect(await taxYear(2025, bob)).toMatchObject({
      ...{ isDue: true, reason: 'corrected', interest: usd(0) },
      changes: [change('2026-02-10', 2_000n, 0n)],
    });
    const form = await jsonOf(2025, bob);
    expect(form).toMatchObject({
      corrected: true,
      boxes: { 1: { minor: '0' } },
      changes: [{ box: '1', on: '2026-02-10', beforeMinor: '2000', afterMinor: '0' }],
      notes: ['Corrected on February 10, 2026: box 1, interest income, is 0.00 and was 20.00.'],
    });
    expect(await jsonOf(2025, bob)).toEqual(form);
    const csv = await textAt('/api/v1/tax-forms/2025?format=csv', bob);
    expect(csv).toContain('Form 1099-INT CORRECTED,2025,1,Interest income,0.00,USD');
    expect(csv).toContain('Form 1099-INT CORRECTED,2025,1,Interest income before 2026-02-10,20.00,USD');
    expect(await jsonOf(2025)).not.toHaveProperty('corrected');
  });

  it('is in the amendment, where a form that was filed is a corrected one with nothing on it', async () => {
    const amended = await desk.step(desk.accountant, '2025:1/amendment', { reason: 'Interest taken back' });
    expect(amended.status).toBe(201);
    const seen = await desk.make('2025');
    const yearEnd = await yearEndOf('2025');
    expect(boxesOf(yearEnd)).toEqual([
      ['Alice Adams', usd(20_000), []],
      [expect.anything(), usd(0), [change('2026-02-10', 2_000n, 0n)]],
    ]);
    expect(outcomesOf(yearEnd)).toEqual([]);
    expect((await desk.step(desk.accountant, '2025:2/review', seen)).status).toBe(200);
    expect(await messagesOf('bob')).toEqual([]);
    expect((await desk.step(desk.administrator, '2025:2/filing', seen)).status).toBe(200);
    expect(await jsonOf(2025, await bank().signIn('bob'))).toMatchObject({ corrected: true });
  });

  it('is in every file of the pack', async () => {
    for (const [format, text] of [
      ['csv', /1099-INT box 1 before 2026-02-10,\d+,,Bob [^,]+,20\.00/],
      ['csv', /"Booked after the year, ledger",2300,/],
      ['csv', /One taxpayer number,00000001 00000009,/],
      ['json', /"beforeMinor": "2000"/],
      ['xml', /<form customer="\d+" name="Bob [^"]+" corrected="yes">/],
      ['xml', /<change box="1" on="2026-02-10" before="20.00" after="0.00"\/>/],
      ['xml', /<account side="ledger" code="2300" later="-120.00" earlier="0.00"\/>/],
      ['pdf', /Corrected/],
    ] as const) {
      const file = await packFile(2, format);
      expect(file).toMatch(text);
      // Addresses are for the forms of their owners alone.
      expect(file).not.toMatch(/Orchard Lane|62701/);
    }
  });

  it('is told to its payee once it is filed, and to nobody else', async () => {
    expect(await messagesOf('bob')).toEqual([{ year: '2025' }]);
    expect([await messagesOf('alice'), await messagesOf('carla')]).toEqual([[], []]);
  });

  it('is on top of the pack for staff, with what changed', async () => {
    const { corrected } = await yearEndOf('2025');
    expect(corrected).toMatchObject({
      count: 1,
      forms: [{ box1: usd(0), changes: [change('2026-02-10', 2_000n, 0n)] }],
    });
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

describe('A journal of 2027 in which one is paid out and another gets interest with tax withheld', () => {
  let open: string;
  const lines = (): EntryDraft[] => [
    { account: '1010', minor: -20_000n },
    { account: accounts.alice, minor: 20_000n },
    ...credit(accounts.bob, 2_000n),
    { account: accounts.bob, minor: 480n },
    { account: '2360', minor: -480n },
  ];

  beforeAll(async () => {
    open = await byHand(...lines());
    await reverse(await byHand(...lines()));
    await byHand(...credit(accounts.alice, 1_000n));
    await desk.make('2027');
  });

  it('asks for a word, and is named with its id while it stands', async () => {
    const yearEnd = await yearEndOf('2027');
    expect(yearEnd.unclear).toEqual([`jnl_${open}`]);
    expect(outcomesOf(yearEnd)).toEqual(['Y07']);
    expect(yearEnd.ties.at(-1)).toMatchObject({ left: usd(2_480), right: usd(0) });
  });

  it('is in every file of the pack', async () => {
    expect(await packFile(1, 'csv', '2027')).toContain(`Unclear journal,jnl_${open},`);
    expect(await packFile(1, 'json', '2027')).toContain(`"jnl_${open}"`);
    expect(await packFile(1, 'xml', '2027')).toContain(`<journal id="jnl_${open}"/>`);
  });
});

describe('Interest that goes from one payee to another in one journal', () => {
  it('leaves the form of the one for that of the other, and is clear', async () => {
    const box1 = async (): Promise<Record<string, unknown>> => {
      await desk.make('2027');
      return Object.fromEntries(
        (await yearEndOf('2027')).forms.map(({ name, box1: { minor } }) => [name, minor]),
      );
    };
    await byHand(...credit(accounts.carla, 5_000n));
    const before = await box1();
    await byHand(...credit(accounts.carla, -1_500n), ...credit(accounts.bob, 1_500n));
    const after = await box1();
    expect(before).toMatchObject({ 'Bob Brown': '2000', 'Carla Cruz': '5000' });
    expect(after).toMatchObject({ 'Bob Brown': '3500', 'Carla Cruz': '3500' });
    expect((await yearEndOf('2027')).unclear).toHaveLength(1);
  });
});
