import { beforeAll, describe, expect, it } from '@jest/globals';
import { aCustomer, anAccount } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aDeposit, aProduct, balanceOf, endDaysUntil } from '../../local/testing/deposits.ts';
import { aCashDeposit, aJournal, aReversal, post, type EntryDraft } from '../../local/testing/journals.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let vera: string;
let walt: string;
let savings: string;
let second: string;
let rita: string;
let ritas: string;
/** Interest of 2025 that was none of hers, with tax withheld of it. */
let wrong: string;

const interestOf = (account: string, minor: bigint): readonly EntryDraft[] => [
  { account: '2300', minor },
  { account, minor: -minor },
  { account, minor: (minor * 24n) / 100n },
  { account: '2360', minor: (-minor * 24n) / 100n },
];

beforeAll(async () => {
  const { owner, operator, app } = database();
  await operator.query("SELECT bank.open_books('2025-12-29')");
  vera = await aCustomer(operator, 'Vera Two Accounts', '00000001');
  walt = await aCustomer(operator, 'Walt Withheld', '00000002');
  rita = await aCustomer(operator, 'Rita Reversed', '00000004');
  ritas = await anAccount(operator, rita, { ledgerAccount: '2030' });
  wrong = await byHand('D02', ...interestOf(ritas, 5_000n));
  await aProduct(owner, 'plain', [[0, 36_500]]);
  await aProduct(owner, 'year', [[0, 36_500]], {
    ...{ kind: 'certificate', ledgerAccount: '2050', expense: '5030', creditMonths: [] },
    terms: { term_months: 12, grace_days: 10, penalty_days: 90, minimum_opening_minor: 100_000 },
  });
  await operator.query("SELECT bank.set_backup_withholding($1, true, 'officer')", [walt]);
  savings = await aDeposit(operator, vera, 'plain');
  second = await aDeposit(operator, vera, 'plain');
  const withheld = await aDeposit(operator, walt, 'plain');
  // A hundredth of a percent a day, for the three days that are left of the year.
  for (const account of [savings, second, withheld]) await post(app, aCashDeposit(account, 5_000_000n));
  await endDaysUntil(app, '2026-01-05');
}, 60_000);

interface PayeeYear {
  readonly customer_id: string;
  readonly interest_minor: string;
  readonly withheld_minor: string;
  readonly penalty_minor: string;
  readonly corrections: readonly Record<string, string>[];
  readonly other_currencies: readonly Record<string, string>[];
}

async function yearsOf(year: number, customer?: string): Promise<PayeeYear[]> {
  const { rows } = await database().app.query<PayeeYear>('SELECT * FROM bank.payee_years($1, $1, $2)', [
    year,
    customer ?? null,
  ]);
  return rows;
}

/** What deposits say of a year beside the ledger: interest, and what was booked in another year than it counts in. */
async function tieOf(year: number): Promise<Record<string, readonly string[]>> {
  const { rows } = await database().app.query<Record<string, string>>(
    `SELECT CASE side WHEN 'ledger' THEN 'ledger' ELSE 'deposits' END AS side, sum(interest_minor::bigint)::text AS interest,
       sum(withheld_minor::bigint)::text AS withheld, sum(later_minor::bigint)::text AS later, sum(earlier_minor::bigint)::text AS earlier
     FROM bank.interest_tie_out($1) GROUP BY 1`,
    [year],
  );
  return Object.fromEntries(
    rows.map((row) => [
      row['side'] ?? '',
      ['interest', 'withheld', 'later', 'earlier'].map((of) => row[of] ?? ''),
    ]),
  );
}

/** Interest, tax withheld and penalty of a customer's year, told by the list and by the question about them alone. */
async function yearOf(year: number, customer: string): Promise<readonly string[] | undefined> {
  const listed = (await yearsOf(year)).find(({ customer_id }) => customer_id === customer);
  const [alone] = await yearsOf(year, customer);
  expect(alone).toEqual(listed);
  return listed && [listed.interest_minor, listed.withheld_minor, listed.penalty_minor];
}

/** A journal of interest that was entered by hand. */
async function byHand(template: string, ...entries: readonly EntryDraft[]): Promise<string> {
  const [posted] = await post(database().app, aJournal(entries, { template }));
  return posted?.id ?? '';
}

