import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Caller } from '../../local/testing/bank.ts';
import { anAccount } from '../../local/testing/cast.ts';
import { aDeposit, aProduct, endDaysUntil } from '../../local/testing/deposits.ts';
import { acc, problem } from '../../local/testing/front-door.ts';
import { aCashDeposit, aJournal, aReversal, post } from '../../local/testing/journals.ts';
import {
  fileAt,
  ofxOf,
  recordsOf,
  statementPlace,
  type DownloadedFile,
} from '../../local/testing/statement-files.ts';

const bank = useBank({}, '2025-11-03');
let alice: Caller;
let checking: string;
let savings: string;
let imported: string;
let ended: string;
let idle: string;
/** Cents times days of November, as the page of the account’s interest had them in December. */
let shownInDecember: string | undefined;
let tiered: string;
let euro: string;

const formula = '=HYPERLINK("http://evil.example","Refund")';
const markup = `</NAME><STMTTRN>&"' ${'long '.repeat(8)}`;

const placeOf = statementPlace;
const download = (path: string, accept?: string): Promise<DownloadedFile> =>
  fileAt(bank(), alice, accept === undefined ? { path } : { path, accept });

/** A charge of the bank's and what becomes of it. */
function aCharge(
  account: string,
  income: string,
  minor: bigint,
  template: string,
): ReturnType<typeof aJournal> {
  const entries = [
    { account, minor },
    { account: income, minor: -minor },
  ];
  return aJournal(entries, { template, description: `Charge ${template}` });
}

beforeAll(async () => {
  const { database, cast } = bank();
  alice = await bank().signIn('alice');
  checking = await anAccount(database.operator, cast.alice.customerId, { balanceMinor: 100_000n });
  savings = await aDeposit(database.operator, cast.alice.customerId, 'savings');
  await aProduct(database.owner, 'tiered', [
    [0, 0],
    [100_000, 36_500],
  ]);
  tiered = await aDeposit(database.operator, cast.alice.customerId, 'tiered');
  euro = await anAccount(database.operator, cast.alice.customerId, { currency: 'EUR' });
  imported = await anAccount(database.operator, cast.alice.customerId, { balanceMinor: 100_000n });
  ended = await anAccount(database.operator, cast.alice.customerId, { balanceMinor: 500n });
  await post(database.app, aCharge(ended, '1010', 500n, 'P07'));
  await database.operator.query('SELECT bank.close_account($1)', [ended]);
  const charge = aCharge(checking, '6020', 600n, 'P12');
  await post(database.app, aCashDeposit(savings, 6_000_000n), aCashDeposit(tiered, 50_000n), charge);
  idle = await anAccount(database.operator, cast.alice.customerId, {});
  await endDaysUntil(database.app, '2025-11-17');
  await post(database.app, aCashDeposit(tiered, 150_000n));
  await endDaysUntil(database.app, '2025-12-01');
  const { rows } = await database.app.query<{ period: { balanceDaysMinor: string } }>(
    "SELECT bank.account_interest($1) -> 'period' AS period",
    [tiered],
  );
  shownInDecember = rows[0]?.period.balanceDaysMinor;
  const wire = aJournal(
    [
      { account: checking, minor: 2_500n },
      { account: '1040', minor: -2_500n },
      { account: checking, minor: 2_500n },
      { account: '6070', minor: -2_500n },
    ],
    { template: 'P09', description: 'Wire sent' },
  );
  await post(
    database.app,
    wire,
    // Interest that came with its journals from elsewhere, not reckoned by the day.
    aCharge(imported, '5010', -500n, 'D02'),
    aCharge(checking, '6025', 3_400n, 'P13'),
    aCharge(checking, '6025', 1_500n, 'P14'),
    aCharge(checking, '4040', 12n, 'L02'),
    aCharge(checking, '6020', 600n, 'P12'),
    await aReversal(database.owner, charge.id, { template: 'P21', description: 'Service charge given back' }),
    aJournal(
      [
        { account: checking, minor: 1n },
        { account: '1040', minor: -1n },
      ],
      { description: formula, reference: '@SUM(A1:A9)' },
    ),
    aJournal(
      [
        { account: '1040', minor: 1n },
        { account: checking, minor: -1n },
      ],
      { description: markup, reference: '-1+1' },
    ),
  );
  await endDaysUntil(database.app, '2026-01-02');
});

