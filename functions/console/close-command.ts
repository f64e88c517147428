import { postgresPeriods } from '../adapters/postgres/periods.ts';
import { uuidIds } from '../adapters/ids.ts';
import type { PeriodAction, PeriodChange } from '../domain/accounting-period.ts';
import { formatMinor } from '../domain/money.ts';
import type { PeriodBooks } from '../services/ports/periods.ts';
import { ConsoleError, type ConsoleContext } from './context.ts';

interface CloseOptions {
  readonly books: string;
  readonly by: string;
  readonly json: boolean;
}
export interface CloseRequestOptions extends CloseOptions {
  readonly reason: string;
}
export interface CloseDecideOptions extends CloseOptions {
  readonly reject: boolean;
  readonly note: string;
}

async function withPeriods(
  context: ConsoleContext,
  { books, json }: CloseOptions,
  act: (periods: PeriodBooks) => Promise<readonly PeriodChange[]>,
): Promise<void> {
  const { database, close } = await context.openBooks(books, false);
  try {
    const changes = await act(postgresPeriods(database));
    context.out(json ? asJson(changes) : changes.map(asText).join('\n\n') || 'Nothing awaits a decision.');
  } finally {
    await close();
  }
}

/** `close request`: asks for a period to be closed or reopened. A year is named by itself, as 2026. */
export function closeRequestCommand(
  context: ConsoleContext,
  asked: { readonly action: PeriodAction; readonly period: string },
  options: CloseRequestOptions,
): Promise<void> {
  const month = monthOf(asked);
  return withPeriods(context, options, async (periods) => [
    await periods.request({
      id: uuidIds.next(),
      action: asked.action,
      month,
      reason: options.reason,
      actor: options.by,
    }),
  ]);
}

/** `close decide`: approves or rejects what somebody else asked for. */
export function closeDecideCommand(
  context: ConsoleContext,
  change: string,
  options: CloseDecideOptions,
): Promise<void> {
  const decision = options.reject ? 'rejected' : 'approved';
  return withPeriods(context, options, async (periods) => [
    await periods.decide({ change, decision, note: options.note, actor: options.by }),
  ]);
}

/** `close list`: what awaits a decision. */
export function closeListCommand(context: ConsoleContext, options: CloseOptions): Promise<void> {
  return withPeriods(context, options, (periods) => periods.changes('undecided'));
}

function monthOf({ action, period }: { readonly action: PeriodAction; readonly period: string }): string {
  const ofYear = action.endsWith('-year');
  if (ofYear && /^\d{4}$/.test(period)) return `${period}-12`;
  if (!ofYear && /^\d{4}-(0[1-9]|1[0-2])$/.test(period)) return period;
  throw new ConsoleError(
    `${action} wants ${ofYear ? 'a year such as 2026' : 'a month such as 2026-09'}, not "${period}".`,
  );
}

const asJson = (changes: readonly PeriodChange[]): string =>
  JSON.stringify(changes, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));

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
