import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Half of the time of a short command goes into compiling; what was compiled once is kept beside the packages, where nobody
// else can lay code for this one to run. So everything else is loaded after it.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'console'));
const { runConsole } = await import('../functions/console/main.ts');
const { readConfig } = await import('./config.ts');
const { localConsole } = await import('./console/context.ts');

// The console on this machine: with the stack's Postgres when it runs, else with one of its own for the while.
const local = localConsole(readConfig());
try {
  process.exitCode = await runConsole(local.context, process.argv.slice(2));
} finally {
  await local.close();
}
