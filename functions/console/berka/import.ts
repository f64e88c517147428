import { createHash } from 'node:crypto';
import { uuidIds } from '../../adapters/ids.ts';
import { bringTo } from '../../adapters/postgres/calendar.ts';
import type { BooksDatabase } from '../../adapters/postgres/database.ts';
import { postgresLedger } from '../../adapters/postgres/ledger.ts';
import type { JournalCommand, PostedJournal } from '../../domain/journal.ts';
import { usd } from '../../domain/money.ts';
import { ConsoleError, type Progress, type ProgressFactory } from '../context.ts';
import { openAccounts, type AccountIds } from './accounts.ts';
import { inOrder } from './chain.ts';
import { ruleOf, type PostingRule } from './journal.ts';
import { readOwners, readTransactions, type BerkaTransaction } from './records.ts';

const batchSize = 1000;
const scope = 'import:berka';

export interface ImportResult {
  readonly posted: number;
  /** Already in the books from an earlier run. */
  readonly replayed: number;
}

export interface ImportSource {
  readonly directory: string;
  /** Last day to import, inclusive. */
  readonly until: string;
}

/**
 * Replays the transactions into the books, day by day. Each has its own key, so a run that was killed is
 * continued by running it again; the whole file is read and checked before anything is posted.
 * @throws ConsoleError when the files are damaged, or hold nothing up to that day; then nothing was posted
 */
export async function importBerka(
  database: BooksDatabase,
  source: ImportSource,
  progress: ProgressFactory,
): Promise<ImportResult> {
  const transactions = await plan(source);
  const owners = await readOwners(source.directory, transactions);
  const bar = progress('Posting', transactions.length);
  const accounts: AccountIds = new Map();
  let result: ImportResult = { posted: 0, replayed: 0 };
  for (const [date, ofDay] of Map.groupBy(transactions, (each) => each.date)) {
    await bringTo(database, date);
    await openAccounts(database, { owners, accounts, ofDay });
    result = add(result, await postDay(database, { accounts, ofDay, bar }));
  }
  bar.finish();
  return result;
}

interface PlannedTransaction extends BerkaTransaction {
  readonly rule: PostingRule;
}

async function plan({ directory, until }: ImportSource): Promise<PlannedTransaction[]> {
  const transactions = await readTransactions(directory, until);
  if (transactions.length === 0) {
    throw new ConsoleError(`trans.asc has no transactions up to ${until}. Nothing was posted.`);
  }
  const ids = new Set<string>();
  for (const { id } of transactions) {
    if (ids.has(id)) throw new ConsoleError(`trans.asc has transaction ${id} twice. Nothing was posted.`);
    ids.add(id);
  }
  return inOrder(transactions).map((each) => ({ ...each, rule: ruleOf(each) }));
}

interface Day {
  readonly accounts: AccountIds;
  readonly ofDay: readonly PlannedTransaction[];
  readonly bar: Progress;
}

async function postDay(database: BooksDatabase, { accounts, ofDay, bar }: Day): Promise<ImportResult> {
  const ledger = postgresLedger(database);
  let result: ImportResult = { posted: 0, replayed: 0 };
  for (let start = 0; start < ofDay.length; start += batchSize) {
    const batch = ofDay.slice(start, start + batchSize);
    const outcome = count(await ledger.post(batch.map((each) => commandOf(each, accounts))));
    result = add(result, outcome);
    bar.advance(batch.length, ofDay[0]?.date ?? '');
  }
  return result;
}

function commandOf(transaction: PlannedTransaction, accounts: AccountIds): JournalCommand {
  const account = accounts.get(transaction.accountId);
  if (account === undefined) throw new Error(`Account ${transaction.accountId} was not opened`);
  const { id, date, amountMinor, balanceMinor, rule } = transaction;
  return {
    ...rule(account, usd(amountMinor)),
    id: uuidIds.next(),
    type: 'STANDARD',
    reference: id,
    actor: 'import',
    scope,
    key: id,
    requestHash: createHash('sha256').update(`${id};${date};${amountMinor};${balanceMinor}`).digest('hex'),
    businessDate: date,
  };
}

function count(posted: readonly PostedJournal[]): ImportResult {
  const replayed = posted.filter(({ outcome }) => outcome === 'replayed').length;
  return { posted: posted.length - replayed, replayed };
}

const add = (a: ImportResult, b: ImportResult): ImportResult => ({
  posted: a.posted + b.posted,
  replayed: a.replayed + b.replayed,
});
