/** Every line that the functions of a test file have printed, also while a test listens to standard output itself. */
export const printedLines: string[] = [];

/** Stands in for `functions/handlers/print.ts` in the tests; it prints as that does. */
export function print(line: string): void {
  printedLines.push(line);
  process.stdout.write(`${line}\n`);
}
