import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { parseDecimal } from '../../domain/money.ts';
import { ConsoleError } from '../context.ts';

const cents = z.string().transform((text, context) => {
  try {
    return parseDecimal(text);
  } catch {
    context.addIssue({ code: 'custom', message: `"${text}" is not an amount` });
    return z.NEVER;
  }
});

/** `930101` is 1993-01-01; the whole data set is of the 1990s. */
const day = z
  .string()
  .regex(/^9\d{5}$/)
  .transform(isoDate)
  .pipe(z.iso.date());

function isoDate(text: string): string {
  return `19${text.slice(0, 2)}-${text.slice(2, 4)}-${text.slice(4, 6)}`;
}

const number = z.string().regex(/^\d{1,8}$/);

const transactionRow = z.tuple([
  number,
  number,
  day,
  z.enum(['PRIJEM', 'VYDAJ', 'VYBER']),
  z.enum(['VKLAD', 'VYBER', 'VYBER KARTOU', 'PREVOD Z UCTU', 'PREVOD NA UCET', '']),
  cents.refine((minor) => minor > 0n, 'the amount is not above zero'),
  cents,
  z.string(),
  z.string(),
  z.string(),
]);

/** One line of `trans.asc`; amounts in cents (the file's crowns are taken as dollars). */
export interface BerkaTransaction {
  readonly id: string;
  readonly accountId: string;
  readonly date: string;
  readonly credit: boolean;
  readonly operation: z.output<typeof transactionRow>[4];
  /** Purpose, e.g. `UROK` interest, `SLUZBY` service charge, `SANKC. UROK` penalty interest. */
  readonly purpose: string;
  readonly amountMinor: bigint;
  readonly balanceMinor: bigint;
}

export interface BerkaAccount {
  readonly accountId: string;
  readonly clientId: string;
}

/** Lines with their numbers as an editor shows them; the heading is line 1. */
interface Line {
  readonly number: number;
  readonly text: string;
}

/** The columns of each file, as its heading must name them. */
const headings = {
  'trans.asc':
    '"trans_id";"account_id";"date";"type";"operation";"amount";"balance";"k_symbol";"bank";"account"',
  'disp.asc': '"disp_id";"client_id";"account_id";"type"',
} as const;
type FileName = keyof typeof headings;

async function linesOf(directory: string, file: FileName): Promise<Line[]> {
  const path = join(directory, file);
  const text = await readFile(path, 'latin1').catch((error: unknown) => {
    throw new ConsoleError(
      `${path} can't be read. Give the folder that holds the .asc files of the Berka data.`,
      { cause: error },
    );
  });
  const [heading, ...lines] = text.split(/\r?\n/).map((line, index) => ({ number: index + 1, text: line }));
  if (heading?.text !== headings[file]) {
    throw new ConsoleError(
      `${file} does not begin with the heading ${headings[file]}. Nothing was posted. Is it the file of the Berka data?`,
    );
  }
  return lines.filter((line) => line.text !== '');
}

function fieldsOf(line: Line, file: FileName): string[] {
  try {
    const rows: string[][] = parse(line.text, { delimiter: ';', relax_column_count: true });
    return (rows[0] ?? []).map((field) => field.trim());
  } catch (error) {
    throw damaged(line, file, error);
  }
}

function damaged(line: Line, file: FileName, cause: unknown): ConsoleError {
  const start = line.text.slice(0, 40);
  const wayOut = file === 'trans.asc' ? ', or use --until with the last day before it' : '';
  return new ConsoleError(
    `${file} is damaged at line ${line.number} ("${start}"). Nothing was posted. Repair the file${wayOut}.`,
    { cause },
  );
}

/**
 * The transactions up to a day, in the order of the file. Lines after that day are not looked at, so a file
 * that breaks off later can be used up to its last whole day.
 * @param until business date, inclusive
 * @throws ConsoleError naming the line that is damaged
 */
export async function readTransactions(directory: string, until: string): Promise<BerkaTransaction[]> {
  const lines = await linesOf(directory, 'trans.asc');
  return lines.filter((line) => dateIn(line) <= until).map((line) => transactionOf(line));
}

/** Before every day where none can be read, so that the line is looked at and found damaged. */
const dateIn = ({ text }: Line): string => isoDate(/^\d+;\d+;(\d{6});/.exec(text)?.[1] ?? '000000');

function transactionOf(line: Line): BerkaTransaction {
  const row = transactionRow.safeParse(fieldsOf(line, 'trans.asc'));
  if (!row.success) throw damaged(line, 'trans.asc', row.error);
  const [id, accountId, date, type, operation, amountMinor, balanceMinor, purpose] = row.data;
  return { id, accountId, date, credit: type === 'PRIJEM', operation, purpose, amountMinor, balanceMinor };
}

/**
 * Every account of the transactions with the client who owns it.
 * @throws ConsoleError when one has none
 */
export async function readOwners(
  directory: string,
  transactions: readonly BerkaTransaction[],
): Promise<Map<string, BerkaAccount>> {
  const owners = await readAllOwners(directory);
  const orphan = transactions.find(({ accountId }) => !owners.has(accountId));
  if (!orphan) return owners;
  throw new ConsoleError(
    `disp.asc names no owner for account ${orphan.accountId}. Nothing was posted. Complete the file.`,
  );
}

async function readAllOwners(directory: string): Promise<Map<string, BerkaAccount>> {
  const lines = await linesOf(directory, 'disp.asc');
  const owners = new Map<string, BerkaAccount>();
  for (const line of lines) {
    const row = z.tuple([number, number, number, z.string()]).safeParse(fieldsOf(line, 'disp.asc'));
    if (!row.success) throw damaged(line, 'disp.asc', row.error);
    const [, clientId, accountId, kind] = row.data;
    if (kind === 'OWNER') owners.set(accountId, { accountId, clientId });
  }
  return owners;
}
