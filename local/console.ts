import { enableCompileCache } from 'node:module';

// Half of the time of a short command goes into compiling; what was compiled once is kept in the system's temporary folder.
// So everything else is loaded after it.
enableCompileCache();
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