describe('the months of an account', () => {
  it('are listed newest first, with the balance of those that are over', async () => {
    const { status, body } = await alice.get(`/api/v1/accounts/${acc(checking)}/statements`);
    expect([status, body]).toEqual([
      200,
      {
        account: {
          id: acc(checking),
          number: await numberOf(checking),
          name: 'Everyday Checking',
          kind: 'deposit',
        },
        items: [
          { month: '2026-01', from: '2026-01-01', to: '2026-01-31', closed: false, closingBalance: null },
          {
            ...{ month: '2025-12', from: '2025-12-01', to: '2025-12-31', closed: true },
            closingBalance: {
              minor: (99_400n - 2n * 2_500n - 3_400n - 1_500n - 12n).toString(),
              currency: 'USD',
            },
          },
          {
            ...{ month: '2025-11', from: '2025-11-01', to: '2025-11-30', closed: true },
            closingBalance: { minor: '99400', currency: 'USD' },
          },
        ],
      },
    ]);
  });

  it('end with the one in which the last entry of a closed account was booked', async () => {
    const { body } = await alice.get(`/api/v1/accounts/${acc(ended)}/statements`);
    expect(body).toMatchObject({
      items: [{ month: '2025-11', closed: true, closingBalance: { minor: '0', currency: 'USD' } }],
    });
    expect((body as { items: unknown[] }).items.length).toBe(1);
  });

  it('go on to the one in which an account was closed that had long been idle', async () => {
    const months = async (): Promise<string[]> => {
      const { body } = await alice.get(`/api/v1/accounts/${acc(idle)}/statements`);
      return (body as { items: { month: string }[] }).items.map(({ month }) => month);
    };
    const december = await alice.get(placeOf(idle, '2025-12'));
    await bank().database.operator.query('SELECT bank.close_account($1)', [idle]);
    expect(await months()).toEqual(['2026-01', '2025-12', '2025-11']);
    expect(await alice.get(placeOf(idle, '2025-12'))).toMatchObject({ status: 200, body: december.body });
  });

  it('are none for a loan', async () => {
    const { database, cast } = bank();
    const loan = await anAccount(database.operator, cast.alice.customerId, { ledgerAccount: '1450' });
    const { body } = await alice.get(`/api/v1/accounts/${acc(loan)}/statements`);
    expect(body).toMatchObject({ account: { kind: 'loan' }, items: [] });
    expect(problem(await alice.get(placeOf(loan, '2025-12')))).toEqual({
      status: 404,
      code: 'document-not-found',
    });
  });
});

