import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** A log file per function; each line carries the time it was printed. */
export interface FunctionLog {
  print(line: string): void;
  close(): Promise<void>;
}

export function openFunctionLog(directory: string, functionName: string): FunctionLog {
  mkdirSync(directory, { recursive: true });
  const stream = createWriteStream(join(directory, `${functionName}.log`), { flags: 'a' });
  return {
    print: (line) => {
      stream.write(`${new Date().toISOString()} ${line}\n`);
    },
    close: () =>
      new Promise((resolve) => {
        stream.end(resolve);
      }),
  };
}
