import {
  statementOf,
  type AccountStatement,
  type StatementMonth,
} from '../domain/documents/account-statement.ts';
import type { Account } from '../domain/account.ts';
import {
  documentTypes,
  statementFileName,
  textFile,
  type StatementFormat,
} from '../domain/documents/document-file.ts';
import { statementCsv } from '../domain/documents/statement-csv.ts';
import { statementDocument } from '../domain/documents/statement-document.ts';
import { statementJson } from '../domain/documents/statement-json.ts';
import { statementOfx } from '../domain/documents/statement-ofx.ts';
import { BankError } from '../domain/errors.ts';
import type { FileToKeep } from '../domain/file-to-keep.ts';
import type { Principal } from '../domain/session.ts';
import type { AccountReader } from './ports.ts';
import type { DocumentReader, Printer } from './ports/documents.ts';
import type { Digest } from './ports/imports.ts';
import { readableAccount } from './readable-account.ts';

export interface StatementPorts {
  readonly accounts: AccountReader;
  readonly documents: DocumentReader;
  readonly printer: Printer;
  readonly digest: Digest;
}

/** An account that the principal may see, with its months, newest first. @throws BankError not-found for any other account */
export async function readStatementMonths(
  { accounts, documents }: StatementPorts,
  principal: Principal,
  accountId: string,
): Promise<{ readonly account: Account; readonly months: readonly StatementMonth[] }> {
  const account = await readableAccount(accounts, principal, accountId);
  return { account, months: await documents.months(account.id) };
}

/**
 * The statement of a month as a file; of the same month always the same bytes.
 * @throws BankError not-found for an account that is not the principal's to see, document-not-found for a month without one,
 * not-acceptable for a format in which it would be too large
 */
export async function readStatementFile(
  ports: StatementPorts,
  principal: Principal,
  { accountId, month, format }: StatementWanted,
): Promise<FileToKeep> {
  const account = await readableAccount(ports.accounts, principal, accountId);
  const statement = await read(ports.documents, account.id, { month, most: mostEntries[format] });
  const name = statementFileName(account.number, month, format);
  if (format !== 'pdf') return answerable(textFile(name, format, writers[format](statement)));
  const document = statementDocument(statement, ports.digest(statementJson(statement)));
  return answerable({ name, mediaType: documentTypes.pdf, bytes: await ports.printer(document) });
}

/**
 * Entries of a file: of a PDF some 700 bytes each with the tags of their cells, of the others a hundred or more. Counted before one is
 * read, so that a month of millions is not read to be refused.
 */
const mostEntries = { pdf: 1_500, csv: 45_000, ofx: 45_000, json: 45_000 } as const;
/** A Lambda answers 6 MB at most, a third of it for the encoding of files. */
const mostBytes = 4_500_000;

function answerable(file: FileToKeep): FileToKeep {
  if (file.bytes.length > mostBytes) throw tooLarge();
  return file;
}

const tooLarge = (): BankError =>
  new BankError(
    'not-acceptable',
    'This month is too large for a file of this format. Csv takes the most; your transactions are on the page of the account.',
  );

interface StatementWanted {
  readonly accountId: string;
  readonly month: string;
  readonly format: StatementFormat;
}

async function read(
  documents: DocumentReader,
  accountId: string,
  { month, most }: { readonly month: string; readonly most: number },
): Promise<AccountStatement> {
  const figures = await documents.statement(accountId, month);
  if (!figures)
    throw new BankError(
      'document-not-found',
      'There is no statement of this month: the account did not exist, or the month is not over.',
    );
  const { afterVersion, throughVersion } = figures;
  if (throughVersion - afterVersion > BigInt(most)) throw tooLarge();
  return statementOf(figures, await documents.entries(accountId, afterVersion, throughVersion));
}

const writers = { csv: statementCsv, ofx: statementOfx, json: statementJson } as const;