describe('What a payee was credited in a year', () => {
  it('is the interest of all their accounts together, by the day it was booked', async () => {
    expect(await yearOf(2025, vera)).toEqual(['3000', '0', '0']);
    expect(await yearsOf(2026)).toEqual([]);
  });

  it('comes with what was withheld of it, and is not less for that', async () => {
    expect(await yearOf(2025, walt)).toEqual(['1500', '360', '0']);
    expect(await balanceOf(database().owner, '2360')).toBe(-1_560n);
  });

  it('names the customer as the bank does', async () => {
    const [first] = await yearsOf(2025);
    expect(first).toMatchObject({ customer_number: '00000001', customer_name: 'Vera Two Accounts' });
  });

  it('is what the books of interest say, to the cent', async () => {
    const { rows } = await database().owner.query(
      `SELECT sum(minor)::text AS interest, sum(withheld_minor)::text AS withheld FROM books.interest_credit
       WHERE kind = 'credited' AND booked_on <= '2025-12-31'`,
    );
    expect(rows).toEqual([{ interest: '4500', withheld: '360' }]);
    expect(await tieOf(2025)).toEqual({
      deposits: ['9500', '1560', '0', '0'],
      ledger: ['9500', '1560', '0', '0'],
    });
  });
});

describe('A reversal of credited interest', () => {
  it('takes it back from the year, with the tax that was withheld', async () => {
    const account = await aDeposit(database().operator, walt, 'plain');
    const journal = await byHand(
      'D02',
      { account: '2300', minor: 1_000n },
      { account, minor: -1_000n },
      { account, minor: 240n },
      { account: '2360', minor: -240n },
    );
    expect(await yearOf(2026, walt)).toEqual(['1000', '240', '0']);
    await post(database().app, await aReversal(database().owner, journal));
    expect(await yearOf(2026, walt)).toBeUndefined();
    expect(await yearOf(2025, walt)).toEqual(['1500', '360', '0']);
  });
});

describe('A reversal in a later year', () => {
  beforeAll(async () => {
    await post(database().app, await aReversal(database().owner, wrong));
  });

  it('takes interest and tax off the form they stand on, which was not filed and is no corrected one', async () => {
    expect(await yearOf(2025, rita)).toBeUndefined();
  });

  it('leaves the form of the year in which it is booked alone', async () => {
    expect(await yearOf(2026, rita)).toBeUndefined();
  });

  it('ties to the ledger in both years, each with what counts in the other', async () => {
    const [of2025, of2026] = [await tieOf(2025), await tieOf(2026)];
    expect(of2025['deposits']).toEqual(['4500', '360', '-3800', '0']);
    expect(of2026['deposits']?.slice(2)).toEqual(['0', '-3800']);
    for (const { deposits, ledger } of [of2025, of2026]) expect(ledger).toEqual(deposits);
  });

  it('is on the statement of the month in which it was booked', async () => {
    const { rows } = await database().owner.query(
      `SELECT extract(year FROM business_date)::integer AS year, sum(interest_minor)::text AS interest, sum(withheld_minor)::text AS withheld
       FROM books.account_credits($1, 0, 100) GROUP BY 1 ORDER BY 1`,
      [ritas],
    );
    expect(rows).toEqual([
      { year: 2025, interest: '5000', withheld: '1200' },
      { year: 2026, interest: '-5000', withheld: '-1200' },
    ]);
  });

  it('is told to whoever files the year', async () => {
    const later = async (year: number): Promise<number> =>
      (await database().app.query('SELECT * FROM bank.tax_corrections($1, 0)', [year])).rows.length;
    // The reversal within 2026 changed that year before.
    expect([await later(2024), await later(2025), await later(2026)]).toEqual([0, 1, 1]);
  });
});

describe('Several years of a customer', () => {
  it('are one answer, the earliest first', async () => {
    const { rows } = await database().app.query<{ year: number }>(
      'SELECT * FROM bank.payee_years(2024, 2026, $1)',
      [walt],
    );
    expect(rows).toMatchObject([{ year: 2025, interest_minor: '1500', withheld_minor: '360' }]);
  });
});

