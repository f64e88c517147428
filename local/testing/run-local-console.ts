import { runConsole } from '../../functions/console/main.ts';
import { readConfig } from '../config.ts';
import { localConsole } from '../console/context.ts';

/** What a command prints beside the stack of a data directory, with its exit code. */
export async function runLocalConsole(
  dataDirectory: string,
  ...args: readonly string[]
): Promise<[number, string]> {
  const printed: string[] = [];
  const local = localConsole(readConfig({ BANK_DATA_DIR: dataDirectory }));
  const code = await runConsole({ ...local.context, out: (text) => printed.push(text) }, args);
  await local.close();
  return [code, printed.join('\n')];
}
