import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Caller } from '../../local/testing/bank.ts';
import { anAccount } from '../../local/testing/cast.ts';
import { aDeposit, endDaysUntil } from '../../local/testing/deposits.ts';
import { acc, problem, usd } from '../../local/testing/front-door.ts';
import { aCashDeposit, aJournal, post } from '../../local/testing/journals.ts';
import { pagesOfPdf } from '../../local/testing/pdf-text.ts';
import { fileAt, recordsOf, type DownloadedFile } from '../../local/testing/statement-files.ts';
import { publicId } from '../domain/ids.ts';

const bank = useBank({}, '2025-11-03');
let alice: Caller;
let checking: string;
let savings: string;

const taxIdOfAlice = '912-34-5678';
const addressOfAlice = '12 Orchard Lane, Springfield, IL 62704';
const form2025 = '/api/v1/tax-forms/2025';

const download = (path: string): Promise<DownloadedFile> => fileAt(bank(), alice, { path });

async function jsonAt(path: string, caller: Caller = alice): Promise<Record<string, unknown>> {
  const { text } = await fileAt(bank(), caller, { path: `${path}?format=json` });
  return JSON.parse(text) as Record<string, unknown>;
}

beforeAll(async () => {
  const { database, cast } = bank();
  alice = await bank().signIn('alice');
  const teller = await bank().signIn('teller');
  const customer = publicId('customer', cast.alice.customerId);
  for (const [field, value] of [
    ['tax-id', taxIdOfAlice],
    ['address', addressOfAlice],
  ])
    await teller.post(`/api/v1/customers/${customer}/personal-data`, { field, value });
  checking = await anAccount(database.operator, cast.alice.customerId, { balanceMinor: 10_000_000n });
  savings = await aDeposit(database.operator, cast.alice.customerId, 'savings');
  const bobs = await aDeposit(database.operator, cast.bob.customerId, 'savings');
  const carlas = await aDeposit(database.operator, cast.carla.customerId, 'savings');
  await database.operator.query('SELECT bank.set_backup_withholding($1, true, $2)', [
    cast.carla.customerId,
    'tests',
  ]);
  const fee = aJournal(
    [
      { account: checking, minor: 3_400n },
      { account: '6025', minor: -3_400n },
    ],
    { template: 'P13', description: 'Overdraft fee' },
  );
  await post(
    database.app,
    aCashDeposit(savings, 6_000_000n),
    aCashDeposit(bobs, 100_000n),
    aCashDeposit(carlas, 300_000n),
    fee,
  );
  await borrowAndPay(alice);
  await endDaysUntil(database.app, '2026-01-02');
}, 120_000);

async function borrowAndPay(payer: Caller): Promise<void> {
  const accountant = await bank().signIn('accountant');
  const customerId = publicId('customer', bank().cast.alice.customerId);
  const terms = { product: 'auto-loan', principal: usd(1_000_000), termMonths: 24, firstDueOn: '2025-12-03' };
  const loan = { customerId, ...terms, paymentAccountId: acc(checking), payTo: 'settlement' };
  const lent = (await accountant.post('/api/v1/loans', loan)).body as { accountId: string };
  await endDaysUntil(bank().database.app, '2025-12-01');
  const payment = { fromAccountId: acc(checking), amount: usd(100_000) };
  expect((await payer.post(`/api/v1/loans/${lent.accountId}/payments`, payment)).status).toBe(201);
}

interface AccountYear {
  readonly number: string;
  readonly kind: string;
  readonly openingMinor: string;
  readonly closingMinor: string;
  readonly interestMinor: string;
  readonly fees: readonly object[];
  readonly loan: Record<string, string> | null;
}

