import { readConfig } from './config.ts';
import { emptyDataDirectory, isOurs } from './stack/run/data-directory.ts';
import { runningOn } from './stack/run/lock.ts';

/** Throws the state of the local stack away; answers what to tell. */
async function reset(directory: string): Promise<{ message: string; done: boolean }> {
  if (!isOurs(directory)) return { message: `${directory} is no data directory of the bank.`, done: false };
  const pid = await runningOn(directory);
  if (pid !== undefined) {
    return { message: `A stack runs on ${directory} (process ${pid}). Stop it first.`, done: false };
  }
  emptyDataDirectory(directory);
  return { message: `${directory} is empty.`, done: true };
}

const { message, done } = await reset(readConfig().dataDirectory);
console.log(message);
process.exitCode = done ? 0 : 1;
