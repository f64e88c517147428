import { ownRoutingNumber } from '../nacha/routing.ts';

/** One entry of a file to be made; everything may be overridden, also with nonsense. */
export interface AchEntry {
  readonly code: string;
  readonly account: string;
  readonly cents: number;
  readonly routing?: string;
  readonly id?: string;
  readonly addenda?: readonly string[];
  readonly addendaType?: string;
  /** That it is an entry of ours that comes back: addenda 99 with reason and original trace number. */
  readonly back?: { readonly reason: string; readonly trace: string };
}

interface AchOptions {
  readonly serviceClass?: string;
  readonly entryClass?: string;
  readonly effective?: string;
  /** Immediate origin; ten characters. */
  readonly origin?: string;
  /** Changes the records before they are joined, to damage them. */
  readonly damage?: (records: string[]) => void;
}

const left = (text: string, width: number): string => text.padEnd(width).slice(0, width);
const right = (number: number | bigint, width: number): string => number.toString().padStart(width, '0');
const originator = '99000012';

function entryRecords(entry: AchEntry, trace: number): string[] {
  const { code, account, cents, routing = ownRoutingNumber, id = 'EMPLOYEE 1', addenda = [] } = entry;
  const announces = addenda.length > 0 || entry.back ? '1' : '0';
  const last = right(trace, 7);
  const record = `6${code}${routing}${left(account, 17)}${right(cents, 10)}${left(id, 15)}${left('SOMEBODY', 22)}  ${announces}${originator}${last}`;
  const type = entry.addendaType ?? '05';
  if (entry.back) return [record, backRecord(entry.back, last)];
  return [record, ...addenda.map((text, index) => `7${type}${left(text, 80)}${right(index + 1, 4)}${last}`)];
}

function backRecord({ reason, trace }: NonNullable<AchEntry['back']>, last: string): string {
  return `799${reason}${left(trace, 15)}${left('', 6)}02100002${left('', 44)}${originator}${last}`;
}

const isCredit = ({ code }: AchEntry): boolean => Number(code[1]) <= 4;
const sum = (entries: readonly AchEntry[]): number => entries.reduce((total, { cents }) => total + cents, 0);

/** An ACH file of one batch with these entries, right in every count, hash and total. */
export function anAchFile(entries: readonly AchEntry[], options: AchOptions = {}): string {
  const {
    serviceClass = '200',
    entryClass = 'PPD',
    effective = '260115',
    origin = ' 990000123',
    damage,
  } = options;
  const body = entries.flatMap((entry, index) => entryRecords(entry, index + 1));
  const hash = entries.reduce((all, { routing = ownRoutingNumber }) => all + BigInt(routing.slice(0, 8)), 0n);
  const debits = right(sum(entries.filter((entry) => !isCredit(entry))), 12);
  const credits = right(sum(entries.filter(isCredit)), 12);
  const hashed = right(hash % 10_000_000_000n, 10);
  const company = left('1123456789', 10);
  const records = [
    `101 ${ownRoutingNumber}${origin}2601150900A094101${left('LEDGERBANK', 23)}${left('PAYROLL INC', 23)}${left('', 8)}`,
    `5${serviceClass}${left('PAYROLL INC', 16)}${left('', 20)}${company}${entryClass}${left('SALARY', 10)}${left('', 6)}${effective}   1${originator}${right(1, 7)}`,
    ...body,
    `8${serviceClass}${right(body.length, 6)}${hashed}${debits}${credits}${company}${left('', 25)}${originator}${right(1, 7)}`,
  ];
  const blocks = Math.ceil((records.length + 1) / 10);
  records.push(
    `9${right(1, 6)}${right(blocks, 6)}${right(body.length, 8)}${hashed}${debits}${credits}${left('', 39)}`,
  );
  while (records.length < blocks * 10) records.push('9'.repeat(94));
  damage?.(records);
  return `${records.join('\n')}\n`;
}
