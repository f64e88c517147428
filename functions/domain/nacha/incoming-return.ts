import { usd } from '../money.ts';
import type { FileLine } from '../payment-file.ts';
import { field, numberField, type AchRecord } from './records.ts';
import { isReturnReason, reasonText } from './return-reasons.ts';
import { isRoutingNumber, ownRoutingNumber } from './routing.ts';

/** Checking and savings, credits and debits: what comes back has codes of its own. */
const returnCodes = new Set(['21', '26', '31', '36']);

/** The addenda that make an entry one that comes back. */
export function returnAddendaOf(record: AchRecord, addenda: readonly AchRecord[]): AchRecord | undefined {
  const [only] = addenda;
  const isReturn = addenda.length === 1 && returnCodes.has(field(record, 2, 3));
  return isReturn && only && field(only, 2, 3) === '99' ? only : undefined;
}

/**
 * An entry of ours that comes back, for the account it was originated from: P14b for a debit, its mirror for a credit.
 * It counts from the business date on, because the batch keeps the date of the entry that it returns.
 * @param purpose what the originator called the entries of the batch
 */
export function returnLineOf(record: AchRecord, addenda: AchRecord, purpose: string): FileLine {
  const id = field(record, 40, 54).trim();
  const number = field(record, 13, 29).trim();
  const account = isAccountNumber(id) ? id : number;
  const at = { line: record.line, account };
  const reason = field(addenda, 4, 6);
  const refusal = refusalOf(record, account, reason);
  if (refusal !== undefined) return { ...at, outcome: 'refused', code: 'line-invalid', detail: refusal };
  const minor = numberField(record, 30, 39);
  if (minor === 0n) {
    return {
      ...at,
      outcome: 'skipped',
      code: 'prenote',
      detail: `A prenote came back: ${reasonText(reason)}.`,
    };
  }
  const trace = field(addenda, 7, 21).trim();
  return {
    ...at,
    direction: field(record, 3, 3) === '1' ? 'credit' : 'debit',
    amount: usd(minor),
    description: `Returned ${purpose}: ${reasonText(reason)} (${reason})`,
    reference: trace,
    returned: { reason, trace, ...(account !== number && isAccountNumber(number) ? { number } : {}) },
  };
}

const isAccountNumber = (text: string): boolean => /^\d{10}$/.test(text);

function refusalOf(record: AchRecord, account: string, reason: string): string | undefined {
  const routing = field(record, 4, 12);
  const problems: readonly (readonly [wrong: boolean, detail: string])[] = [
    [!isReturnReason(reason), `The reason ${reason} is not one for which an entry comes back.`],
    [!isRoutingNumber(routing), `The check digit of the routing number ${routing} is wrong.`],
    [routing !== ownRoutingNumber, `The routing number ${routing} is not this bank’s.`],
    [!isAccountNumber(account), 'Neither the individual id nor the account is a number of ten digits.'],
  ];
  return problems.find(([wrong]) => wrong)?.[1];
}
