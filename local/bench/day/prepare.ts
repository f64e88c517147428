import type { Client } from 'pg';
import { scheduleOf } from '../../../functions/domain/loans/schedule.ts';
import type { BenchServer } from '../server.ts';

/** As late as loans allow whose first payment is due on the last day of the month, a Monday. */
const openedOn = '2026-11-12';
const dueOn = '2026-11-30';
/** The Friday before. What was missed until then is caught up at its end. */
const standAt = '2026-11-27';
const perCall = 5_000;

export interface DayPlan {
  readonly accounts: number;
  /** Orders that are due on the last business day of the month. */
  readonly orders: number;
  /** Loans with an installment due on that day. */
  readonly loans: number;
}

/** Of each hundred accounts: what they are, by the place in the hundred up to which they are it. */
const kinds = `CASE WHEN n % 100 < 45 THEN 'checking' WHEN n % 100 < 55 THEN 'interest-checking'
  WHEN n % 100 < 88 THEN 'savings' ELSE 'money-market' END`;

async function open(operator: Client, from: number, to: number): Promise<void> {
  await operator.query(
    `SELECT bank.open_customer(jsonb_build_object('number', lpad(n::text, 8, '0'), 'name', 'Customer ' || n,
       'id', lpad(to_hex(n), 32, '0')::uuid))
     FROM generate_series($1::int, $2::int) n WHERE n % 2 = 1`,
    [from, to],
  );
  await operator.query(
    `SELECT bank.open_account(jsonb_build_object('id', ('b' || lpad(to_hex(n), 31, '0'))::uuid,
       'number', (6000000000 + n)::text, 'product', p.code, 'name', p.name, 'ledgerAccount', p.ledger_account,
       'customer', lpad(to_hex(n - (n + 1) % 2), 32, '0')::uuid, 'floorMinor', '0'))
     FROM generate_series($1::int, $2::int) n JOIN bank.product p ON p.code = ${kinds}`,
    [from, to],
  );
  // From a few dollars, so that some are charged, to some hundred thousand.
  await operator.query(
    `SELECT bank.post_journals(jsonb_build_object('journals', jsonb_agg(jsonb_build_object(
       'id', gen_random_uuid(), 'scope', 'bench', 'key', 'funding/' || n, 'requestHash', 'funding', 'type', 'STANDARD',
       'template', 'OPEN', 'description', 'Opening balance', 'actor', 'bench', 'entries', jsonb_build_array(
         jsonb_build_object('gl', '1040', 'minor', amount::text, 'currency', 'USD'),
         jsonb_build_object('account', ('b' || lpad(to_hex(n), 31, '0')), 'minor', '-' || amount, 'currency', 'USD'))))))
     FROM generate_series($1::int, $2::int) n
     CROSS JOIN LATERAL (SELECT 2000 + (n * 7919::bigint) % 1000 * (n * 104729::bigint % 20011) AS amount) funded`,
    [from, to],
  );
}

async function setOrders(operator: Client, count: number): Promise<void> {
  await operator.query(
    `SELECT bank.set_standing_order(jsonb_build_object('id', gen_random_uuid(), 'customer', a.customer_id, 'from', a.id,
       'to', 'b' || lpad('1', 31, '0'), 'minor', '1500', 'currency', 'USD', 'frequency', 'monthly',
       'anchorOn', '${dueOn}', 'holidayRule', 'next', 'actor', 'bench', 'scope', 'bench', 'key', 'order/' || a.number,
       'requestHash', 'order'))
     FROM bank.account a WHERE a.customer_id IS NOT NULL AND a.number > '6000000001' ORDER BY a.number LIMIT $1`,
    [count],
  );
}

async function lend(operator: Client, count: number): Promise<void> {
  const loan = { principalMinor: 1_850_000n, ratePpm: 72_500, termMonths: 48 };
  const [first, ...others] = scheduleOf(loan, dueOn);
  const schedule = JSON.stringify([first, ...others], (_name, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  await operator.query(
    `SELECT bank.originate_loan(jsonb_build_object('id', gen_random_uuid(), 'customer', a.customer_id, 'product', 'auto-loan',
       'principalMinor', $2::text, 'ratePpm', $3::int, 'termMonths', $4::int, 'firstDueOn', '${dueOn}',
       'paymentMinor', $5::text, 'feeMinor', '0', 'installments', $6::jsonb, 'paymentAccount', a.id,
       'payTo', jsonb_build_object('account', a.id), 'journalId', gen_random_uuid(), 'scope', 'bench',
       'key', 'loan/' || a.number, 'requestHash', 'loan', 'actor', 'bench'))
     FROM bank.account a WHERE a.product = 'checking' ORDER BY a.number LIMIT $1`,
    [
      count,
      loan.principalMinor.toString(),
      loan.ratePpm,
      loan.termMonths,
      first?.paymentMinor.toString(),
      schedule,
    ],
  );
}

/** Opens a bank with its customers, accounts, standing orders and loans; answers its database. */
export async function prepareBank(
  server: BenchServer,
  plan: DayPlan,
  advance: (accounts: number) => void,
): Promise<Client> {
  const database = 'bench_day';
  await server.createDatabase(database);
  await server.migrateBooks(database);
  const operator = await server.admin(database);
  await operator.query('SET ROLE bank_operator');
  await operator.query('SELECT bank.open_books($1)', [openedOn]);
  for (let from = 1; from <= plan.accounts; from += perCall) {
    await open(operator, from, Math.min(from + perCall - 1, plan.accounts));
    advance(Math.min(from + perCall - 1, plan.accounts));
  }
  await operator.query('RESET ROLE');
  await setOrders(operator, plan.orders);
  await lend(operator, plan.loans);
  await operator.query('SELECT bank.roll_business_date($1)', [standAt]);
  await operator.query('VACUUM ANALYZE');
  return operator;
}
