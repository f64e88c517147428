import { partsOf } from './calendar-date.ts';
import { formatMinor } from './money.ts';

/** A document for paper, before anything is known of pages. */
export interface PrintableDocument {
  readonly title: string;
  readonly subtitle: string;
  /** Names with their values, under the title; a value may have several lines. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly tables: readonly PrintableTable[];
  /** What stands after the tables in words. */
  readonly notes?: readonly PrintableNote[];
  readonly signatures: readonly PrintableSignature[];
  /** At the foot of each page. */
  readonly footer: string;
  /** Date the document bears, `YYYY-MM-DD`; never the day on which it happens to be printed. */
  readonly date: string;
}

export interface PrintableTable {
  readonly title: string;
  /** Under the title, such as the unit. */
  readonly note: string;
  readonly columns: readonly PrintableColumn[];
  readonly rows: readonly PrintableRow[];
  /** Begins on a page of its own. */
  readonly onNewPage: boolean;
  /** Stands at the foot of a page that the table goes on from, and at the head of the next, beside the last row's last cell. */
  readonly carried?: { readonly forward: string; readonly brought: string };
}

export interface PrintableNote {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

export interface PrintableColumn {
  readonly title: string;
  readonly align: 'start' | 'end';
  /** Share of the width, beside those of the others. */
  readonly share: number;
}

export interface PrintableRow {
  readonly cells: readonly string[];
  readonly isTotal: boolean;
  /** How far the first cell is set in, from 0. */
  readonly depth: number;
}

export interface PrintableSignature {
  readonly role: string;
  /** Empty where somebody has yet to sign. */
  readonly name: string;
  readonly date: string;
}

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** Cents as statements print them: grouped, negative amounts in parentheses. */
export function printedMoney(minor: bigint): string {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(3, '0');
  return bracketed(minor, `${grouped(digits.slice(0, -2))}.${digits.slice(-2)}`);
}

/** A whole number in the same way. */
export function printedWhole(value: bigint): string {
  return bracketed(value, grouped((value < 0n ? -value : value).toString()));
}

const bracketed = (value: bigint, text: string): string => (value < 0n ? `(${text})` : text);

/** Cents as customers read them: grouped, with a minus sign. */
export function customerMoney(minor: bigint): string {
  return formatMinor(minor).replace('-', '\u2212');
}

const monthNames = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

/** A date as a letter has it, such as `September 1, 2026`. */
export function printedDate(date: string): string {
  const { year, month, day } = partsOf(date);
  return `${monthNames[month - 1] ?? ''} ${day}, ${year}`;
}

/** A day within a period that is named elsewhere, such as `Sep 1`. */
export function printedDay(date: string): string {
  const { month, day } = partsOf(date);
  return `${monthNames[month - 1]?.slice(0, 3) ?? ''} ${day}`;
}

/** A month as a letter has it, such as `September 2026`. */
export function printedMonth(month: string): string {
  const { year, month: place } = partsOf(`${month}-01`);
  return `${monthNames[place - 1] ?? ''} ${year}`;
}
