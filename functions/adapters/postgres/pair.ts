import { sql, type SQL } from 'drizzle-orm';
import type { EntryDraft, JournalCommand } from '../../domain/journal.ts';

/** Fields of a journal that the everyday one does not have. */
const special = [
  'occurredAt',
  'businessDate',
  'valueDate',
  'reversesId',
  'metadata',
  'conditions',
  'captures',
] as const;

interface Pair {
  readonly debit: string;
  readonly credit: string;
  readonly minor: bigint;
  readonly currency: string;
}

function pairOf([first, second, ...rest]: readonly EntryDraft[]): Pair | undefined {
  if (!first || !second || rest.length > 0 || first.minor <= 0n || second.minor !== -first.minor)
    return undefined;
  if (!('account' in first) || !('account' in second) || first.currency !== second.currency) return undefined;
  return { debit: first.account, credit: second.account, minor: first.minor, currency: first.currency };
}

/** The short way for the everyday journal, two customers' accounts today; undefined for any other. */
export function everydayCall(journals: readonly JournalCommand[]): SQL | undefined {
  const [journal, ...others] = journals;
  const isEveryday =
    journal?.type === 'STANDARD' &&
    others.length === 0 &&
    special.every((name) => journal[name] === undefined);
  const pair = isEveryday ? pairOf(journal.entries) : undefined;
  if (!journal || !pair) return undefined;
  return sql`SELECT bank.post_pair(${journal.id}::uuid, ${journal.scope}, ${journal.key}, ${journal.requestHash},
    ${journal.template}, ${journal.description}, ${journal.reference}, ${journal.actor}, ${pair.debit}::uuid,
    ${pair.credit}::uuid, ${pair.minor.toString()}::bigint, ${pair.currency}) AS answer`;
}
