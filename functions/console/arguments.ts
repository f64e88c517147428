import { InvalidArgumentError } from 'commander';

/** A date as commands take it. */
export function businessDate(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) && text.length === 10) return text;
  throw new InvalidArgumentError('Write a date like 1994-03-30.');
}

/** The name of a set of books. */
export function booksName(text: string): string {
  if (/^[a-z][a-z0-9_]{0,30}$/.test(text)) return text;
  throw new InvalidArgumentError('Use lower-case letters, digits and _, starting with a letter.');
}

/** The number of a version of a report. */
export function versionNumber(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Versions are numbered from 1.');
}
