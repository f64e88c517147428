import { totalsOf, type AchBatch, type AchItem } from './batch.ts';
import { isCredit } from './entry.ts';
import type { AchFile } from './read.ts';
import { field, type AchRecord } from './records.ts';
import { checkDigitOf, isRoutingNumber, ownRoutingNumber } from './routing.ts';
import { add, hashModulus, nothing, type Totals } from './totals.ts';

/** An entry that is sent back, and why. */
export interface ReturnedItem {
  readonly batch: AchBatch;
  readonly item: AchItem;
  /** Such as R01. */
  readonly reason: string;
  /** The field that could not be processed, where the reason is about one. */
  readonly information: string;
}

export interface ReturnFileOptions {
  /** Business date on which the file that is answered was posted. */
  readonly createdOn: string;
  /** Tells apart the files of a day: eight characters, of the file that is answered. */
  readonly reference: string;
}

const ownBank = ownRoutingNumber.slice(0, 8);
const blockingFactor = 10;
const padding = '9'.repeat(94);

const left = (text: string, width: number): string => text.padEnd(width).slice(0, width);
const right = (number: number | bigint, width: number): string => number.toString().padStart(width, '0');

/**
 * A file that sends entries back to the banks they came from (Nacha operating rules, appendices 3 and 4). The batches are
 * those of the file that is answered; the trace numbers are new and ascend through the file. The same returns give the
 * same bytes.
 */
export function returnFileOf(
  file: AchFile,
  returns: readonly ReturnedItem[],
  { createdOn, reference }: ReturnFileOptions,
): string {
  const to = receiverOf(file, returns);
  const records = [headerOf(file.header, to, { createdOn, reference })];
  let totals = nothing;
  let traced = 0;
  const answered = [...new Set(returns.map(({ batch }) => batch))];
  for (const [index, batch] of answered.entries()) {
    const own = returns.filter((each) => each.batch === batch);
    const written = batchOf({ batch, returns: own, number: index + 1, traced });
    records.push(...written.records);
    totals = add(totals, written.totals);
    traced += own.length;
  }
  const blocks = Math.ceil((records.length + 1) / blockingFactor);
  records.push(
    `9${right(answered.length, 6)}${right(blocks, 6)}${right(totals.count, 8)}${amountsOf(totals)}${left('', 39)}`,
  );
  while (records.length % blockingFactor > 0) records.push(padding);
  return `${records.join('\n')}\n`;
}

/** Who sent the file that is answered; where that is no bank, the bank of the first entry. */
function receiverOf({ header }: AchFile, [first]: readonly ReturnedItem[]): string {
  const sender = field(header, 14, 23).trim();
  return isRoutingNumber(sender) || !first ? sender : originatorOf(first.item);
}

/** Sender and receiver of the file change places. */
function headerOf(header: AchRecord, to: string, { createdOn, reference }: ReturnFileOptions): string {
  const date = createdOn.slice(2).replaceAll('-', '');
  const names = `${field(header, 64, 86)}${field(header, 41, 63)}`;
  return `101${to.padStart(10)} ${ownRoutingNumber}${date}${left('', 4)}A094101${names}${left(reference, 8)}`;
}

/** Routing number of the bank an entry came from; its trace number begins with it. */
function originatorOf({ entry }: AchItem): string {
  const bank = field(entry, 80, 87);
  return `${bank}${checkDigitOf(bank)}`;
}

interface BatchOfReturns {
  readonly batch: AchBatch;
  readonly returns: readonly ReturnedItem[];
  readonly number: number;
  /** Trace numbers used before. */
  readonly traced: number;
}

function batchOf({ batch, returns, number, traced }: BatchOfReturns): { records: string[]; totals: Totals } {
  const written = returns.map((each, index) => entryOf(each, traced + index + 1));
  const totals = written.reduce((sum, each) => add(sum, totalsOf(each.entry, [each.addenda])), nothing);
  const { record } = batch;
  const serviceClass = serviceClassOf(returns);
  const last = `${ownBank}${right(number, 7)}`;
  const records = [
    `5${serviceClass}${field(record, 5, 75)}${left('', 3)}1${last}`,
    ...written.flatMap(({ entry, addenda }) => [entry.text, addenda.text]),
    `8${serviceClass}${right(totals.count, 6)}${amountsOf(totals)}${field(record, 41, 50)}${left('', 25)}${last}`,
  ];
  return { records, totals };
}

function serviceClassOf(returns: readonly ReturnedItem[]): string {
  const credits = returns.filter(({ item }) => isCredit(item.entry)).length;
  if (credits === returns.length) return '220';
  return credits === 0 ? '225' : '200';
}

const amountsOf = ({ hash, debitMinor, creditMinor }: Totals): string =>
  `${right(hash % hashModulus, 10)}${right(debitMinor, 12)}${right(creditMinor, 12)}`;

/** Entry and addenda: back to the bank it came from, with the code of a return and what names the original. */
function entryOf(
  { item, reason, information }: ReturnedItem,
  number: number,
): Readonly<Record<'entry' | 'addenda', AchRecord>> {
  const { entry } = item;
  const trace = `${ownBank}${right(number, 7)}`;
  const code = `${field(entry, 2, 2)}${isCredit(entry) ? '1' : '6'}`;
  const original = field(entry, 80, 94);
  const receiver = field(entry, 4, 11);
  return {
    entry: { line: 0, text: `6${code}${originatorOf(item)}${field(entry, 13, 78)}1${trace}` },
    addenda: {
      line: 0,
      text: `799${reason}${original}${left('', 6)}${receiver}${left(information, 44)}${trace}`,
    },
  };
}
