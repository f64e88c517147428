import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { setTimeout as delay } from 'node:timers/promises';
import { bankDate } from '../../functions/adapters/time-zone.ts';
import { type IdKind, uuidOf } from '../../functions/domain/ids.ts';
import { type ReportKey, reportOfTick } from '../../functions/domain/report.ts';
import { parseSchedule } from '../../functions/console/schedules/expression.ts';
import { letFilingsBe } from '../testing/filed-earlier.ts';
import type { Probe } from './probe.ts';
import type { World } from './world.ts';

const patienceMs = 4000;

/** Waits for an effect that comes by way of queues; gives up at the first sign that it will not come. */
async function eventually(world: World, what: string, seen: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + patienceMs;
  while (!(await seen())) {
    if (Date.now() > until) throw new Error(`${what} did not happen within ${patienceMs / 1000} s`);
    await Promise.race([delay(50), world.firstProblem]);
  }
}

function idOf(world: World, logicalId: string): string {
  const id = world.ids.get(logicalId);
  if (!id) throw new Error(`The templates have no ${logicalId}.`);
  return id;
}

interface Sent {
  readonly body: unknown;
  /** Only on a FIFO queue. */
  readonly group?: string;
}

async function send(world: World, queue: string, { body, group }: Sent): Promise<void> {
  const order = group ? { MessageGroupId: group, MessageDeduplicationId: group } : {};
  const message = { QueueUrl: idOf(world, queue), MessageBody: JSON.stringify(body), ...order };
  await world.backends.sqs.send(new SendMessageCommand(message));
}

async function hasReport({ books }: World, { kind, period }: ReportKey): Promise<boolean> {
  const { rowCount } = await books.query('SELECT FROM ops.report_run WHERE kind = $1 AND period = $2', [
    kind,
    period,
  ]);
  return rowCount === 1;
}

// Each run asks for the report of a day nobody asked for before, so that it is its own effect that it sees.
const firstUnusedDay = Date.UTC(2062, 0, 1);
let daysUsed = 0;

function unusedDay(): Date {
  daysUsed += 1;
  return new Date(firstUnusedDay + daysUsed * 86_400_000);
}

/** A request on the report queue becomes a report. */
export const reportRequested: (queue: string) => Probe = (queue) => async (world) => {
  const key: ReportKey = { kind: 'day', period: unusedDay().toISOString().slice(0, 10) };
  await send(world, queue, { body: key, group: `day-${key.period}` });
  await eventually(world, `the report of ${key.period}`, () => hasReport(world, key));
};

/** A tick on the tick queue becomes a report, by way of the planner. */
export const tickSent: (queue: string) => Probe = (queue) => async (world) => {
  const scheduledTime = new Date(unusedDay().getTime() + 12 * 3_600_000).toISOString();
  await send(world, queue, { body: { kind: 'day', scheduledTime } });
  const key = reportOfTick('day', bankDate(scheduledTime));
  await eventually(world, `the report of ${key.period}`, () => hasReport(world, key));
};

/** Inside the bank ids go without the prefix of their kind. */
function inner(kind: IdKind, publicId: string): string {
  const uuid = uuidOf(kind, publicId);
  if (uuid === undefined) throw new Error(`${publicId} is no ${kind} id.`);
  return uuid;
}

async function snapshotTime({ backends, cast, ids }: World, table: string): Promise<number> {
  const { Item } = await backends.dynamodb.send(
    new GetItemCommand({
      TableName: ids.get(table) ?? '',
      Key: { customerId: { S: inner('customer', cast.customer) } },
    }),
  );
  return Number(Item?.['asOf']?.N ?? 0);
}

/** An event of a posting refreshes the snapshot of the account's owner. */
export const eventSent: (queue: string, table: string) => Probe = (queue, table) => async (world) => {
  const earlier = await snapshotTime(world, table);
  const accountIds = [inner('account', world.cast.aliceAccount)];
  await send(world, queue, { body: { sequence: '0', kind: 'journal.posted', payload: { accountIds } } });
  await eventually(world, 'a newer snapshot', async () => (await snapshotTime(world, table)) > earlier);
};

async function isWorkedOff({ backends }: World, QueueUrl: string): Promise<boolean> {
  const { Attributes = {} } = await backends.sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return Object.values(Attributes).every((count) => count === '0');
}

/** A filed report that is announced is worked off, and its files are kept then. */
export const filesAnnounced: (queue: string) => Probe = (queue) => async (world) => {
  const { rows } = await world.books.query<{ id: string }>(
    "SELECT id, kind, period, version, sha256 FROM ops.report_run WHERE status = 'FILED' ORDER BY period LIMIT 1",
  );
  const [{ id, ...payload } = { id: '' }] = rows;
  await send(world, queue, { body: { sequence: 'e0', kind: 'report.filed', payload } });
  await eventually(world, 'the keeping of the files of a report', async () => {
    const kept = await world.books.query('SELECT FROM ops.report_file WHERE run_id = $1', [id]);
    return kept.rowCount === 4 && (await isWorkedOff(world, idOf(world, queue)));
  });
};