describe('the statement of a month', () => {
  it.each([
    ['pdf', 'application/pdf'],
    ['csv', 'text/csv; charset=utf-8'],
    ['ofx', 'application/x-ofx'],
    ['json', 'application/json'],
  ])(
    'is answered as %s by a plain link and by what is accepted, and never kept by anybody between',
    async (format, type) => {
      const place = placeOf(checking, '2025-12');
      const linked = await download(`${place}?format=${format}`);
      const accepted = await download(place, `text/html;q=0.1, ${type.split(';')[0] ?? ''};q=0.9`);
      expect(linked.status).toBe(200);
      expect(accepted.bytes.equals(linked.bytes)).toBe(true);
      expect(linked.headers).toMatchObject({
        'content-type': type,
        'content-disposition': `attachment; filename="ledgerbank-statement-${(await numberOf(checking)).slice(-4)}-2025-12.${format}"`,
        'cache-control': 'no-store',
        vary: 'Accept',
        etag: `"${createHash('sha256').update(linked.bytes).digest('hex')}"`,
      });
    },
  );

  it.each([
    ['nothing', undefined, 'application/json'],
    ['anything', '*/*', 'application/json'],
    ['a browser', 'text/html,application/xhtml+xml,*/*;q=0.8', 'application/json'],
    ['text alone', 'text/*', 'text/csv; charset=utf-8'],
    ['anything but JSON', 'application/json;q=0, */*;q=0.5', 'application/x-ofx'],
  ])('for %s that is accepted is a format that fits', async (_name, accept, type) => {
    expect((await download(placeOf(checking, '2025-12'), accept)).headers['content-type']).toBe(type);
  });

  it('is refused in a format that there is none of', async () => {
    const place = placeOf(checking, '2025-12');
    const accepted = await alice.get(place, { headers: { accept: 'image/png' } });
    expect(problem(accepted)).toEqual({ status: 406, code: 'not-acceptable' });
    expect(problem(await alice.get(`${place}?format=xls`))).toEqual({
      status: 400,
      code: 'validation-failed',
    });
  });

  it('has fees by kind, less what was given back, and the totals of overdraft and returned items', async () => {
    const json = JSON.parse((await download(`${placeOf(checking, '2025-12')}?format=json`)).text) as {
      fees: object[];
    };
    expect(json.fees).toEqual([
      { kind: 'maintenance', minor: '0', yearMinor: '600' },
      { kind: 'overdraft', minor: '3400', yearMinor: '3400' },
      { kind: 'overdraft-interest', minor: '12', yearMinor: '12' },
      { kind: 'returned-item', minor: '1500', yearMinor: '1500' },
      { kind: 'wire', minor: '2500', yearMinor: '2500' },
    ]);
    const csv = recordsOf((await download(`${placeOf(checking, '2025-12')}?format=csv`)).text);
    expect(
      csv
        .filter(({ record }) => record === 'fee')
        .map((fee) => [fee['description'], fee['amount'], fee['year_to_date']]),
    ).toEqual([
      ['Monthly service charge', '0.00', '6.00'],
      ['Overdraft fee', '34.00', '34.00'],
      ['Interest on overdraft', '0.12', '0.12'],
      ['Returned item fee', '15.00', '15.00'],
      ['Wire transfer fee', '25.00', '25.00'],
    ]);
  });

  it('has the interest of the month and the yield earned, as appendix A of Regulation DD reckons it', async () => {
    const { interest } = JSON.parse((await download(`${placeOf(savings, '2025-12')}?format=json`)).text) as {
      interest: Record<string, string>;
    };
    // $50,000 at 0.50 % and what is above at 0.65 %, for 28 days of November and 31 of December.
    const aDay = (minor: bigint): bigint => 5_000_000n * 5_000n + (minor - 5_000_000n) * 6_500n;
    const cents = (numerator: bigint): bigint => (numerator + 182_500_000n) / 365_000_000n;
    const november = cents(aDay(6_000_000n) * 28n);
    const december = cents(aDay(6_000_000n + november) * 31n);
    expect(interest).toMatchObject({
      paidMinor: december.toString(),
      yearPaidMinor: (november + december).toString(),
      withheldMinor: '0',
      averageDailyBalanceMinor: (6_000_000n + november).toString(),
      annualPercentageYieldEarned: '0.53',
    });
  });

  it('is in the currency of the account, in the list of months too', async () => {
    const { body } = await alice.get(`/api/v1/accounts/${acc(euro)}/statements`);
    const closings = (body as { items: { closingBalance: object | null }[] }).items.map(
      ({ closingBalance }) => closingBalance,
    );
    expect(closings).toEqual([null, { minor: '0', currency: 'EUR' }, { minor: '0', currency: 'EUR' }]);
    expect((await download(`${placeOf(euro, '2025-12')}?format=ofx`)).text).toContain('<CURDEF>EUR</CURDEF>');
  });

  it('counts days on which nothing was earned among the balances, as below the tiers', async () => {
    const { interest } = JSON.parse((await download(`${placeOf(tiered, '2025-11')}?format=json`)).text) as {
      interest: Record<string, string>;
    };
    // 500.00 for 14 days without interest, and 2,000.00 for 14 days at 3.65 %; the account was opened on the third.
    expect(interest).toMatchObject({
      ...{ earnedMinor: '280', averageDailyBalanceMinor: ((14n * 250_000n + 15n) / 30n).toString() },
      annualPercentageYieldEarned: '2.96',
    });
    expect(shownInDecember).toBe((14n * 250_000n).toString());
  });

  it('has the yield of interest that was not reckoned by the day, on the balances at the close of each', async () => {
    const { interest } = JSON.parse((await download(`${placeOf(imported, '2025-12')}?format=json`)).text) as {
      interest: Record<string, string>;
    };
    // 5.00 on 1,005.00 in 31 days, by the special formula: no terms say that it is credited every month.
    expect(interest).toMatchObject({
      ...{ paidMinor: '500', earnedMinor: '500', averageDailyBalanceMinor: '100500' },
      annualPercentageYieldEarned: '5.86',
    });
  });

  it('lets no spreadsheet run what somebody wrote', async () => {
    const { text } = await download(`${placeOf(checking, '2025-12')}?format=csv`);
    const wrote = recordsOf(text).filter(({ reference }) => reference !== '');
    expect(wrote.map(({ description, reference }) => [description, reference])).toEqual([
      [`'${formula}`, "'@SUM(A1:A9)"],
      [markup, "'-1+1"],
    ]);
    const cells = text.split('\r\n').flatMap((line) => line.split(','));
    expect(cells.filter((cell) => /^"?[=+@]/.test(cell))).toEqual([]);
  });

  it('is OFX that a parser of XML reads, whatever somebody wrote', async () => {
    const { text } = await download(`${placeOf(checking, '2025-12')}?format=ofx`);
    expect(text).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8" standalone="no"\?>\n<\?OFX OFXHEADER="200" VERSION="211" /,
    );
    const statement = ofxOf(text);
    expect(statement).toMatchObject({
      CURDEF: 'USD',
      BANKACCTFROM: { BANKID: '990000123', ACCTID: await numberOf(checking), ACCTTYPE: 'CHECKING' },
      LEDGERBAL: { DTASOF: '20251231120000' },
    });
    const [, , , , , , , formulaWritten, marked] = statement.BANKTRANLIST.STMTTRN;
    expect(formulaWritten).toMatchObject({ NAME: formula.slice(0, 32), MEMO: `${formula} · @SUM(A1:A9)` });
    expect(marked).toMatchObject({ NAME: markup.slice(0, 32), MEMO: `${markup} · -1+1` });
    expect(
      ofxOf((await download(`${placeOf(savings, '2025-12')}?format=ofx`)).text).BANKACCTFROM.ACCTTYPE,
    ).toBe('SAVINGS');
  });

  it('is a tagged PDF with its title, language and numbered pages', async () => {
    const { bytes } = await download(`${placeOf(checking, '2025-12')}?format=pdf`);
    const text = bytes.toString('latin1');
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    for (const part of ['/Marked true', '/StructTreeRoot', '/Lang (en-US)', '/DisplayDocTitle true'])
      expect(text).toContain(part);
  });

  it('is the same to the byte when later days have come and gone', async () => {
    const formats = ['pdf', 'csv', 'ofx', 'json'];
    const all = async (): Promise<DownloadedFile[]> => {
      const files: DownloadedFile[] = [];
      for (const format of formats) {
        const file = await download(`${placeOf(savings, '2025-12')}?format=${format}`);
        expect(file.status).toBe(200);
        files.push(file);
      }
      return files;
    };
    const before = await all();
    const { app } = bank().database;
    // Counts from days of that month, and earns interest on them afterwards.
    await post(app, aCashDeposit(savings, 777n, { valueDate: '2025-12-03' }));
    await endDaysUntil(app, '2026-01-06');
    const after = await all();
    expect(after.map(({ bytes }, index) => bytes.equals(before[index]?.bytes ?? Buffer.of()))).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });
});

async function numberOf(account: string): Promise<string> {
  return ((await alice.get(`/api/v1/accounts/${acc(account)}`)).body as { number: string }).number;
}
