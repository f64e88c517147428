import { randomBytes } from 'node:crypto';
import { uuidIds } from '../adapters/ids.ts';
import { postgresPeriods } from '../adapters/postgres/periods.ts';
import type { PeriodAction, PeriodChange } from '../domain/accounting-period.ts';
import { publicId, uuidOf } from '../domain/ids.ts';
import { formatMinor } from '../domain/money.ts';
import {
  decidePeriodChange,
  requestPeriodChange,
  type PeriodActor,
  type PeriodChangePorts,
} from '../services/change-period.ts';
import { ConsoleError, UsageError, type ConsoleContext } from './context.ts';
import { servedBooks, targetOf, withBooks, type BooksOptions } from './target.ts';

export interface CloseRequestOptions extends BooksOptions {
  readonly reason: string;
}
export interface CloseDecideOptions extends BooksOptions {
  readonly reject: boolean;
  readonly note: string;
}

/** `close request`: asks for a period to be closed or reopened. A year is named by itself, as 2026. */
export async function closeRequestCommand(
  context: ConsoleContext,
  asked: { readonly action: PeriodAction; readonly period: string },
  options: CloseRequestOptions,
): Promise<void> {
  const request = { id: uuidIds.next(), action: asked.action, month: monthOf(asked), reason: options.reason };
  await change(context, options, (ports) => requestPeriodChange(ports, request, theConsole()));
}

/** `close decide`: approves or rejects what somebody who has signed in asked for. */
export async function closeDecideCommand(
  context: ConsoleContext,
  id: string,
  options: CloseDecideOptions,
): Promise<void> {
  const decision = options.reject ? 'rejected' : 'approved';
  const decided = { change: uuidOf('periodChange', id) ?? id, decision, note: options.note } as const;
  await change(context, options, (ports) => decidePeriodChange(ports, decided, theConsole()));
}

/** `close list`: what awaits a decision. */
export async function closeListCommand(context: ConsoleContext, options: BooksOptions): Promise<void> {
  const waiting = await withBooks(context, options, (database) =>
    postgresPeriods(database).changes('undecided'),
  );
  print(context, options, waiting);
}

/** Whoever uses it: nobody can be told from anybody else here, so all of them are one. */
const theConsole = (): PeriodActor => ({
  name: 'console',
  subject: 'console',
  traceId: randomBytes(16).toString('hex'),
});

/**
 * Lets the console ask or decide, with a line in the security log of the bank, where there is one.
 * @throws ConsoleError of books to which nobody can sign in
 */
async function change(
  context: ConsoleContext,
  options: BooksOptions,
  act: (ports: PeriodChangePorts) => Promise<PeriodChange>,
): Promise<void> {
  if (options.books !== servedBooks) throw new ConsoleError(nobodyElse(options.books));
  const open = await context.openLog?.(targetOf(options));
  try {
    const log = open?.log ?? { append: () => Promise.resolve() };
    const changed = await withBooks(context, options, (database) =>
      act({ periods: postgresPeriods(database), log }),
    );
    print(context, options, [changed]);
  } finally {
    await open?.close();
  }
}

const nobodyElse = (books: string): string =>
  `It takes two to close or reopen a period, and the console is one of them. No site serves the books "${books}", so nobody can sign in to be the other: their periods stay as they are.`;

function monthOf({ action, period }: { readonly action: PeriodAction; readonly period: string }): string {
  const ofYear = action.endsWith('-year');
  if (ofYear && /^\d{4}$/.test(period)) return `${period}-12`;
  if (!ofYear && /^\d{4}-(0[1-9]|1[0-2])$/.test(period)) return period;
  throw new UsageError(
    `${action} wants ${ofYear ? 'a year such as 2026' : 'a month such as 2026-09'}, not "${period}".`,
  );
}

function print(context: ConsoleContext, { json }: BooksOptions, changes: readonly PeriodChange[]): void {
  const views = changes.map(({ id, ...rest }) => ({ ...rest, id: publicId('periodChange', id) }));
  context.out(
    json ? JSON.stringify(views, decimal) : views.map(asText).join('\n\n') || 'Nothing awaits a decision.',
  );
}

const decimal = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value;

function asText(change: PeriodChange): string {
  const { id, action, month, requestedBy, decision, decidedBy, sha256 } = change;
  return [
    `${action} ${month}, asked for by ${requestedBy}: ${decision === null ? 'awaits a decision' : `${decision} by ${decidedBy ?? ''}`}`,
    `  change ${id}`,
    `  trial balance ${sha256}`,
    ...change.checklist.map(({ check, ok, detail }) => `  ${ok ? 'ok   ' : 'NOT  '}${check}: ${detail}`),
    ...change.effect.map(
      ({ gl, name, minor }) =>
        `  ${gl} ${name}: ${minor > 0n ? 'debit ' : 'credit'} ${formatMinor(minor > 0n ? minor : -minor)}`,
    ),
  ].join('\n');
}