async function unsent({ books }: World): Promise<number> {
  const { rows } = await books.query<{ count: string }>(
    `SELECT (SELECT count(*) FROM books.journal WHERE sequence > (SELECT journal_sequence FROM ops.relay))
       + (SELECT count(*) FROM ops.outbox WHERE sent_at IS NULL) AS count`,
  );
  return Number(rows[0]?.count);
}

export interface Appointment {
  readonly expression: string;
  readonly timeZone: string;
}

/** Lets time pass over the schedule's first appointment after a day, and over as little else as can be. */
async function passDueTime({ scheduler }: World, appointment: Appointment, day: Date): Promise<Date> {
  const { next, isRate } = parseSchedule(appointment.expression, appointment.timeZone, day);
  const due = next(day);
  if (!due) throw new Error(`${appointment.expression} is never due.`);
  // A rate counts from when it was deployed, so that only a whole period is sure to have a due time in it.
  scheduler.skipTo(isRate ? day : new Date(due.getTime() - 1000));
  await scheduler.advanceTo(due);
  return due;
}

// Each in a year of its own; the books have reached all of them.
const firstUnusedYear = 2027;
let yearsUsed = 0;

/** When time passes the schedule's appointment, the report of the period that ended is made. */
export const reportScheduled: (kind: ReportKey['kind'], appointment: Appointment) => Probe =
  (kind, appointment) => async (world) => {
    yearsUsed += 1;
    const due = await passDueTime(world, appointment, new Date(Date.UTC(firstUnusedYear + yearsUsed, 1, 1)));
    const key = reportOfTick(kind, bankDate(due.toISOString()));
    await eventually(world, `the report of ${key.period}`, () => hasReport(world, key));
  };

/** When time passes, what was posted leaves the outbox. */
export const outboxScheduled: (appointment: Appointment) => Probe = (appointment) => async (world) => {
  const { cast } = world;
  const body = { accountId: cast.aliceAccount, amount: { minor: '1', currency: 'USD' } };
  await cast.teller.call('depositCash', { body }, { idempotencyKey: crypto.randomUUID() });
  if ((await unsent(world)) === 0) throw new Error('The posting left nothing in the outbox.');
  await passDueTime(world, appointment, unusedDay());
  await eventually(world, 'the relay of the outbox', async () => (await unsent(world)) === 0);
};

async function unsealed({ books }: World): Promise<number> {
  const { rows } = await books.query<{ unsealed: string }>('SELECT unsealed FROM bank.sealing');
  return Number(rows[0]?.unsealed);
}

/** When time passes, what was posted is sealed. */
export const sealingScheduled: (appointment: Appointment) => Probe = (appointment) => async (world) => {
  const { cast } = world;
  const body = { accountId: cast.aliceAccount, amount: { minor: '1', currency: 'USD' } };
  await cast.teller.call('depositCash', { body }, { idempotencyKey: crypto.randomUUID() });
  if ((await unsealed(world)) === 0) throw new Error('The posting waits for no seal.');
  await passDueTime(world, appointment, unusedDay());
  await eventually(world, 'the sealing of the journals', async () => (await unsealed(world)) === 0);
};

/** When time passes, what is missing of a filed report is kept, though nothing announces it. */
export const keepingScheduled: (appointment: Appointment) => Probe = (appointment) => async (world) => {
  const { books } = world;
  await letFilingsBe(books, '20 minutes');
  await books.query(`
    BEGIN;
    ALTER TABLE ops.report_file DISABLE TRIGGER append_only;
    DELETE FROM ops.report_file WHERE format = 'pdf';
    ALTER TABLE ops.report_file ENABLE ALWAYS TRIGGER append_only;
    COMMIT`);
  await passDueTime(world, appointment, unusedDay());
  await eventually(world, 'the keeping of what was missing', async () => {
    return (await books.query('SELECT FROM bank.unkept_reports(10)')).rowCount === 0;
  });
};

let filesSent = 0;

/** A file that is sent is posted, by way of its queue. */
export const importRequested: Probe = async (world) => {
  filesSent += 1;
  const content = `account,amount,description,reference\n${world.cast.bobNumber},0.01,Truth,${crypto.randomUUID()}\n`;
  const { accountant } = world.cast;
  const body = { kind: 'csv', fileName: `truth-${filesSent}.csv`, content } as const;
  const { data } = await accountant.call('requestImport', { body });
  const params = { importId: data.id };
  await eventually(world, 'the import of a file', async () => {
    const { status, progress } = (await accountant.call('getImport', { params })).data;
    return status === 'ready' && progress.posted === 1;
  });
};

/** A business date that somebody asks to end is ended, by way of its queue. */
export const dayEnded: Probe = async ({ cast, ...world }) => {
  const { accountant } = cast;
  const date = (await accountant.call('listDays', {})).data.businessDate;
  await accountant.call('endDay', { params: { date } });
  await eventually({ cast, ...world }, `the end of ${date}`, async () => {
    const { day } = (await accountant.call('getDay', { params: { date } })).data;
    return day.status === 'over';
  });
};
