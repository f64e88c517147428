import { isCalendarDate } from './calendar-date.ts';
import type { CsvRecord } from './csv.ts';
import { recordsOf } from './csv-records.ts';
import { maxAmountMinor, parseDecimal } from './money.ts';
import { FileError, type FileLine, type PaymentFile } from './payment-file.ts';

/**
 * Columns of a file of payments, in any order, named by its first line. `amount` is in dollars with a sign: money
 * that comes in for the account is positive, money taken from it negative. `reference` and `valueDate` may be left
 * out, or empty.
 */
export const csvColumns = ['account', 'amount', 'description', 'reference', 'valueDate'] as const;
type Column = (typeof csvColumns)[number];
const optional: readonly Column[] = ['reference', 'valueDate'];

type Row = Readonly<Record<Column, string>>;

const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const longest = 140;

/**
 * Reads a CSV file of payments. A row that makes no sense is a fault of its own; the others go on.
 * @throws FileError when it is no CSV, or its columns are not ours
 */
export function readPaymentsCsv(text: string): PaymentFile {
  const [head, ...rows] = recordsOf(text);
  if (!head) throw new FileError(1, 'The file is empty.');
  const columns = columnsOf(head);
  if (rows.length === 0)
    throw new FileError(head.line, 'There is no payment below the names of the columns.');
  return { lines: rows.map((row) => lineOf(row, columns)) };
}

function columnsOf({ line, fields }: CsvRecord): readonly Column[] {
  const names = fields.map((field) => field.trim());
  const columns = names.map((name) => {
    const column = csvColumns.find((each) => each.toLowerCase() === name.toLowerCase());
    if (!column)
      throw new FileError(line, `"${name.slice(0, 40)}" is no column; use ${csvColumns.join(', ')}.`);
    return column;
  });
  const missing = csvColumns.filter((each) => !optional.includes(each) && !columns.includes(each));
  if (missing.length > 0) throw new FileError(line, `Add the column ${missing.join(', ')}.`);
  if (new Set(columns).size < columns.length) throw new FileError(line, 'Name each column once.');
  return columns;
}

function lineOf({ line, fields }: CsvRecord, columns: readonly Column[]): FileLine {
  const row = rowOf(fields, columns);
  const account = row.account.replace(/[\s-]/g, '');
  const minor = minorOf(row.amount);
  const detail = problemOf(row, { account, minor, surplus: fields.length !== columns.length });
  if (detail !== undefined) return { line, account, outcome: 'refused', code: 'line-invalid', detail };
  const cents = minor ?? 0n;
  return {
    line,
    account,
    direction: cents > 0n ? 'credit' : 'debit',
    amount: { minor: cents > 0n ? cents : -cents, currency: 'USD' },
    description: row.description.normalize('NFC'),
    reference: row.reference.normalize('NFC'),
    ...(row.valueDate === '' ? {} : { valueDate: row.valueDate }),
  };
}

function rowOf(fields: readonly string[], columns: readonly Column[]): Row {
  const row = { account: '', amount: '', description: '', reference: '', valueDate: '' };
  for (const [index, column] of columns.entries()) row[column] = fields[index]?.trim() ?? '';
  return row;
}

function minorOf(text: string): bigint | undefined {
  const typed = /^([+-]?)\$?(\d{1,3}(?:,\d{3})+|\d{1,15})(\.\d{1,2})?$/.exec(text);
  if (!typed) return undefined;
  const [, sign, whole = '', cents = ''] = typed;
  const minor = parseDecimal(`${whole.replaceAll(',', '')}${cents}`);
  return sign === '-' ? -minor : minor;
}

interface Read {
  readonly account: string;
  readonly minor: bigint | undefined;
  readonly surplus: boolean;
}

function problemOf(row: Row, { account, minor, surplus }: Read): string | undefined {
  const { description, reference, valueDate } = row;
  const problems: readonly (readonly [wrong: boolean, detail: string])[] = [
    [surplus, 'Give as many fields as there are columns.'],
    [!/^\d{10}$/.test(account), 'Give an account number of ten digits.'],
    [minor === undefined, 'Give an amount in dollars and cents, like 1,250.00 or -25.00.'],
    [minor === 0n, 'Give an amount other than zero.'],
    [isTooLarge(minor), 'Give a smaller amount.'],
    [description === '', 'Give a description.'],
    [[description, reference].some(isTooLong), `Use at most ${longest} characters.`],
    [[description, reference].some((text) => invisible.test(text)), 'Remove invisible characters.'],
    [valueDate !== '' && !isCalendarDate(valueDate), 'Give a value date like 2026-10-05.'],
  ];
  return problems.find(([wrong]) => wrong)?.[1];
}

const isTooLarge = (minor = 0n): boolean => minor > maxAmountMinor || -minor > maxAmountMinor;
const isTooLong = (text: string): boolean => text.length > longest;
