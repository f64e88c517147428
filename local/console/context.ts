import type { ConsoleContext } from '../../functions/console/context.ts';
import type { LocalConfig } from '../config.ts';
import type { OpenServer } from './server.ts';
import { awsProblem } from './account.ts';
import { progressOnStandardError } from './progress.ts';
import { untilStopped } from './until-stopped.ts';

export interface LocalConsole {
  readonly context: ConsoleContext;
  close(): Promise<void>;
}

/**
 * The console's world on this machine. The server is looked for, or started, at the first use; the clients of AWS and
 * their stand-ins are loaded by those commands alone that need them, because that takes seconds.
 */
export function localConsole(config: LocalConfig): LocalConsole {
  let opened: Promise<OpenServer> | undefined;
  const server = (): Promise<OpenServer> =>
    (opened ??= import('./server.ts').then(({ openServer }) => openServer(config)));
  const context: ConsoleContext = {
    async openBooks(name, create, target) {
      if (target) return (await import('./stage-books.ts')).openStageBooks(config, { name, create }, target);
      const { openBooks } = await import('./books.ts');
      return openBooks((await server()).address, name, create);
    },
    openPublished: async (name, target) =>
      (await import('./published.ts')).openPublished(config, name, target),
    openImports: async (target) => (await import('./published.ts')).openImports(config, target),
    openLog: async (target) => (await import('./security-log.ts')).openLog(config, target),
    openQueues: async (target) => (await import('./queues.ts')).openQueues(config, target),
    openFiles: async (target) => (await import('./files.ts')).openFiles(config, target),
    openUsers: async (target) => (await import('./users.ts')).openUsers(config, target),
    untilStopped,
    explain: awsProblem,
    out: (text) => {
      console.log(text);
    },
    progress: progressOnStandardError,
  };
  return { context, close: async () => (await opened)?.close() };
}
