/** One JSON line; the runtime carries standard output to the function's log group. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