describe('Interest by other journals', () => {
  it('counts where it is accrued and credited at once, or given and taken back by hand', async () => {
    await byHand(
      'D02',
      { account: '5020', minor: 700n },
      { account: '2300', minor: -700n },
      { account: '2300', minor: 700n },
      { account: savings, minor: -700n },
    );
    await byHand('TEST', { account: '5020', minor: 300n }, { account: second, minor: -300n });
    await byHand('TEST', { account: savings, minor: 100n }, { account: '2300', minor: -100n });
    expect(await yearOf(2026, vera)).toEqual(['900', '0', '0']);
  });

  it('is less by what is taken back by hand, and its tax is what was withheld less what was given back', async () => {
    const account = await aDeposit(database().operator, walt, 'plain');
    const interest = [
      { account: '2300', minor: 1_000n },
      { account, minor: -1_000n },
      { account, minor: 240n },
      { account: '2360', minor: -240n },
    ];
    await byHand('D02', ...interest);
    const half = interest.map((entry) => ({ ...entry, minor: -entry.minor / 2n }));
    await byHand('D04', ...half);
    expect(await yearOf(2026, walt)).toEqual(['500', '120', '0']);
    const { rows } = await database().owner.query(
      `SELECT sum(interest_minor)::text AS interest, sum(withheld_minor)::text AS withheld
       FROM books.account_credits($1, 0, 100)`,
      [account],
    );
    expect(rows).toEqual([{ interest: '500', withheld: '120' }]);
  });

  it('leaves alone what the bank pays over to the IRS, and what is no interest', async () => {
    const before = await yearsOf(2026);
    await byHand('D03', { account: '2360', minor: 360n }, { account: '1040', minor: -360n });
    await byHand('P12', { account: savings, minor: 600n }, { account: '6020', minor: -600n });
    await byHand('D01', { account: '5020', minor: 50n }, { account: '2300', minor: -50n });
    expect(await yearsOf(2026)).toEqual(before);
  });

  it('takes tax that is withheld by a journal of its own', async () => {
    await byHand('D03', { account: second, minor: 200n }, { account: '2360', minor: -200n });
    expect(await yearOf(2026, vera)).toEqual(['900', '200', '0']);
  });
});

describe('A penalty of an early withdrawal', () => {
  it('is told beside the interest, and is not taken off it', async () => {
    const { operator } = database();
    const [interest = '0'] = (await yearOf(2026, vera)) ?? [];
    const certificate = {
      number: '8000000001',
      customer: vera,
      product: 'year',
      minor: '1000000',
      from: savings,
    };
    const { rows } = await operator.query<{ id: string }>(
      "SELECT bank.open_certificate($1::jsonb) ->> 'id' AS id",
      [JSON.stringify(certificate)],
    );
    const ask = { account: rows[0]?.id, to: savings, key: 'early', minor: '500000' };
    const { rows: answers } = await operator.query<{ answer: { penaltyMinor: string } }>(
      'SELECT bank.withdraw_certificate($1::jsonb) AS answer',
      [JSON.stringify({ ...ask, dryRun: true })],
    );
    const penalty = answers[0]?.answer.penaltyMinor ?? '';
    await operator.query('SELECT bank.withdraw_certificate($1::jsonb)', [
      JSON.stringify({ ...ask, penaltyMinor: penalty }),
    ]);
    // 90 days at a hundredth of a percent of 5,000.00.
    expect(penalty).toBe('4500');
    expect(await yearOf(2026, vera)).toEqual([interest, '200', penalty]);
  });
});

describe('Interest in another currency', () => {
  it('stands beside what the form has, and ties to nothing', async () => {
    const { operator } = database();
    const nina = await aCustomer(operator, 'Nina Euro', '00000005');
    const [euros, desk] = [
      await anAccount(operator, nina, { ledgerAccount: '2030', currency: 'EUR' }),
      await anAccount(operator, walt, { currency: 'EUR', floorMinor: null }),
    ];
    const before = await tieOf(2026);
    await byHand(
      'D02',
      ...[
        { account: '2300', minor: 2_000n },
        { account: '1040', minor: -2_000n },
      ],
      ...[
        { account: desk, minor: 1_800n, currency: 'EUR' },
        { account: euros, minor: -1_800n, currency: 'EUR' },
      ],
    );
    expect(await yearsOf(2026, nina)).toMatchObject([
      { interest_minor: '0', other_currencies: [{ currency: 'EUR', minor: '1800' }] },
    ]);
    expect((await yearsOf(2026)).some(({ customer_id }) => customer_id === nina)).toBe(false);
    const after = await tieOf(2026);
    expect(after['deposits']).toEqual(before['deposits']);
    expect(BigInt(after['ledger']?.[0] ?? '0') - BigInt(before['ledger']?.[0] ?? '0')).toBe(2_000n);
  });
});

describe('The years of payees', () => {
  it('leave out deposits of governments and banks, and customers with nothing', async () => {
    await aCustomer(database().operator, 'Nora Nothing', '00000003');
    const before = await yearsOf(2026);
    await byHand('D02', { account: '2300', minor: 5_000n }, { account: '2080', minor: -5_000n });
    expect(await yearsOf(2026)).toEqual(before);
  });

  it('are refused of a year that has not begun', async () => {
    const refusal = await refusalOf(database().app.query('SELECT * FROM bank.payee_years(2027, 2027)'));
    expect(refusal.sqlState).toBe('LB013');
  });
});
