import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import {
  levelPayment,
  monthsAfter,
  scheduleOf,
  type Installment,
} from '../../functions/domain/loans/schedule.ts';
import type { Person } from './cast.ts';
import type { Queryable } from './journals.ts';

export interface LoanOptions {
  readonly product?: string;
  readonly principalMinor?: bigint;
  readonly ratePpm?: number;
  readonly termMonths?: number;
  readonly firstDueOn?: string;
  readonly feeMinor?: bigint;
  /** Where the money goes: the borrower's account unless given. */
  readonly payTo?: { readonly account: string } | { readonly gl: string };
  readonly overrides?: Record<string, unknown>;
}

const bigText = z.string().transform(BigInt);
const figures = z.object({
  status: z.string(),
  businessDate: z.string(),
  nextDueOn: z.string().nullable(),
  owedMinor: bigText,
  principalLeftMinor: bigText,
  interestMinor: bigText,
  lateFeesMinor: bigText,
  dueMinor: bigText,
  perDiemMinor: bigText,
  daysPastDue: z.number(),
  covered: z.number(),
  payments: z.array(
    z.object({
      kind: z.string(),
      amountMinor: bigText,
      interestMinor: bigText,
      principalMinor: bigText,
      lateFeeMinor: bigText,
      businessDate: z.string(),
    }),
  ),
  events: z.array(
    z.object({
      kind: z.string(),
      businessDate: z.string(),
      amountMinor: bigText,
      installment: z.number().nullable(),
    }),
  ),
});
export type LoanFigures = z.output<typeof figures>;

async function today(database: Queryable): Promise<string> {
  const { rows } = await database.query<{ today: string }>(
    'SELECT business_date::text AS today FROM bank.business_date',
  );
  return rows[0]?.today ?? '';
}

const rowText = (row: Installment): Record<string, string> => ({
  dueOn: row.dueOn,
  paymentMinor: row.paymentMinor.toString(),
  interestMinor: row.interestMinor.toString(),
  principalMinor: row.principalMinor.toString(),
  balanceAfterMinor: row.balanceAfterMinor.toString(),
});

let numbers = 7_000_000_000;

/** What bank.originate_loan takes: an auto loan of 18,500.00 over 48 months, due in a month, unless told otherwise. */
export async function aLoan(
  database: Queryable,
  { customerId, accountId }: Person,
  options: LoanOptions = {},
): Promise<Record<string, unknown>> {
  const { product = 'auto-loan', principalMinor = 1_850_000n, ratePpm = 72_500, termMonths = 48 } = options;
  const firstDueOn = options.firstDueOn ?? monthsAfter(await today(database), 1);
  const terms = { principalMinor, ratePpm, termMonths };
  numbers += 1;
  return {
    id: randomUUID(),
    journalId: randomUUID(),
    number: String(numbers),
    customer: customerId,
    product,
    principalMinor: principalMinor.toString(),
    ratePpm,
    termMonths,
    firstDueOn,
    paymentMinor: levelPayment(terms).toString(),
    feeMinor: (options.feeMinor ?? 0n).toString(),
    installments: scheduleOf(terms, firstDueOn).map(rowText),
    paymentAccount: accountId,
    payTo: options.payTo ?? { account: accountId },
    scope: 'test',
    key: randomUUID(),
    requestHash: 'a loan of the tests',
    actor: 'tests',
    ...options.overrides,
  };
}

const originated = z.object({ id: z.string(), journalId: z.string(), outcome: z.string() });

export async function callOriginate(database: Queryable, loan: object): Promise<z.output<typeof originated>> {
  const { rows } = await database.query<{ answer: unknown }>(
    'SELECT bank.originate_loan($1::jsonb) AS answer',
    [JSON.stringify(loan)],
  );
  return originated.parse(rows[0]?.answer);
}

/** Makes a loan and answers the id of its account. */
export async function originate(
  database: Queryable,
  borrower: Person,
  options: LoanOptions = {},
): Promise<string> {
  return (await callOriginate(database, await aLoan(database, borrower, options))).id;
}

export interface PaymentOptions {
  readonly loan: string;
  readonly from: string;
  readonly minor?: bigint;
  readonly kind?: 'payment' | 'principal' | 'payoff';
  readonly key?: string;
}

