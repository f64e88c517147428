import { beforeAll, describe, expect, it } from '@jest/globals';
import { aCustomer } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aDeposit, aProduct, balanceOf, endDaysUntil } from '../../local/testing/deposits.ts';
import { aCashDeposit, aJournal, aReversal, post, type EntryDraft } from '../../local/testing/journals.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let vera: string;
let walt: string;
let savings: string;
let second: string;

beforeAll(async () => {
  const { owner, operator, app } = database();
  await operator.query("SELECT bank.open_books('2025-12-29')");
  vera = await aCustomer(operator, 'Vera Two Accounts', '00000001');
  walt = await aCustomer(operator, 'Walt Withheld', '00000002');
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
}

async function yearsOf(year: number, customer?: string): Promise<PayeeYear[]> {
  const { rows } = await database().app.query<PayeeYear>('SELECT * FROM bank.payee_years($1, $2)', [
    year,
    customer ?? null,
  ]);
  return rows;
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
    expect(await balanceOf(database().owner, '2360')).toBe(-360n);
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

describe('The years of payees', () => {
  it('leave out deposits of governments and banks, and customers with nothing', async () => {
    await aCustomer(database().operator, 'Nora Nothing', '00000003');
    const before = await yearsOf(2026);
    await byHand('D02', { account: '2300', minor: 5_000n }, { account: '2080', minor: -5_000n });
    expect(await yearsOf(2026)).toEqual(before);
  });

  it('are refused of a year that has not begun', async () => {
    const refusal = await refusalOf(database().app.query('SELECT * FROM bank.payee_years(2027)'));
    expect(refusal.sqlState).toBe('LB013');
  });
});
