import {
  annualFileName,
  statementFileName,
  statementFormats,
  taxFormFileName,
  yearFormats,
} from '../../../functions/domain/documents/document-file.ts';

interface Linked {
  readonly format: string;
  readonly href: string;
  readonly name: string;
}

/** A statement in all its formats, under the addresses that both sites have in common. */
export const statementLinks = (account: { id: string; number: string }, month: string): readonly Linked[] =>
  statementFormats.map((format) => ({
    format: format.toUpperCase(),
    href: `/api/v1/accounts/${account.id}/statements/${month}?format=${format}`,
    name: statementFileName(account.number, month, format),
  }));

export const annualLinks = (year: number): readonly Linked[] =>
  yearFormats.map((format) => ({
    format: format.toUpperCase(),
    href: `/api/v1/annual-statements/${year}?format=${format}`,
    name: annualFileName(year, format),
  }));

export const taxFormLinks = (year: number): readonly Linked[] =>
  yearFormats.map((format) => ({
    format: format.toUpperCase(),
    href: `/api/v1/tax-forms/${year}?format=${format}`,
    name: taxFormFileName(year, format),
  }));
