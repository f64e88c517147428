import { isCalendarDate } from '../calendar-date.ts';
import type { CsvRecord } from '../csv.ts';
import { recordsOf } from '../csv-records.ts';
import { FileError } from '../payment-file.ts';

/** What a bank filed for a date: values by item code, thousands of dollars. */
export interface FiledReport {
  readonly bank: string;
  /** Empty where the file names no date. */
  readonly date: string;
  readonly values: ReadonlyMap<string, bigint>;
}

const code = /^(RCON|RIAD|RCOA|RCFD)[A-Z0-9]{4}$/;

/**
 * Reads filed values: a row for each bank with a column `id_rssd` and one per item code, or a row for each value with
 * the columns `id_rssd`, `mdrm` and `value_thousands`. A column `report_date` tells reports of one bank apart. Other
 * columns are left alone.
 * @throws FileError naming the line and what is wrong with it
 */
export function readFiledValues(text: string): readonly FiledReport[] {
  const [head, ...rows] = recordsOf(text);
  if (!head) throw new FileError(1, 'The file is empty.');
  const names = head.fields.map((field) => field.trim());
  if (!names.includes('id_rssd')) throw new FileError(head.line, 'Add the column id_rssd.');
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new FileError(head.line, `The column ${twice} is there twice.`);
  const columns = names.includes('mdrm') ? longColumns(names, head.line) : wideColumns(names, head.line);
  if (rows.length === 0) throw new FileError(head.line, 'There is no value below the names of the columns.');
  const reports = new Map<string, Collected>();
  for (const row of rows) collect(reports, row, columns);
  return [...reports.values()];
}

type Collected = FiledReport & { readonly values: Map<string, bigint> };

interface Columns {
  readonly count: number;
  readonly bank: number;
  readonly date: number;
  /** Code and value of each cell of a row that has one. */
  readonly cells: (row: CsvRecord) => readonly (readonly [code: string, value: string])[];
  readonly isLong: boolean;
}

function longColumns(names: readonly string[], line: number): Columns {
  const value = names.indexOf('value_thousands');
  if (value < 0) throw new FileError(line, 'Add the column value_thousands.');
  const item = names.indexOf('mdrm');
  return {
    ...commonColumns(names),
    isLong: true,
    cells: ({ fields, line: at }) => {
      const name = fields[item]?.trim() ?? '';
      if (!code.test(name)) throw new FileError(at, `"${name}" is no item code like RCON2170.`);
      return [[name, fields[value] ?? '']];
    },
  };
}

function wideColumns(names: readonly string[], line: number): Columns {
  const items = names.flatMap((name, index) => (code.test(name) ? [{ name, index }] : []));
  if (items.length === 0) throw new FileError(line, 'Add a column for each item code, like RCON2170.');
  return {
    ...commonColumns(names),
    isLong: false,
    cells: ({ fields }) => items.map(({ name, index }) => [name, fields[index] ?? '']),
  };
}

const commonColumns = (names: readonly string[]): Pick<Columns, 'count' | 'bank' | 'date'> => ({
  count: names.length,
  bank: names.indexOf('id_rssd'),
  date: names.indexOf('report_date'),
});

function collect(reports: Map<string, Collected>, row: CsvRecord, columns: Columns): void {
  const { bank, date } = whose(row, columns);
  const key = `${bank} ${date}`;
  const known = reports.get(key);
  if (known && !columns.isLong) throw new FileError(row.line, `Bank ${key.trim()} is there twice.`);
  const report = known ?? { bank, date, values: new Map<string, bigint>() };
  reports.set(key, report);
  for (const [name, text] of columns.cells(row))
    addValue(report, { line: row.line, name, text: text.trim() });
}

function whose({ line, fields }: CsvRecord, columns: Columns): Pick<FiledReport, 'bank' | 'date'> {
  if (fields.length !== columns.count)
    throw new FileError(line, `Give as many fields as there are columns, ${columns.count}.`);
  const cell = (index: number): string => fields[index]?.trim() ?? '';
  const [bank, date] = [cell(columns.bank), cell(columns.date)];
  if (!/^\d{1,10}$/.test(bank)) throw new FileError(line, `"${bank}" is no id_rssd: give its digits.`);
  if (date !== '' && !isDate(date)) throw new FileError(line, `"${date}" is no date like 2024-06-30.`);
  return { bank, date };
}

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && isCalendarDate(text);

interface Cell {
  readonly line: number;
  readonly name: string;
  readonly text: string;
}

/** An empty cell is no value. A line that stands on two schedules may come twice, with one value. */
function addValue({ bank, values }: Collected, { line, name, text }: Cell): void {
  if (text === '') return;
  if (!/^-?\d{1,15}$/.test(text))
    throw new FileError(line, `"${text.slice(0, 40)}" of ${name} is no whole number of thousands.`);
  const value = BigInt(text);
  const known = values.get(name);
  if (known !== undefined && known !== value)
    throw new FileError(line, `${name} of bank ${bank} is ${known} and ${value}.`);
  values.set(name, value);
}