describe('the annual statement', () => {
  it('is listed for years that are over', async () => {
    expect((await alice.get('/api/v1/annual-statements')).body).toEqual({
      items: [
        { year: 2026, closed: false },
        { year: 2025, closed: true },
      ],
    });
  });

  it('has balances, interest and fees of each account as the ledger has them, and what was paid on loans', async () => {
    const { accounts } = (await jsonAt('/api/v1/annual-statements/2025')) as unknown as {
      accounts: AccountYear[];
    };
    const { rows } = await bank().database.owner.query<{ number: string; closing: string; paid: string }>(
      `SELECT a.number, abs(sum(e.amount_minor))::text AS closing,
         (SELECT coalesce(sum(i.minor), 0)::text FROM books.interest_credit i WHERE i.account_id = a.id AND i.booked_on <= '2025-12-31') AS paid
       FROM books.account a JOIN books.entry e ON e.account_id = a.id AND e.business_date <= '2025-12-31'
       WHERE a.customer_id = $1 GROUP BY a.id HAVING count(*) > 0 ORDER BY a.number`,
      [bank().cast.alice.customerId],
    );
    expect(rows.length).toBe(3);
    for (const { number, closing, paid } of rows)
      expect(accounts.find((each) => each.number === number)).toMatchObject({
        ...{ openingMinor: '0', closingMinor: closing },
        interestMinor: paid,
      });
    expect(accounts.flatMap(({ fees }) => fees)).toEqual([{ kind: 'overdraft', minor: '3400' }]);
    const loan = accounts.find(({ kind }) => kind === 'loan');
    const paid = await bank().database.owner.query<Record<string, string>>(
      `SELECT sum(interest_minor)::text AS "interestMinor", sum(principal_minor)::text AS "principalMinor",
         sum(late_fee_minor)::text AS "lateFeeMinor" FROM books.loan_payment WHERE business_date <= '2025-12-31'`,
    );
    expect(loan?.loan).toEqual(paid.rows[0]);
    expect(BigInt(loan?.loan?.['interestMinor'] ?? '0')).toBeGreaterThan(0n);
  });

  it('agrees with the monthly statements of its year', async () => {
    const { accounts } = (await jsonAt('/api/v1/annual-statements/2025')) as unknown as {
      accounts: AccountYear[];
    };
    const december = await jsonAt(`/api/v1/accounts/${acc(savings)}/statements/2025-12`);
    const { number } = (december as unknown as { account: { number: string } }).account;
    const year = accounts.find((each) => each.number === number);
    expect(december).toMatchObject({
      closingMinor: year?.closingMinor,
      interest: { yearPaidMinor: year?.interestMinor },
    });
  });

  it.each(['pdf', 'csv', 'json'])('is kept as %s, of the same bytes each time', async (format) => {
    const place = `/api/v1/annual-statements/2025?format=${format}`;
    const [first, again] = [await download(place), await download(place)];
    expect(first.status).toBe(200);
    expect(first.headers).toMatchObject({
      'content-disposition': `attachment; filename="ledgerbank-annual-statement-2025.${format}"`,
      'cache-control': 'no-store',
    });
    expect(first.bytes.equals(again.bytes)).toBe(true);
  });

  it.each(['2026', '2024', '2027'])('is not there for %s', async (year) => {
    expect(problem(await alice.get(`/api/v1/annual-statements/${year}`))).toEqual({
      status: 404,
      code: 'document-not-found',
    });
  });

  it.each(['..%2f2025', '20255', '2025-12', 'acc', '0999'])(
    'is not there for the year %s, which is none',
    async (year) => {
      for (const place of ['annual-statements', 'tax-forms'])
        expect(problem(await alice.get(`/api/v1/${place}/${year}`))).toEqual({
          status: 404,
          code: 'not-found',
        });
    },
  );
});

