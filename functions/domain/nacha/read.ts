import { FileError, type PaymentFile } from '../payment-file.ts';
import { readBatch, type AchBatch, type Records } from './batch.ts';
import { field, numberField, recordsOf, type AchRecord } from './records.ts';
import { isRoutingNumber } from './routing.ts';
import { add, checkTotals, nothing, type Places, type Totals } from './totals.ts';

const blockingFactor = 10;
const places: Places = { count: [14, 21], hash: [22, 31], debitMinor: [32, 43], creditMinor: [44, 55] };
const padding = '9'.repeat(94);

/**
 * Reads an ACH file as the receiving bank gets it (Nacha operating rules, appendix 3): file header 1, batches of
 * header 5, entries 6 with addenda 7 and control 8, file control 9, padding. Entries that we can't post are faults of
 * their own.
 * @throws FileError when records are missing or out of order, or when a control record does not fit what it controls
 */
export function readNacha(text: string): PaymentFile {
  return { lines: readAchFile(text).batches.flatMap(({ items }) => items.map(({ line }) => line)) };
}

/** A file as it stands, for those who answer it with another. */
export interface AchFile {
  readonly header: AchRecord;
  readonly batches: readonly AchBatch[];
}

/** Reads a file as {@link readNacha} does. @throws FileError */
export function readAchFile(text: string): AchFile {
  const all = recordsOf(text);
  const records = reader(all);
  const header = records.take('1');
  checkHeader(header);
  const batches: AchBatch[] = [];
  while (records.peek()?.text.startsWith('5')) {
    batches.push(readBatch(records));
  }
  const totals = batches.reduce((sum, batch) => add(sum, batch.totals), nothing);
  const counted = { batches: BigInt(batches.length), blocks: Math.ceil(all.length / blockingFactor), totals };
  checkControl(records.take('9'), counted);
  for (let rest = records.peek(); rest; rest = records.peek()) {
    if (records.take('9').text !== padding)
      throw new FileError(rest.line, 'Only padding follows the control.');
  }
  return { header, batches };
}

const kinds: Readonly<Partial<Record<string, string>>> = {
  1: 'file header (1)',
  5: 'batch header (5)',
  6: 'entry (6)',
  8: 'batch control (8)',
  9: 'file control (9)',
};

function reader(records: readonly AchRecord[]): Records {
  let at = 0;
  return {
    peek: () => records[at],
    take(kind) {
      const record = records[at];
      if (!record?.text.startsWith(kind)) {
        throw new FileError(record?.line ?? records.length + 1, `Here a ${kinds[kind] ?? kind} is expected.`);
      }
      at += 1;
      return record;
    },
  };
}

function checkHeader(record: AchRecord): void {
  if (field(record, 35, 40) !== '094101') {
    throw new FileError(record.line, 'Positions 35 to 40 must be 094101: size, blocking factor and format.');
  }
  const destination = field(record, 4, 13).trim();
  if (!isRoutingNumber(destination)) {
    throw new FileError(record.line, `The destination ${destination} is no routing number.`);
  }
}

interface Counted {
  readonly batches: bigint;
  readonly blocks: number;
  readonly totals: Totals;
}

function checkControl(control: AchRecord, { batches, blocks, totals }: Counted): void {
  const said = numberField(control, 2, 7);
  if (said !== batches) {
    throw new FileError(control.line, `The control record says ${said} batches; there are ${batches}.`);
  }
  const blocksSaid = numberField(control, 8, 13);
  if (blocksSaid !== BigInt(blocks)) {
    throw new FileError(
      control.line,
      `The control record says ${blocksSaid} blocks of ten; there are ${blocks}.`,
    );
  }
  checkTotals(control, totals, places);
}
