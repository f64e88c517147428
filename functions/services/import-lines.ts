import { errorCodeOfSqlState } from '../domain/errors.ts';
import type { ImportKind, ImportProblem, LineResult } from '../domain/import-job.ts';
import type { BatchItem } from '../domain/journal-batch.ts';
import { draftOf, isPayment, type FileLine, type LineFault, type Payment } from '../domain/payment-file.ts';
import type { Ids } from './ports.ts';
import type { AccountNumbers } from './ports/imports.ts';
import type { BatchLedger, BatchReader } from './ports/ledger.ts';

export interface ImportLinesPorts {
  readonly batches: BatchLedger & BatchReader;
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

/**
 * Posts what can be posted of a chunk, each line for itself. The key is made of the file and the place in it, so
 * however often a file is sent, each line is posted once.
 */
export async function importLines(ports: ImportLinesPorts, chunk: Chunk): Promise<readonly LineResult[]> {
  const payments = chunk.lines.filter(isPayment);
  const accounts = await ports.numbers.idsOf([...new Set(payments.map(({ account }) => account))]);
  const items = await postedOf(ports, chunk, { payments, accounts });
  const itemOf = new Map(payments.map(({ line }, index) => [line, items[index]]));
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
  if (payments.length === 0) return [];
  const { id } = await batches.postBatch({
    id: ids.next(),
    scope: `import:${kind}`,
    key: `${sha256}:${number}`,
    // An account that was opened since makes it no other file.
    requestHash: sha256,
    actor,
    mode: 'independent',
    journals: payments.map((payment) => ({
      id: ids.next(),
      type: 'STANDARD',
      ...draftOf(payment, accounts.get(payment.account) ?? nobody),
      reference: payment.reference,
      ...(payment.valueDate === undefined ? {} : { valueDate: payment.valueDate }),
      metadata: { importFile: sha256, importLine: String(payment.line) },
    })),
  });
  return batches.allItems(id);
}

const nothing = { direction: null, minor: null, journalId: null };

function faultResult({ line, account, outcome, code, detail }: LineFault): LineResult {
  return { ...nothing, line, account, outcome, problem: { code, detail } };
}

function paymentResult(
  { line, account, direction, amount }: Payment,
  item: BatchItem | undefined,
): LineResult {
  const own = { line, account, direction, minor: amount.minor };
  if (!item) throw new Error('The books have no result for a line that was posted');
  return { ...own, outcome: item.outcome, journalId: item.journalId, problem: problemOf(item) };
}

function problemOf({ sqlState, message }: BatchItem): ImportProblem | null {
  if (sqlState === null) return null;
  const code = errorCodeOfSqlState(sqlState) ?? 'internal-error';
  const unknown = 'No account of this bank has this number.';
  return { code, detail: code === 'account-not-found' ? unknown : (message ?? '') };
}
