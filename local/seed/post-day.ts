import { sql } from 'drizzle-orm';
import type { PoolClient } from 'pg';
import { endDay } from '../../functions/services/end-day.ts';
import { bringTo } from '../../functions/adapters/postgres/calendar.ts';
import { dayBooks } from '../../functions/adapters/postgres/days.ts';
import { callFunction, type BooksDatabase } from '../../functions/adapters/postgres/database.ts';
import { postgresLedger } from '../../functions/adapters/postgres/ledger.ts';
import { openAccount, openCustomer } from '../../functions/adapters/postgres/opening.ts';
import { postgresOutbox } from '../../functions/adapters/postgres/outbox.ts';
import { booksByPool } from '../../functions/adapters/postgres/proxy.ts';
import type { JournalCommand } from '../../functions/domain/journal.ts';
import { demoId } from './ids.ts';
import type { Adoption } from './life/house/adoption.ts';
import type { DayPlan, Opening, ScheduledJournal } from './life/life.ts';
import type { Resident } from './life/resident.ts';
import { lend } from './loans.ts';
import type { PlannedJournal } from './life/today.ts';
import { businessDate, engineDate } from './people.ts';

/**
 * Rolls the books to a day and posts it, in one transaction: a start that is killed leaves whole days behind, and the
 * next one goes on with the day after the business date. After a failure the connection is good for nothing else.
 */
export async function postDay(client: PoolClient, plan: DayPlan): Promise<void> {
  const books = booksByPool(client);
  await client.query('BEGIN');
  await reach(books, plan.date);
  for (const { month, state } of plan.periods) {
    await callFunction(books, sql`SELECT books.set_period_state(${`${month}-01`}::date, ${state})`);
  }
  for (const resident of plan.joining) await join(books, resident);
  for (const opening of plan.opening) await open(books, opening);
  if (plan.adoption) await adopt(books, plan.adoption);
  if (plan.journals.length > 0)
    await postgresLedger(books).post(plan.journals.map((each) => commandOf(plan, each)));
  await lend(books, plan.date);
  if (plan.ahead) await schedule(books, plan.ahead);
  // The past was announced when it happened; of today the consumers have still to hear.
  if (plan.date < businessDate) await markAnnounced(books);
  await client.query('COMMIT');
}

/** Days since the books reckon interest end by their own steps; what those post is of the past as well. */
async function reach(books: BooksDatabase, date: string): Promise<void> {
  if (date <= engineDate) return bringTo(books, date);
  const days = dayBooks(books);
  await endDay(days, await days.businessDate(), { stepDone: () => undefined });
  await markAnnounced(books);
}

async function join(books: BooksDatabase, { id, number, name, deposits }: Resident): Promise<void> {
  await openCustomer(books, { id, number, name });
  for (const deposit of deposits)
    if (deposit.opens === undefined) await open(books, { customer: id, deposit });
}

async function open(books: BooksDatabase, { customer, deposit }: Opening): Promise<void> {
  const { id, number, name, ledgerAccount, product } = deposit;
  await openAccount(books, { id, number, name, ledgerAccount, product, customer, floorMinor: 0n });
}

/** From here on the books reckon the interest; what was planned before stands in them as owed. */
async function adopt(books: BooksDatabase, { through, owed, certificates }: Adoption): Promise<void> {
  for (const { account, minor } of owed)
    await callFunction(
      books,
      sql`SELECT bank.carry_in_interest(${account}::uuid, ${through}::date, ${minor.toString()}::bigint)`,
    );
  for (const certificate of certificates)
    await callFunction(books, sql`SELECT bank.adopt_certificate(${JSON.stringify(certificate)}::jsonb)`);
}

/** The end of each day to come posts what is due of it. */
async function schedule(books: BooksDatabase, ahead: readonly ScheduledJournal[]): Promise<void> {
  const journals = ahead.map(({ key, dueOn, draft: { template, description, entries }, reference }) => {
    const lines = entries.map((entry) => ({ ...entry, minor: entry.minor.toString() }));
    return { key, dueOn, template, description, reference, entries: lines };
  });
  await callFunction(
    books,
    sql`SELECT bank.schedule_journals(${JSON.stringify({ actor: 'demo', journals })}::jsonb)`,
  );
}

function commandOf({ date }: DayPlan, journal: PlannedJournal): JournalCommand {
  const { key, draft, type, reference, reverses } = journal;
  return {
    ...draft,
    id: demoId(key),
    type,
    reference,
    actor: 'demo',
    scope: 'demo',
    key,
    requestHash: key,
    businessDate: date,
    occurredAt: `${date}T12:00:00-05:00`,
    ...(reverses === undefined ? {} : { reversesId: demoId(reverses) }),
  };
}

async function markAnnounced(books: BooksDatabase): Promise<void> {
  const outbox = postgresOutbox(books);
  const waiting = await outbox.take(1000);
  if (waiting.length > 0) await outbox.markSent(waiting.map(({ sequence }) => sequence));
}
