import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { announcementOf } from './announcement.ts';
import { isSource, watchedFolders } from './assembly/fingerprint.ts';
import { runCheck } from './check.ts';
import { MigrationError } from '../functions/adapters/postgres/migration/error.ts';
import { readConfig, root } from './config.ts';
import { LocalPostgresError } from './postgres/error.ts';
import { untilReady } from './stack/run/readiness.ts';
import { type Reporting, type Stack, startStack } from './stack/run/stack.ts';
import { StartError } from './stack/run/start-error.ts';
import { watchFolders } from './stack/run/watch.ts';

const usage = `Starts the bank on this machine.

  npm start               until Ctrl-C
  npm start -- --watch    shows changes of the web site at once, deploys again when other sources change
  npm start -- --check    makes a journey through the bank, then stops: exit code 0 when it went well

  PORT=8080  BANK_DATA_DIR=.local  BANK_BIND=127.0.0.1`;

const startedAt = performance.now();
const seconds = (): string => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`.padStart(8);
const reporting: Reporting = {
  log: (line) => {
    console.log(`${seconds()}  ${line}`);
  },
  report: (problem) => {
    console.error(`${seconds()}  ! ${problem}`);
  },
};

function stopOnSignal(stack: Stack): void {
  let stopping = false;
  const stop = (): void => {
    // Whoever presses Ctrl-C twice does not want to wait.
    if (stopping) process.exit(130);
    stopping = true;
    reporting.log('stopping');
    void stack.close().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}

/** The single-page shell reaches open pages by hot reload, and nothing else is made from it. */
const shell = join(root, 'web/app');

function redeployOnChange(stack: Stack): void {
  const folders = [...watchedFolders(root), join(root, 'sql')];
  const matters = (path: string): boolean => isSource(path) && !path.startsWith(shell);
  watchFolders({ folders, matters }, async (path) => {
    reporting.log(`${relative(root, path)} changed, deploying again`);
    try {
      await stack.redeploy();
      reporting.log('deployed');
    } catch (error) {
      reporting.report(error instanceof Error ? error.message : String(error));
      reporting.report('what ran before goes on running');
    }
  });
  reporting.log('watching infra, functions, web, ssr and sql; changes of local need a new start');
}

async function followSources(stack: Stack): Promise<void> {
  await stack.reloadHot();
  redeployOnChange(stack);
  reporting.log(`hot reload is on: ${stack.bankOrigin.origin} shows changes of web at once`);
}

function readArguments(): { watch?: boolean; check?: boolean; help?: boolean } {
  const options = {
    watch: { type: 'boolean' },
    check: { type: 'boolean' },
    help: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ options }).values;
  } catch (cause) {
    throw new StartError(`${cause instanceof Error ? cause.message : String(cause)}\n\n${usage}`, { cause });
  }
}

async function main(): Promise<void> {
  const values = readArguments();
  if (values.help) {
    console.log(usage);
    return;
  }
  const stack = await startStack(readConfig(), reporting);
  stopOnSignal(stack);
  await untilReady(stack.bankOrigin);
  if (values.watch) await followSources(stack);
  console.log(announcementOf(stack));
  if (values.check) {
    process.exitCode = (await runCheck(stack.bankOrigin.origin, stack.signIns)) ? 0 : 1;
    await stack.close();
  }
}

main().catch((error: unknown) => {
  const expected = [StartError, LocalPostgresError, MigrationError].some((kind) => error instanceof kind);
  console.error(expected && error instanceof Error ? error.message : error);
  process.exit(1);
});
