import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Caller } from '../../local/testing/bank.ts';
import { anAccount } from '../../local/testing/cast.ts';
import { aDeposit, endDaysUntil } from '../../local/testing/deposits.ts';
import { acc, problem } from '../../local/testing/front-door.ts';
import { aCashDeposit, aJournal, aReversal, aTransfer, post } from '../../local/testing/journals.ts';
import {
  ofCsv,
  ofJson,
  ofOfx,
  ofxOf,
  recordsOf,
  type ReadStatement,
} from '../../local/testing/statement-files.ts';
import { randomOf } from '../../local/seed/random.ts';

const bank = useBank({}, '2025-11-03');
let alice: Caller;
let checking: string;
let savings: string;

const formula = '=HYPERLINK("http://evil.example","Refund")';
const markup = `</NAME><STMTTRN>&"' ${'long '.repeat(8)}`;

const placeOf = (account: string, month: string): string =>
  `/api/v1/accounts/${acc(account)}/statements/${month}`;

interface File {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly bytes: Buffer;
}

async function fileAt(path: string, accept?: string, caller: Caller = alice): Promise<File> {
  const headers = accept === undefined ? {} : { accept };
  const {
    status,
    headers: answered,
    text,
  } = await bank().page({
    method: 'GET',
    path,
    headers,
    ...(caller.cookie === undefined ? {} : { cookies: [caller.cookie] }),
  });
  const bytes = Buffer.from(text, status === 200 ? 'base64' : 'utf8');
  return { status, headers: answered, text: bytes.toString('utf8'), bytes };
}

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
  const charge = aCharge(checking, '6020', 600n, 'P12');
  await post(database.app, aCashDeposit(savings, 6_000_000n), charge);
  await endDaysUntil(database.app, '2025-12-01');
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
      const linked = await fileAt(`${place}?format=${format}`);
      const accepted = await fileAt(place, `text/html;q=0.1, ${type.split(';')[0] ?? ''};q=0.9`);
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
    expect((await fileAt(placeOf(checking, '2025-12'), accept)).headers['content-type']).toBe(type);
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
    const json = JSON.parse((await fileAt(`${placeOf(checking, '2025-12')}?format=json`)).text) as {
      fees: object[];
    };
    expect(json.fees).toEqual([
      { kind: 'maintenance', minor: '0', yearMinor: '600' },
      { kind: 'overdraft', minor: '3400', yearMinor: '3400' },
      { kind: 'overdraft-interest', minor: '12', yearMinor: '12' },
      { kind: 'returned-item', minor: '1500', yearMinor: '1500' },
      { kind: 'wire', minor: '2500', yearMinor: '2500' },
    ]);
    const csv = recordsOf((await fileAt(`${placeOf(checking, '2025-12')}?format=csv`)).text);
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
    const { interest } = JSON.parse((await fileAt(`${placeOf(savings, '2025-12')}?format=json`)).text) as {
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

  it('lets no spreadsheet run what somebody wrote', async () => {
    const { text } = await fileAt(`${placeOf(checking, '2025-12')}?format=csv`);
    const wrote = recordsOf(text).filter(({ reference }) => reference !== '');
    expect(wrote.map(({ description, reference }) => [description, reference])).toEqual([
      [`'${formula}`, "'@SUM(A1:A9)"],
      [markup, "'-1+1"],
    ]);
    const cells = text.split('\r\n').flatMap((line) => line.split(','));
    expect(cells.filter((cell) => /^"?[=+@]/.test(cell))).toEqual([]);
  });

  it('is OFX that a parser of XML reads, whatever somebody wrote', async () => {
    const { text } = await fileAt(`${placeOf(checking, '2025-12')}?format=ofx`);
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
      ofxOf((await fileAt(`${placeOf(savings, '2025-12')}?format=ofx`)).text).BANKACCTFROM.ACCTTYPE,
    ).toBe('SAVINGS');
  });

  it('is a tagged PDF with its title, language and numbered pages', async () => {
    const { bytes } = await fileAt(`${placeOf(checking, '2025-12')}?format=pdf`);
    const text = bytes.toString('latin1');
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    for (const part of ['/Marked true', '/StructTreeRoot', '/Lang (en-US)', '/DisplayDocTitle true'])
      expect(text).toContain(part);
  });

  it('is the same to the byte when later days have come and gone', async () => {
    const formats = ['pdf', 'csv', 'ofx', 'json'];
    const all = (): Promise<File[]> =>
      Promise.all(formats.map((format) => fileAt(`${placeOf(savings, '2025-12')}?format=${format}`)));
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

describe('whose statements they are', () => {
  it.each(['teller', 'accountant', 'auditor', 'administrator'])(
    'is nobody’s business but theirs, and %s may see accounts',
    async (name) => {
      const caller = await bank().signIn(name);
      const { status } = await fileAt(`${placeOf(checking, '2025-12')}?format=csv`, undefined, caller);
      expect(status).toBe(200);
    },
  );

  it('are not there for another customer, like those of an account that is not', async () => {
    const bob = await bank().signIn('bob');
    const nobodys = placeOf('00000000-0000-4000-8000-000000000000', '2025-12');
    for (const place of [placeOf(checking, '2025-12'), nobodys, placeOf(checking, '1999-01')])
      expect(problem(await bob.get(`${place}?format=pdf`))).toEqual({ status: 404, code: 'not-found' });
    const list = await bob.get(`/api/v1/accounts/${acc(checking)}/statements`);
    expect(problem(list)).toEqual({ status: 404, code: 'not-found' });
  });

  it('are asked for by somebody who signed in', async () => {
    const { status } = await bank().anonymous.get(placeOf(checking, '2025-12'));
    expect(status).toBe(401);
  });

  it.each([
    '..%2f..%2fetc%2fpasswd',
    '2025-12%2f..%2f..',
    '2025-13',
    '2025-12.pdf',
    '25-12',
    '2025-12%00',
    '0000-01',
  ])('the month %s is none', async (month) => {
    const path = `/api/v1/accounts/${acc(checking)}/statements/${month}`;
    expect(problem(await alice.get(path))).toEqual({ status: 404, code: 'not-found' });
  });

  it.each(['..%2f..%2fsession', 'acc_..', `${'acc_'}00000000-0000-4000-8000-00000000000%2f`])(
    'the account %s is none',
    async (id) => {
      expect(problem(await alice.get(`/api/v1/accounts/${id}/statements/2025-12`))).toEqual({
        status: 404,
        code: 'not-found',
      });
    },
  );

  it.each(['2026-01', '2026-02', '2025-10'])(
    'there is none of %s: under way, to come, before the account',
    async (month) => {
      expect(problem(await alice.get(placeOf(checking, month)))).toEqual({
        status: 404,
        code: 'document-not-found',
      });
    },
  );
});

describe('a random month', () => {
  const seed = 20_260_129;
  let accounts: string[] = [];
  beforeAll(async () => {
    const { database, cast } = bank();
    const random = randomOf(`statements/${seed}`);
    accounts = await Promise.all(
      [1, 2, 3].map(() => anAccount(database.operator, cast.alice.customerId, { floorMinor: null })),
    );
    for (const day of ['2026-01-12', '2026-01-20', '2026-01-30', '2026-02-02', '2026-02-11', '2026-02-27']) {
      await endDaysUntil(database.app, day);
      const moves = Array.from({ length: random.below(40) }, () => {
        const [from, to] = [random.pick(accounts), random.pick(accounts)];
        const minor = random.between(1n, 9_999_999n);
        return from === to ? aCashDeposit(to, minor) : aTransfer(from, to, minor);
      });
      if (moves.length > 0) await post(database.app, ...moves);
    }
    await endDaysUntil(database.app, '2026-03-02');
  });

  const readers: Readonly<Record<string, (text: string) => ReadStatement>> = {
    csv: ofCsv,
    ofx: ofOfx,
    json: ofJson,
  };
  const months = ['2026-01', '2026-02'];

  it.each(Object.keys(readers))('adds up as %s to what the ledger has, to the cent', async (format) => {
    let seen = 0;
    for (const account of accounts)
      for (const month of months) {
        const { text } = await fileAt(`${placeOf(account, month)}?format=${format}`);
        const statement = readers[format]?.(text);
        const ledger = await ledgerOf(account, month);
        const { opening, ...rest } = ledger;
        expect(statement).toMatchObject(format === 'ofx' ? rest : { opening, ...rest });
        seen += ledger.entries.length;
      }
    expect(seen).toBeGreaterThan(60);
  });

  /** The same out of the entries themselves. */
  async function ledgerOf(
    account: string,
    month: string,
  ): Promise<{ opening: bigint; closing: bigint; entries: object[] }> {
    const { rows } = await bank().database.owner.query<{ id: string; date: string; minor: string }>(
      `SELECT j.id || ':' || e.line_no AS id, e.business_date::text AS date, (-e.amount_minor)::text AS minor
       FROM books.entry e JOIN books.journal j ON j.sequence = e.journal_sequence
       WHERE e.account_id = $1 AND to_char(e.business_date, 'YYYY-MM') = $2 ORDER BY e.account_version`,
      [account, month],
    );
    const balance = await bank().database.owner.query<{ opening: string; closing: string }>(
      `SELECT coalesce(-sum(amount_minor) FILTER (WHERE to_char(business_date, 'YYYY-MM') < $2), 0)::text AS opening,
         coalesce(-sum(amount_minor) FILTER (WHERE to_char(business_date, 'YYYY-MM') <= $2), 0)::text AS closing
       FROM books.entry WHERE account_id = $1`,
      [account, month],
    );
    const { opening = '', closing = '' } = balance.rows[0] ?? {};
    const entries = rows.map(({ id, date, minor }) => ({ id, date, minor: BigInt(minor) }));
    return { opening: BigInt(opening), closing: BigInt(closing), entries };
  }
});
