import { readCsv, type CsvRecord } from './csv.ts';
import { FileError } from './payment-file.ts';

/** The records of a CSV file that somebody sent. @throws FileError with the line where it stops to be CSV */
export function recordsOf(text: string): CsvRecord[] {
  try {
    return readCsv(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const [, line = '1', message = error.message] = /^Line (\d+): (.*)$/.exec(error.message) ?? [];
    throw new FileError(Number(line), message);
  }
}
