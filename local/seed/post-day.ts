import { sql } from 'drizzle-orm';
import type { PoolClient } from 'pg';
import { bringTo } from '../../functions/adapters/postgres/calendar.ts';
import { callFunction, type BooksDatabase } from '../../functions/adapters/postgres/database.ts';
import { postgresLedger } from '../../functions/adapters/postgres/ledger.ts';
import { openAccount, openCustomer } from '../../functions/adapters/postgres/opening.ts';
import { postgresOutbox } from '../../functions/adapters/postgres/outbox.ts';
import { booksByPool } from '../../functions/adapters/postgres/proxy.ts';
import type { JournalCommand } from '../../functions/domain/journal.ts';
import { demoId } from './ids.ts';
import type { DayPlan } from './life/life.ts';
import type { Resident } from './life/resident.ts';
import { lend } from './loans.ts';
import type { PlannedJournal } from './life/today.ts';
import { businessDate } from './people.ts';

/**
 * Rolls the books to a day and posts it, in one transaction: a start that is killed leaves whole days behind, and the
 * next one goes on with the day after the business date. After a failure the connection is good for nothing else.
 */
export async function postDay(client: PoolClient, plan: DayPlan): Promise<void> {
  const books = booksByPool(client);
  await client.query('BEGIN');
  await bringTo(books, plan.date);
  for (const { month, state } of plan.periods) {
    await callFunction(books, sql`SELECT bank.set_period_state(${`${month}-01`}::date, ${state})`);
  }
  for (const resident of plan.joining) await join(books, resident);
  if (plan.journals.length > 0)
    await postgresLedger(books).post(plan.journals.map((each) => commandOf(plan, each)));
  await lend(books, plan.date);
  // The past was announced when it happened; of today the consumers have still to hear.
  if (plan.date < businessDate) await markAnnounced(books);
  await client.query('COMMIT');
}

async function join(books: BooksDatabase, { id, number, name, deposits }: Resident): Promise<void> {
  await openCustomer(books, { id, number, name });
  for (const { id: account, ledgerAccount, product, ...deposit } of deposits) {
    const { number: accountNumber, name: accountName } = deposit;
    const names = { number: accountNumber, name: accountName, ledgerAccount, product };
    await openAccount(books, { ...names, id: account, customer: id, floorMinor: 0n });
  }
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
