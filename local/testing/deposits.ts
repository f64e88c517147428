import * as z from 'zod';
import type { Queryable } from './journals.ts';

/** Terms of a product that a test makes up. */
export interface ProductOptions {
  readonly kind?: 'checking' | 'savings' | 'money-market' | 'certificate';
  readonly ledgerAccount?: string;
  readonly method?: 'whole-balance' | 'slices';
  readonly expense?: string;
  readonly largeExpense?: string;
  /** Every month unless given. */
  readonly creditMonths?: readonly number[];
  readonly validFrom?: string;
  /** Columns of books.deposit_terms beside these. */
  readonly terms?: Readonly<Record<string, number>>;
}

const everyMonth = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

const plainSavings = {
  kind: 'savings',
  ledgerAccount: '2030',
  method: 'whole-balance',
  expense: '5020',
  largeExpense: null,
  creditMonths: everyMonth,
  validFrom: '2020-01-01',
  terms: {},
};

/** A product with tiers of from-cents and parts per million. @param owner as bank_owner */
export async function aProduct(
  owner: Queryable,
  code: string,
  tiers: readonly (readonly [from: number, ppm: number])[],
  options: ProductOptions = {},
): Promise<void> {
  const { kind, ledgerAccount, method, terms, validFrom: from, ...rest } = { ...plainSavings, ...options };
  await owner.query("INSERT INTO books.product VALUES ($1, $2, $1, 'Of the tests', $3)", [
    code,
    kind,
    ledgerAccount,
  ]);
  const names = Object.keys(terms);
  await owner.query(
    `INSERT INTO books.deposit_terms (product, valid_from, tier_method, expense_account, large_expense_account, credit_months
       ${names.map((name) => `, ${name}`).join('')})
     VALUES ($1, $2, $3, $4, $5, $6 ${names.map((_, index) => `, $${index + 7}`).join('')})`,
    [code, from, method, rest.expense, rest.largeExpense, rest.creditMonths, ...Object.values(terms)],
  );
  for (const [fromMinor, ppm] of tiers)
    await owner.query('INSERT INTO books.deposit_rate VALUES ($1, $2, $3, $4)', [code, from, fromMinor, ppm]);
}

/** An account of a product; answers its id. */
export async function aDeposit(operator: Queryable, customer: string, product: string): Promise<string> {
  const { rows } = await operator.query<{ id: string }>(
    `SELECT bank.open_account(jsonb_build_object('number', (7000000000 + (SELECT count(*) FROM bank.account))::text,
       'customer', $1::text, 'product', code, 'name', name, 'floorMinor', '0', 'ledgerAccount', ledger_account)) ->> 'id' AS id
     FROM bank.product WHERE code = $2`,
    [customer, product],
  );
  return z.string().parse(rows[0]?.id);
}

type StepResults = Readonly<Record<string, unknown>>;

/** Ends the business date by all of its steps, or up to one of them; answers what they did. */
export async function endDay(app: Queryable, until?: string): Promise<StepResults> {
  const { rows } = await app.query<{ today: string; steps: string[] }>(
    'SELECT business_date::text AS today, bank.day_steps() AS steps FROM bank.business_date',
  );
  const { today, steps } = z.object({ today: z.string(), steps: z.array(z.string()) }).parse(rows[0]);
  const results: Record<string, unknown> = {};
  for (const step of steps.slice(0, until === undefined ? steps.length : steps.indexOf(until) + 1)) {
    const answer = await app.query<{ answer: { result: unknown } }>(
      'SELECT bank.run_day_step($1, $2) AS answer',
      [today, step],
    );
    results[step] = answer.rows[0]?.answer.result;
  }
  return results;
}

/** Ends days until the books stand at a date or after it. */
export async function endDaysUntil(app: Queryable, date: string): Promise<void> {
  for (;;) {
    const { rows } = await app.query<{ due: boolean }>(
      'SELECT business_date < $1 AS due FROM bank.business_date',
      [date],
    );
    if (rows[0]?.due !== true) return;
    await endDay(app);
  }
}

/** Interest of an account that was not credited yet, as an exact numerator. */
export async function numeratorOf(owner: Queryable, account: string): Promise<bigint> {
  const { rows } = await owner.query<{ numerator: string }>(
    'SELECT numerator::text FROM books.interest_position WHERE account_id = $1',
    [account],
  );
  return BigInt(rows[0]?.numerator ?? '0');
}

/** Balance of an account on its normal side, or of a ledger account with debits positive. */
export async function balanceOf(owner: Queryable, account: string): Promise<bigint> {
  const { rows } = await owner.query<{ minor: string }>(
    /^\d{4}$/.test(account)
      ? 'SELECT coalesce(sum(balance_minor), 0)::text AS minor FROM books.balance WHERE ledger_account = $1'
      : 'SELECT sum(side * balance_minor)::text AS minor FROM books.balance WHERE account_id = $1',
    [account],
  );
  return BigInt(rows[0]?.minor ?? '0');
}
