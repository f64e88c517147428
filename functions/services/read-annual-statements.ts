import { annualDocument } from '../domain/documents/annual-document.ts';
import { annualCsv, annualJson } from '../domain/documents/annual-files.ts';
import { yearsOf, type AnnualStatement, type DocumentYear } from '../domain/documents/annual-statement.ts';
import {
  annualFileName,
  documentTypes,
  textFile,
  type YearFormat,
} from '../domain/documents/document-file.ts';
import { BankError } from '../domain/errors.ts';
import type { FileToKeep } from '../domain/file-to-keep.ts';
import type { Principal } from '../domain/session.ts';
import type { CustomerReader } from './ports.ts';
import type { DocumentReader, Printer } from './ports/documents.ts';
import type { Digest } from './ports/imports.ts';

export interface YearPorts {
  readonly customers: CustomerReader;
  readonly documents: DocumentReader;
  readonly printer: Printer;
  readonly digest: Digest;
}

/** Years of the principal as a customer, the latest first; none for who is no customer. */
export async function readYears(
  { customers, documents }: Pick<YearPorts, 'customers' | 'documents'>,
  { customerId }: Principal,
): Promise<readonly DocumentYear[]> {
  const customer = customerId === null ? undefined : await customers.customer(customerId);
  return customer ? yearsOf(customer.openedOn, await documents.businessDate()) : [];
}

/**
 * The annual statement of the principal's accounts as a file; of the same year always the same bytes.
 * @throws BankError document-not-found for a year without one
 */
export async function readAnnualFile(
  ports: YearPorts,
  principal: Principal,
  { year, format }: { readonly year: number; readonly format: YearFormat },
): Promise<FileToKeep> {
  const statement = await read(ports, principal, year);
  const name = annualFileName(year, format);
  if (format === 'csv') return textFile(name, format, annualCsv(statement));
  const json = annualJson(statement);
  if (format === 'json') return textFile(name, format, json);
  const bytes = await ports.printer(annualDocument(statement, ports.digest(json)));
  return { name, mediaType: documentTypes.pdf, bytes };
}

async function read(
  { customers, documents }: YearPorts,
  { customerId }: Principal,
  year: number,
): Promise<AnnualStatement> {
  const customer = customerId === null ? undefined : await customers.customer(customerId);
  const accounts = customer ? await documents.accountsIn(customer.id, year) : [];
  if (!customer || accounts.length === 0)
    throw new BankError(
      'document-not-found',
      'There is no annual statement of this year: you had no account, or the year is not over.',
    );
  return { customerNumber: customer.number, customerName: customer.name, year, accounts };
}
