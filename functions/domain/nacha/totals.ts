import { FileError } from '../payment-file.ts';
import { numberField, type AchRecord } from './records.ts';

/** What control records count of the entries above them. */
export interface Totals {
  /** Entries and addenda. */
  readonly count: bigint;
  /** Sum of the first eight digits of the receiving banks' routing numbers; only its last ten digits are written. */
  readonly hash: bigint;
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
}

export const nothing: Totals = { count: 0n, hash: 0n, debitMinor: 0n, creditMinor: 0n };

export function add(a: Totals, b: Totals): Totals {
  return {
    count: a.count + b.count,
    hash: a.hash + b.hash,
    debitMinor: a.debitMinor + b.debitMinor,
    creditMinor: a.creditMinor + b.creditMinor,
  };
}

/** Where the four figures stand in a control record, from 1, inclusive. */
export type Places = Readonly<Record<keyof Totals, readonly [from: number, to: number]>>;

const names: Readonly<Record<keyof Totals, string>> = {
  count: 'entries and addenda',
  hash: 'the entry hash',
  debitMinor: 'the total of debits',
  creditMinor: 'the total of credits',
};
export const hashModulus = 10_000_000_000n;

/** @throws FileError when a figure of the control record is not that of its entries */
export function checkTotals(control: AchRecord, totals: Totals, places: Places): void {
  const counted = { ...totals, hash: totals.hash % hashModulus };
  for (const key of ['count', 'hash', 'debitMinor', 'creditMinor'] as const) {
    const [from, to] = places[key];
    const said = numberField(control, from, to);
    if (said === counted[key]) continue;
    const detail = `The control record says ${said} for ${names[key]}; its entries come to ${counted[key]}.`;
    throw new FileError(control.line, detail);
  }
}
