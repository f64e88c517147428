/** A record of a CSV file with the line it begins on, from 1. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

const needsQuotes = /[",\r\n]/;
/** What a spreadsheet would take for a formula. */
const formula = /^[=+\-@\t\r]/;
/** An amount below zero is none. */
const amount = /^-\d+(\.\d+)?$/;

/**
 * A field as RFC 4180 wants it; text that a spreadsheet would run as a formula is made text by an apostrophe.
 */
export function csvField(text: string): string {
  const safe = formula.test(text) && !amount.test(text) ? `'${text}` : text;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvLine(fields: readonly string[]): string {
  return `${fields.map(csvField).join(',')}\r\n`;
}

interface Reader {
  readonly text: string;
  position: number;
  line: number;
}

/**
 * Records of RFC 4180: fields may be quoted, and then hold commas, line breaks and doubled quotes. Empty lines are
 * left out.
 * @throws SyntaxError naming the line of a quote that is out of place or not closed
 */
export function readCsv(text: string): CsvRecord[] {
  // Spreadsheets begin their files with a byte order mark.
  const reader: Reader = { text: text.replace(/^\uFEFF/, ''), position: 0, line: 1 };
  const records: CsvRecord[] = [];
  while (reader.position < reader.text.length) {
    const record = readRecord(reader);
    if (record.fields.length > 1 || record.fields[0] !== '') records.push(record);
  }
  return records;
}

function readRecord(reader: Reader): CsvRecord {
  const { line } = reader;
  const fields = [readField(reader)];
  while (reader.text[reader.position] === ',') {
    reader.position += 1;
    fields.push(readField(reader));
  }
  endRecord(reader);
  return { line, fields };
}

function endRecord(reader: Reader): void {
  const end = /\r\n|\r|\n/y;
  end.lastIndex = reader.position;
  const found = end.exec(reader.text);
  if (found) {
    reader.position += found[0].length;
    reader.line += 1;
  } else if (reader.position < reader.text.length) {
    throw new SyntaxError(`Line ${reader.line}: put nothing between a closing quote and the next comma.`);
  }
}

function readField(reader: Reader): string {
  if (reader.text[reader.position] === '"') return readQuoted(reader);
  const plain = /[^,\r\n]*/y;
  plain.lastIndex = reader.position;
  const field = plain.exec(reader.text)?.[0] ?? '';
  if (field.includes('"')) throw new SyntaxError(`Line ${reader.line}: put quotes around the whole field.`);
  reader.position += field.length;
  return field;
}

function readQuoted(reader: Reader): string {
  const quoted = /"((?:[^"]|"")*)"/y;
  quoted.lastIndex = reader.position;
  const found = quoted.exec(reader.text);
  if (!found) throw new SyntaxError(`Line ${reader.line}: close the quote.`);
  reader.position += found[0].length;
  const inside = found[1] ?? '';
  reader.line += inside.split(/\r\n|\r|\n/).length - 1;
  return inside.replaceAll('""', '"');
}
