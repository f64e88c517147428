import { sql, type SQL } from 'drizzle-orm';
import * as z from 'zod';
import { errorCodeOfSqlState } from '../../domain/errors.ts';
import { frequencies, holidayRules, type SeriesEnd } from '../../domain/recurrence.ts';
import {
  orderStatuses,
  runOutcomes,
  type StandingOrder,
  type StandingOrderRun,
} from '../../domain/standing-order.ts';
import type { OrderBooks, OrderChange, OrderSetup } from '../../services/ports/payments.ts';
import { callFunction, jsonOf, type BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { posting } from './ledger.ts';
import { instantText, minorText } from './parse.ts';

const mostListed = 100;

const outcome = z.object({ id: z.string(), outcome: z.enum(['set', 'replayed']) });

const orderRow = z.object({
  id: z.string(),
  fromAccountId: z.string(),
  fromNumber: z.string(),
  toNumber: z.string(),
  minor: minorText,
  currency: z.string(),
  frequency: z.enum(frequencies),
  anchorOn: z.string(),
  holidayRule: z.enum(holidayRules),
  endsOn: z.string().nullable(),
  endsAfter: z.coerce.number().nullable(),
  reference: z.string(),
  status: z.enum(orderStatuses),
  number: z.coerce.number(),
  attempts: z.coerce.number(),
  nextDueOn: z.string().nullable(),
  nextRunOn: z.string().nullable(),
  version: z.coerce.number(),
  createdAt: instantText,
});

const runRow = z.object({
  dueOn: z.string(),
  attempt: z.coerce.number(),
  runOn: z.string(),
  outcome: z.enum(runOutcomes),
  minor: minorText,
  code: z
    .string()
    .nullable()
    .transform((state) => (state === null ? null : (errorCodeOfSqlState(state) ?? 'internal-error'))),
  journalId: z.string().nullable(),
});

/** Standing orders by the functions of the books, and as its views show them. */
export function standingOrders(database: BooksDatabase): OrderBooks {
  return {
    async set(order) {
      const call = sql`SELECT bank.set_standing_order(${setupJson(order)}::jsonb) AS answer`;
      return outcome.parse(jsonOf(await posting(database, call)));
    },
    async preview(order) {
      const dryRun = setupJson(order, { dryRun: true });
      await callFunction(database, sql`SELECT bank.set_standing_order(${dryRun}::jsonb) AS answer`);
    },
    async change(change) {
      await posting(database, sql`SELECT bank.change_standing_order(${changeJson(change)}::jsonb) AS answer`);
    },
    async isSetUnder(scope, key) {
      const same = sql`scope = ${scope} AND key = ${key}`;
      const found = await reachable(
        database.rows(sql`SELECT id::text FROM bank.standing_order WHERE ${same}`),
      );
      return found.length > 0;
    },
    ordersOf: (customerId) => ordersWhere(database, sql`customer_id = ${customerId}::uuid`),
    async orderOf(customerId, orderId) {
      const own = sql`id = ${orderId}::uuid AND customer_id = ${customerId}::uuid`;
      const [found] = await ordersWhere(database, own);
      return found;
    },
    runsOf: (orderId) => runsOf(database, orderId),
  };
}

const endsJson = (ends: SeriesEnd): object => {
  if (ends.kind === 'on') return { on: ends.date };
  return ends.kind === 'after' ? { after: ends.times.toString() } : {};
};

function setupJson({ recurrence, amount, ...order }: OrderSetup, more: object = {}): string {
  const { ends, ...series } = recurrence;
  return JSON.stringify({
    id: order.id,
    customer: order.customerId,
    from: order.fromAccountId,
    to: order.toAccountId,
    minor: amount.minor.toString(),
    currency: amount.currency,
    ...series,
    ...(ends.kind === 'on' ? { endsOn: ends.date } : {}),
    ...(ends.kind === 'after' ? { endsAfter: ends.times.toString() } : {}),
    reference: order.reference,
    actor: order.actor,
    scope: order.scope,
    key: order.key,
    requestHash: order.requestHash,
    ...more,
  });
}

function changeJson({ orderId, customerId, actor, version, change }: OrderChange): string {
  const amended =
    change.change === 'amend'
      ? {
          ...(change.amount === undefined ? {} : { minor: change.amount.minor.toString() }),
          ...(change.ends === undefined ? {} : { ends: endsJson(change.ends) }),
        }
      : {};
  return JSON.stringify({
    order: orderId,
    customer: customerId,
    actor,
    version: version.toString(),
    change: change.change,
    ...amended,
  });
}

function endOf(endsOn: string | null, endsAfter: number | null): SeriesEnd {
  if (endsOn !== null) return { kind: 'on', date: endsOn };
  return endsAfter === null ? { kind: 'never' } : { kind: 'after', times: endsAfter };
}

function orderOfRow(row: unknown): StandingOrder {
  const { minor, currency, frequency, anchorOn, holidayRule, endsOn, endsAfter, ...order } =
    orderRow.parse(row);
  const recurrence = { frequency, anchorOn, holidayRule, ends: endOf(endsOn, endsAfter) };
  return { ...order, amount: { minor, currency }, recurrence };
}

async function ordersWhere(database: BooksDatabase, where: SQL): Promise<StandingOrder[]> {
  const rows = await reachable(
    database.rows(sql`
      SELECT id::text, from_account_id::text AS "fromAccountId", from_number AS "fromNumber", to_number AS "toNumber",
        amount_minor AS minor, currency, frequency, anchor_on::text AS "anchorOn", holiday_rule AS "holidayRule",
        ends_on::text AS "endsOn", ends_after AS "endsAfter", reference, status, number, attempts,
        next_due_on::text AS "nextDueOn", next_run_on::text AS "nextRunOn", version, created_at::text AS "createdAt"
      FROM bank.standing_order WHERE ${where}
      ORDER BY status NOT IN ('active', 'paused'), created_at DESC, id DESC LIMIT ${2 * mostListed}::integer`),
  );
  return rows.map(orderOfRow);
}

async function runsOf(database: BooksDatabase, orderId: string): Promise<StandingOrderRun[]> {
  const rows = await reachable(
    database.rows(sql`
      SELECT due_on::text AS "dueOn", attempt, run_on::text AS "runOn", outcome, amount_minor AS minor, code,
        journal_id::text AS "journalId"
      FROM bank.standing_order_run WHERE order_id = ${orderId}::uuid
      ORDER BY due_on DESC, attempt DESC LIMIT ${mostListed}::integer`),
  );
  return rows.map((row) => runRow.parse(row));
}
