import { runConsole } from '../functions/console/main.ts';
import { readConfig } from './config.ts';
import { localConsole } from './console/context.ts';

// The console on this machine: with the stack's Postgres when it runs, else with one of its own for the while.
const local = localConsole(readConfig());
try {
  process.exitCode = await runConsole(local.context, process.argv.slice(2));
} finally {
  await local.close();
}