const paid = z.object({
  id: z.string(),
  outcome: z.string(),
  amountMinor: bigText,
  interestMinor: bigText,
  principalMinor: bigText,
  lateFeeMinor: bigText,
});

/** Pays a loan, from an account by its id or from a ledger account by its code. */
export async function pay(
  database: Queryable,
  { loan, from, minor, kind = 'payment', key = randomUUID() }: PaymentOptions,
  call: 'pay_loan' | 'preview_loan_payment' = 'pay_loan',
): Promise<z.output<typeof paid>> {
  const payer = /^\d{4}$/.test(from) ? { gl: from } : { account: from };
  const request = {
    id: randomUUID(),
    loan,
    from: payer,
    kind,
    minor: minor?.toString(),
    scope: 'test',
    key,
    requestHash: `${loan} ${kind} ${String(minor)}`,
    actor: 'tests',
  };
  const { rows } = await database.query<{ answer: unknown }>(`SELECT bank.${call}($1::jsonb) AS answer`, [
    JSON.stringify(request),
  ]);
  return paid.parse(rows[0]?.answer);
}

/** Takes back a payment by its id. */
export async function takeBack(
  database: Queryable,
  payment: string,
  key: string = randomUUID(),
): Promise<unknown> {
  const request = { id: randomUUID(), payment, reason: 'Came back unpaid', actor: 'tests' };
  const { rows } = await database.query<{ answer: unknown }>(
    'SELECT bank.reverse_loan_payment($1::jsonb) AS answer',
    [JSON.stringify({ ...request, scope: 'test', key, requestHash: payment })],
  );
  return rows[0]?.answer;
}

/** Returns a nonaccrual loan to accrual. */
export async function returnToAccrual(
  database: Queryable,
  loan: string,
  key: string = randomUUID(),
): Promise<unknown> {
  const request = { id: randomUUID(), loan, reason: 'Paid up, and earns again', actor: 'tests' };
  const { rows } = await database.query<{ answer: unknown }>(
    'SELECT bank.restore_loan_accrual($1::jsonb) AS answer',
    [JSON.stringify({ ...request, scope: 'test', key, requestHash: loan })],
  );
  return rows[0]?.answer;
}

export async function readLoan(database: Queryable, loan: string): Promise<LoanFigures> {
  const { rows } = await database.query<{ answer: unknown }>('SELECT bank.read_loan($1) AS answer', [loan]);
  return figures.parse(rows[0]?.answer);
}

/** The lines of a journal as texts such as `1472 1850000`: ledger account, amount, debits positive. */
export async function entriesOf(database: Queryable, journalId: string): Promise<string[]> {
  const { rows } = await database.query<{ line: string }>(
    `SELECT ledger_account || CASE side WHEN 'credit' THEN ' -' ELSE ' ' END || amount_minor AS line
     FROM bank.journal_entry WHERE journal_id = $1 ORDER BY line_no`,
    [journalId],
  );
  return rows.map(({ line }) => line);
}

/** The one event of its kind on a loan. */
export async function eventOf(
  database: Queryable,
  loan: string,
  kind: string,
): Promise<{ businessDate: string; amountMinor: bigint; journalId: string }> {
  const { rows } = await database.query<Record<string, string>>(
    'SELECT business_date::text AS day, amount_minor, journal_id FROM bank.loan_event WHERE account_id = $1 AND kind = $2',
    [loan, kind],
  );
  if (rows.length !== 1) throw new Error(`The loan has ${rows.length} events of kind ${kind}`);
  const { day = '', amount_minor = '', journal_id = '' } = rows[0] ?? {};
  return { businessDate: day, amountMinor: BigInt(amount_minor), journalId: journal_id };
}

/** Balance of a ledger account, debits positive. */
export async function ledgerBalance(database: Queryable, code: string): Promise<bigint> {
  const { rows } = await database.query<{ minor: string }>(
    `SELECT coalesce(sum(CASE normal_side WHEN 'debit' THEN 1 ELSE -1 END * balance_minor::bigint), 0)::text AS minor
     FROM bank.account WHERE ledger_account = $1`,
    [code],
  );
  return BigInt(rows[0]?.minor ?? '0');
}
