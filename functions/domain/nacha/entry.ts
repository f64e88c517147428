import { usd } from '../money.ts';
import type { FileLine } from '../payment-file.ts';
import { field, numberField, type AchRecord } from './records.ts';
import { returnAddendaOf, returnLineOf } from './incoming-return.ts';
import { isRoutingNumber, ownRoutingNumber } from './routing.ts';

/** What the header of a batch says of its entries. */
export interface BatchHeader {
  /** 200 mixed, 220 credits only, 225 debits only. */
  readonly serviceClass: string;
  /** Who originated it, as the receiver is shown it. */
  readonly company: string;
  readonly entryClass: string;
  readonly purpose: string;
  /** On which it settles: the effective entry date, or the business day after it; absent where it is no date. */
  readonly valueDate: string | undefined;
}

interface Code {
  readonly direction: 'credit' | 'debit';
  readonly prenote: boolean;
}

/** Checking 2x, savings 3x; live entries, and prenotes, which ask without money whether the account is there. */
const codes: Readonly<Partial<Record<string, Code>>> = {
  22: { direction: 'credit', prenote: false },
  23: { direction: 'credit', prenote: true },
  27: { direction: 'debit', prenote: false },
  28: { direction: 'debit', prenote: true },
  32: { direction: 'credit', prenote: false },
  33: { direction: 'credit', prenote: true },
  37: { direction: 'debit', prenote: false },
  38: { direction: 'debit', prenote: true },
};

/** Whether a transaction code credits; the second digit tells, also of codes that we do not take. */
export function isCredit(record: AchRecord): boolean {
  return /[0-4]/.test(field(record, 3, 3));
}

/** What an entry with its addenda asks for: a payment, or why there is none. */
export function lineOf(record: AchRecord, addenda: readonly AchRecord[], batch: BatchHeader): FileLine {
  const account = field(record, 13, 29).trim();
  const at = { line: record.line, account };
  const back = returnAddendaOf(record, addenda);
  if (back) return returnLineOf(record, back, batch.purpose);
  const refusal = refusalOf(record, addenda, batch);
  if (refusal !== undefined) {
    return { ...at, outcome: 'refused', code: 'line-invalid', detail: refusal };
  }
  const code = codes[field(record, 2, 3)];
  if (!code || code.prenote) {
    return { ...at, outcome: 'skipped', code: 'prenote', detail: 'A prenote moves no money.' };
  }
  return {
    ...at,
    direction: code.direction,
    amount: usd(numberField(record, 30, 39)),
    description: `${batch.company} ${batch.purpose}`.trim(),
    reference: referenceOf(record, addenda),
    ...(batch.valueDate === undefined ? {} : { valueDate: batch.valueDate }),
  };
}

const longest = 140;

/** What the originator tells the receiver: the first addenda, else the id it knows the receiver by. */
function referenceOf(record: AchRecord, [first]: readonly AchRecord[]): string {
  const told = first === undefined ? '' : field(first, 4, 83).trim();
  return (told === '' ? field(record, 40, 54).trim() : told).slice(0, longest);
}

function refusalOf(
  record: AchRecord,
  addenda: readonly AchRecord[],
  { entryClass }: BatchHeader,
): string | undefined {
  const number = field(record, 2, 3);
  const code = codes[number];
  const routing = field(record, 4, 12);
  const isZero = numberField(record, 30, 39) === 0n;
  const problems: readonly (readonly [wrong: boolean, detail: string])[] = [
    [entryClass === 'IAT', 'International entries (IAT) are not taken.'],
    [
      addenda.some((each) => field(each, 2, 3) !== '05'),
      'Addenda of other kinds, such as notifications of change, are not taken.',
    ],
    [code === undefined, `Transaction code ${number} is not taken.`],
    [!isRoutingNumber(routing), `The check digit of the routing number ${routing} is wrong.`],
    [routing !== ownRoutingNumber, `The routing number ${routing} is not this bank’s.`],
    [!/^\d{10}$/.test(field(record, 13, 29).trim()), 'The account number must have ten digits.'],
    [code?.prenote === true && !isZero, 'A prenote must be of zero.'],
    [code?.prenote === false && isZero, 'The amount must be above zero.'],
  ];
  return problems.find(([wrong]) => wrong)?.[1];
}
