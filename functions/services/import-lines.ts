import { errorCodeOfSqlState } from '../domain/errors.ts';
import type { ImportKind, ImportProblem, LineResult } from '../domain/import-job.ts';
import type { BatchCommand, BatchItem } from '../domain/journal-batch.ts';
import type { Metadata } from '../domain/journal.ts';
import { reasonText } from '../domain/nacha/return-reasons.ts';
import { draftOf, isPayment, type FileLine, type LineFault, type Payment } from '../domain/payment-file.ts';
import type { Ids } from './ports.ts';
import type { AccountNumbers } from './ports/imports.ts';
import type { BatchLedger, BatchReader, ReturnLedger } from './ports/ledger.ts';

export interface ImportLinesPorts {
  readonly batches: BatchLedger & BatchReader & ReturnLedger;
  readonly numbers: AccountNumbers;
  readonly ids: Ids;
}

/** Lines of a file that are posted together, and what names them for good. */
export interface Chunk {
  readonly kind: ImportKind;
  readonly sha256: string;
  /** From 0. */
  readonly number: number;
  readonly lines: readonly FileLine[];
  readonly actor: string;
}

/** Under which a chunk of a file is posted. */
export const importScope = (kind: ImportKind): string => `import:${kind}`;
export const importKey = (sha256: string, number: number): string => `${sha256}:${number}`;

/**
 * Posts what can be posted of a chunk, each line for itself: payments in their order, then entries of ours that came
 * back. The key is made of the file and the place in it, so however often a file is sent, each line is posted once.
 */
export async function importLines(ports: ImportLinesPorts, chunk: Chunk): Promise<readonly LineResult[]> {
  const payments = chunk.lines.filter(isPayment);
  const numbers = payments.flatMap(({ account, returned }) => [account, returned?.number ?? account]);
  const accounts = await ports.numbers.idsOf([...new Set(numbers)]);
  const parts = [payments.filter((each) => !each.returned), payments.filter((each) => each.returned)];
  const itemOf = new Map<number, BatchItem | undefined>();
  for (const part of parts) {
    const items = await postedOf(ports, chunk, { payments: part, accounts });
    for (const [index, { line }] of part.entries()) itemOf.set(line, items[index]);
  }
  return chunk.lines.map((line) =>
    isPayment(line) ? paymentResult(line, itemOf.get(line.line)) : faultResult(line),
  );
}

/** Stands for a number nobody has: the books refuse it, so that each payment has its item whenever it is asked. */
const nobody = '00000000-0000-0000-0000-000000000000';

interface Known {
  readonly payments: readonly Payment[];
  readonly accounts: ReadonlyMap<string, string>;
}

async function postedOf(
  { batches, ids }: ImportLinesPorts,
  { kind, sha256, number, actor }: Chunk,
  { payments, accounts }: Known,
): Promise<readonly BatchItem[]> {
  const [first] = payments;
  if (!first) return [];
  const scope = first.returned ? `${importScope(kind)}:returns` : importScope(kind);
  const batch: BatchCommand = {
    id: ids.next(),
    scope,
    key: importKey(sha256, number),
    // An account that was opened since makes it no other file.
    requestHash: sha256,
    actor,
    mode: 'independent',
    journals: payments.map((payment) => ({
      id: ids.next(),
      type: 'STANDARD',
      ...draftOf(payment, accountOf(payment, accounts)),
      reference: payment.reference,
      ...(payment.valueDate === undefined ? {} : { valueDate: payment.valueDate }),
      metadata: { importFile: sha256, importLine: String(payment.line), ...metadataOf(payment) },
    })),
  };
  const { id } = await (first.returned ? batches.postReturns(batch) : batches.postBatch(batch));
  return batches.allItems(id);
}

function accountOf({ account, returned }: Payment, accounts: Known['accounts']): string {
  return accounts.get(account) ?? accounts.get(returned?.number ?? '') ?? nobody;
}

const metadataOf = ({ returned }: Payment): Metadata =>
  returned ? { returnReason: returned.reason, returnedTrace: returned.trace } : {};

const nothing = { direction: null, minor: null, journalId: null };

function faultResult({ line, account, outcome, code, detail }: LineFault): LineResult {
  return { ...nothing, line, account, outcome, problem: { code, detail } };
}

function paymentResult(
  { line, account, direction, amount, returned }: Payment,
  item: BatchItem | undefined,
): LineResult {
  const own = { line, account, direction, minor: amount.minor };
  if (!item) throw new Error('The books have no result for a line that was posted');
  const problem = problemOf(item) ?? (returned ? returnProblem(returned.reason) : null);
  return { ...own, outcome: item.outcome, journalId: item.journalId, problem };
}

const returnProblem = (code: string): ImportProblem => ({ code, detail: `Came back: ${reasonText(code)}.` });

function problemOf({ sqlState, message }: BatchItem): ImportProblem | null {
  if (sqlState === null) return null;
  const code = errorCodeOfSqlState(sqlState) ?? 'internal-error';
  const unknown = 'No account of this bank has this number.';
  return { code, detail: code === 'account-not-found' ? unknown : (message ?? '') };
}
