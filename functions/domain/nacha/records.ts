import { FileError } from '../payment-file.ts';

const recordLength = 94;

/** Control-Z, with which old systems end a text. */
const endOfFile = '\u001a';

/** A record of an ACH file: 94 characters, the first of which tells its kind. */
export interface AchRecord {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly text: string;
}

/** Characters of a record by the positions the rules count: from 1, both inclusive. */
export function field({ text }: AchRecord, from: number, to: number): string {
  return text.slice(from - 1, to);
}

/** @throws FileError when the field is not all digits */
export function numberField(record: AchRecord, from: number, to: number): bigint {
  const text = field(record, from, to);
  if (!/^\d+$/.test(text)) {
    throw new FileError(record.line, `Positions ${from} to ${to} must be digits.`);
  }
  return BigInt(text);
}

/**
 * The records of a file, one a line; a file without line breaks is cut every 94 characters.
 * @throws FileError for a record of another length, or one with characters outside printable ASCII
 */
export function recordsOf(text: string): AchRecord[] {
  const lines = text
    .replaceAll(endOfFile, '')
    .replace(/[\r\n]+$/, '')
    .split(/\r\n|\r|\n/);
  const [only = ''] = lines;
  const cut = lines.length === 1 && only.length > recordLength ? (only.match(/[^]{1,94}/g) ?? []) : lines;
  return cut.map((each, index) => {
    const record = { line: index + 1, text: each };
    if (each.length !== recordLength) {
      throw new FileError(
        record.line,
        `A record has ${recordLength} characters; this one has ${each.length}.`,
      );
    }
    if (!/^[\x20-\x7e]*$/.test(each)) throw new FileError(record.line, 'Use printable ASCII only.');
    return record;
  });
}
