import type { FileToKeep } from '../file-to-keep.ts';

/** Formats of documents for customers; a kind of document has some of them. */
export const statementFormats = ['pdf', 'csv', 'ofx', 'json'] as const;
export type StatementFormat = (typeof statementFormats)[number];
/** OFX knows accounts and their transactions, not years of customers. */
export const yearFormats = ['pdf', 'csv', 'json'] as const;
export type YearFormat = (typeof yearFormats)[number];

export const documentTypes = {
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  ofx: 'application/x-ofx',
  json: 'application/json',
} as const satisfies Record<StatementFormat, string>;

/** Names of files end up in folders and mails of other people: of an account they have its last four digits. */
export const statementFileName = (accountNumber: string, month: string, format: StatementFormat): string =>
  `ledgerbank-statement-${accountNumber.slice(-4)}-${month}.${format}`;
export const annualFileName = (year: number, format: YearFormat): string =>
  `ledgerbank-annual-statement-${year}.${format}`;
export const taxFormFileName = (year: number, format: YearFormat): string =>
  `ledgerbank-1099-int-${year}.${format}`;

export const textFile = (name: string, format: StatementFormat, text: string): FileToKeep => ({
  name,
  mediaType: documentTypes[format],
  bytes: new TextEncoder().encode(text),
});
