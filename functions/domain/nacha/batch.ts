import { isBusinessDay, nextBusinessDay } from '../business-days.ts';
import { isCalendarDate } from '../calendar-date.ts';
import { FileError, type FileLine } from '../payment-file.ts';
import { isCredit, lineOf, type BatchHeader } from './entry.ts';
import { field, numberField, type AchRecord } from './records.ts';
import { add, checkTotals, nothing, type Places, type Totals } from './totals.ts';

/** Reads records one after another. */
export interface Records {
  /** The next record, left where it is; undefined at the end. */
  peek(): AchRecord | undefined;
  /** @throws FileError when the next record is of another kind */
  take(kind: string): AchRecord;
}

/** An entry with its addenda, and what it asks for. */
export interface AchItem {
  readonly entry: AchRecord;
  readonly addenda: readonly AchRecord[];
  readonly line: FileLine;
}

export interface AchBatch {
  readonly record: AchRecord;
  readonly header: BatchHeader;
  readonly items: readonly AchItem[];
  readonly totals: Totals;
}

const places: Places = { count: [5, 10], hash: [11, 20], debitMinor: [21, 32], creditMinor: [33, 44] };

/** Header, entries with their addenda, control. */
export function readBatch(records: Records): AchBatch {
  const record = records.take('5');
  const header = headerOf(record);
  const items: AchItem[] = [];
  let totals = nothing;
  let lastTrace = 0n;
  while (records.peek()?.text.startsWith('6')) {
    const { entry, addenda } = readEntry(records);
    checkServiceClass(entry, header);
    lastTrace = checkTrace(entry, lastTrace);
    items.push({ entry, addenda, line: lineOf(entry, addenda, header) });
    totals = add(totals, totalsOf(entry, addenda));
  }
  checkControl(records.take('8'), record, totals);
  return { record, header, items, totals };
}

function headerOf(record: AchRecord): BatchHeader {
  const serviceClass = field(record, 2, 4);
  if (!['200', '220', '225'].includes(serviceClass)) {
    throw new FileError(record.line, `The service class ${serviceClass} is none of 200, 220 and 225.`);
  }
  const [, year, month, day] = /^(\d\d)(\d\d)(\d\d)$/.exec(field(record, 70, 75)) ?? [];
  const date = `20${year ?? ''}-${month ?? ''}-${day ?? ''}`;
  return {
    serviceClass,
    company: field(record, 5, 20).trim(),
    entryClass: field(record, 51, 53),
    purpose: field(record, 54, 63).trim(),
    valueDate: isCalendarDate(date) ? settlementOf(date) : undefined,
  };
}

/** The Federal Reserve Banks settle on business days only. */
const settlementOf = (date: string): string => (isBusinessDay(date) ? date : nextBusinessDay(date));

interface Entry {
  readonly entry: AchRecord;
  readonly addenda: readonly AchRecord[];
}

function readEntry(records: Records): Entry {
  const entry = records.take('6');
  const addenda: AchRecord[] = [];
  while (records.peek()?.text.startsWith('7')) addenda.push(records.take('7'));
  const announced = field(entry, 79, 79) === '1';
  if (announced !== addenda.length > 0) {
    const detail = announced ? 'Its addenda are missing.' : 'Addenda follow that it does not announce.';
    throw new FileError(entry.line, detail);
  }
  addenda.forEach((each, index) => {
    const isNext = Number(numberField(each, 84, 87)) === index + 1;
    if (field(each, 88, 94) === field(entry, 88, 94) && (isNext || field(each, 2, 3) !== '05')) return;
    throw new FileError(each.line, 'The addenda are not those of the entry above, in their order.');
  });
  return { entry, addenda };
}

function checkServiceClass(entry: AchRecord, { serviceClass }: BatchHeader): void {
  const only = isCredit(entry) ? '220' : '225';
  if (serviceClass === '200' || serviceClass === only) return;
  throw new FileError(entry.line, `A batch of service class ${serviceClass} can’t hold this entry.`);
}

/** Trace numbers of a batch ascend. */
function checkTrace(entry: AchRecord, last: bigint): bigint {
  const trace = numberField(entry, 80, 94);
  if (trace <= last) throw new FileError(entry.line, 'The trace number must be above the one before.');
  return trace;
}

/** What an entry adds to the control records. */
export function totalsOf(entry: AchRecord, addenda: readonly AchRecord[]): Totals {
  const minor = numberField(entry, 30, 39);
  return {
    count: BigInt(1 + addenda.length),
    hash: numberField(entry, 4, 11),
    debitMinor: isCredit(entry) ? 0n : minor,
    creditMinor: isCredit(entry) ? minor : 0n,
  };
}

function checkControl(control: AchRecord, header: AchRecord, totals: Totals): void {
  const same: readonly (readonly [what: string, ofControl: string, ofHeader: string])[] = [
    ['service class', field(control, 2, 4), field(header, 2, 4)],
    ['company identification', field(control, 45, 54), field(header, 41, 50)],
    ['originating bank', field(control, 80, 87), field(header, 80, 87)],
    ['batch number', field(control, 88, 94), field(header, 88, 94)],
  ];
  const different = same.find(([, ofControl, ofHeader]) => ofControl !== ofHeader);
  if (different) throw new FileError(control.line, `The ${different[0]} is not that of the batch’s header.`);
  checkTotals(control, totals, places);
}