describe('the tax form', () => {
  it('is due from ten dollars of interest, and says why it is or is not', async () => {
    const { items } = (await alice.get('/api/v1/tax-forms')).body as { items: Record<string, unknown>[] };
    expect(items).toMatchObject([
      { year: 2026, isDue: false, reason: 'year-under-way', interest: null, withheld: null },
      { year: 2025, isDue: true, reason: 'interest', withheld: usd(0) },
    ]);
    const bob = await bank().signIn('bob');
    const [, ofBob] = ((await bob.get('/api/v1/tax-forms')).body as { items: Record<string, unknown>[] })
      .items;
    expect(ofBob).toMatchObject({ year: 2025, isDue: false, reason: 'below-threshold' });
    expect(problem(await bob.get('/api/v1/tax-forms/2025'))).toEqual({
      status: 404,
      code: 'document-not-found',
    });
  });

  it('is due at any amount when tax was withheld', async () => {
    const carla = await bank().signIn('carla');
    const { boxes } = (await jsonAt('/api/v1/tax-forms/2025', carla)) as unknown as {
      boxes: Record<string, { minor: string }>;
    };
    const interest = BigInt(boxes['1']?.minor ?? '0');
    expect(interest).toBeLessThan(1_000n);
    const { rows } = await bank().database.owner.query<{ interest: string; withheld: string }>(
      `SELECT sum(i.minor)::text AS interest, sum(i.withheld_minor)::text AS withheld
       FROM books.interest_credit i JOIN books.account a ON a.id = i.account_id WHERE a.customer_id = $1`,
      [bank().cast.carla.customerId],
    );
    expect(rows[0]).toEqual({ interest: boxes['1']?.minor, withheld: boxes['4']?.minor });
    expect(BigInt(boxes['4']?.minor ?? '0')).toBeGreaterThan(0n);
  });

  it('has the interest of the annual statement in box 1, and the last four digits of the taxpayer number alone', async () => {
    const form = await jsonAt('/api/v1/tax-forms/2025');
    const { accounts } = (await jsonAt('/api/v1/annual-statements/2025')) as unknown as {
      accounts: AccountYear[];
    };
    const interest = accounts.reduce((sum, { interestMinor }) => sum + BigInt(interestMinor), 0n);
    expect(form).toMatchObject({
      recipient: { name: 'Alice Adams', taxId: '***-**-5678' },
      boxes: { 1: { minor: interest.toString() }, 2: { minor: '0' }, 4: { minor: '0' } },
    });
    const csv = recordsOf((await download('/api/v1/tax-forms/2025?format=csv')).text);
    expect(csv.find(({ box }) => box === '1')?.['amount']).toBe(
      `${interest / 100n}.${(interest % 100n).toString().padStart(2, '0')}`,
    );
  });

  it.each(['pdf', 'csv', 'json'])('is kept as %s, of the same bytes each time', async (format) => {
    const place = `/api/v1/tax-forms/2025?format=${format}`;
    const [first, again] = [await download(place), await download(place)];
    expect(first.status).toBe(200);
    expect(first.headers).toMatchObject({
      'content-disposition': `attachment; filename="ledgerbank-1099-int-2025.${format}"`,
      'cache-control': 'no-store',
    });
    expect(first.bytes.equals(again.bytes)).toBe(true);
    expect(first.bytes.toString('latin1')).not.toMatch(/912-?34-?5678/);
  });

  /** Forms whose address was opened, the latest first. */
  async function openings(): Promise<{ operation: string; subject: string; about: object }[]> {
    const auditor = await bank().signIn('auditor');
    const { body } = await auditor.get('/api/v1/audit-events?kind=unmasking');
    expect(JSON.stringify(body)).not.toContain('Orchard');
    return (body as { items: Awaited<ReturnType<typeof openings>> }).items;
  }

  it('has name, address and telephone of the bank, and name and address of its recipient', async () => {
    const payer = { name: 'Ledgerbank', address: '500 Ledger Street, Springfield, IL 62701' };
    expect(await jsonAt(form2025)).toMatchObject({
      payer: { ...payer, telephone: '(217) 555-0100' },
      recipient: { name: 'Alice Adams', address: addressOfAlice },
    });
    for (const record of recordsOf((await download(`${form2025}?format=csv`)).text))
      expect(record).toMatchObject({
        ...{ payer: payer.name, 'payer address': payer.address, 'payer telephone': '(217) 555-0100' },
        ...{ recipient: 'Alice Adams', 'recipient address': addressOfAlice },
        'recipient taxpayer number': '***-**-5678',
      });
    const [paper = []] = pagesOfPdf((await download(`${form2025}?format=pdf`)).bytes);
    const after = (fact: string, lines: number): readonly string[] =>
      paper.slice(paper.indexOf(fact) + 1, paper.indexOf(fact) + 1 + lines);
    expect(after('Payer', 4)).toEqual([
      ...['Ledgerbank', '500 Ledger Street', 'Springfield, IL 62701', '(217) 555-0100'],
    ]);
    expect(after('Recipient', 3)).toEqual([
      expect.stringMatching(/^Alice Adams \(\d+\)$/),
      ...['12 Orchard Lane', 'Springfield, IL 62704'],
    ]);
  });

  it('opens the address for its owner with a line in the security log, and the list of forms opens nothing', async () => {
    const before = (await openings()).length;
    await alice.get('/api/v1/tax-forms');
    expect(await openings()).toHaveLength(before);
    await jsonAt(form2025);
    const [opened, ...others] = await openings();
    expect(others).toHaveLength(before);
    expect(opened).toMatchObject({
      operation: 'getTaxForm',
      subject: bank().parts.subjects.get('alice'),
      about: {
        customer: publicId('customer', bank().cast.alice.customerId),
        ...{ field: 'address', reason: 'Form 1099-INT of 2025, for its recipient' },
      },
    });
  });

  it('says where no address is on record, opens nothing then, and never has that of another', async () => {
    const before = (await openings()).length;
    const carla = await bank().signIn('carla');
    expect(await jsonAt(form2025, carla)).toMatchObject({ recipient: { address: 'No address on record' } });
    const csv = await fileAt(bank(), carla, { path: `${form2025}?format=csv` });
    expect(csv.text).toContain(',No address on record,');
    const { bytes } = await fileAt(bank(), carla, { path: `${form2025}?format=pdf` });
    const words = pagesOfPdf(bytes).flat();
    expect(words).toContain('No address on record');
    expect(`${words.join(' ')} ${csv.text}`).not.toMatch(/Orchard|62704/);
    expect(await openings()).toHaveLength(before);
  });

  it('shows its address to staff masked, as they see it anywhere', async () => {
    const place = `/api/v1/customers/${publicId('customer', bank().cast.alice.customerId)}/personal-data`;
    for (const name of ['teller', 'accountant', 'auditor', 'administrator']) {
      const { body } = await (await bank().signIn(name)).get(place);
      expect(body).toMatchObject({
        items: [{ field: 'address', masked: '••• IL 62704' }, expect.anything()],
      });
    }
  });

  it('is no OFX, and not for staff or nobody', async () => {
    expect(problem(await alice.get('/api/v1/tax-forms/2025?format=ofx'))).toEqual({
      status: 400,
      code: 'validation-failed',
    });
    for (const place of ['tax-forms', 'tax-forms/2025', 'annual-statements', 'annual-statements/2025']) {
      expect((await bank().anonymous.get(`/api/v1/${place}`)).status).toBe(401);
      for (const name of ['teller', 'accountant', 'auditor', 'administrator'])
        expect((await (await bank().signIn(name)).get(`/api/v1/${place}`)).status).toBe(403);
    }
  });
});
