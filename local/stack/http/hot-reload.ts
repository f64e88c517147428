import { join } from 'node:path';
import { siteEnvironment } from '../../../infra/site.ts';
import { stageConfig } from '../../../infra/stages.ts';
import { bankHost, type LocalConfig, root } from '../../config.ts';
import { hostOf } from './hosts.ts';
import type { PublicServer } from './server.ts';

/** What the distribution of the bank sends to the API instead of the site. */
const api = /^\/(api|auth)\//;

/** Folders the site is made of. Nothing else is served: the state of the stack lies below the same root. */
const sources = ['web', 'functions', 'node_modules'].map((folder) => join(root, folder));

function definitions(port: number): Record<string, string> {
  const entries = Object.entries(siteEnvironment(stageConfig('local', port)));
  return Object.fromEntries(
    entries.map(([name, value]) => [`import.meta.env.${name}`, JSON.stringify(value)]),
  );
}

/**
 * Serves the single-page bank from its sources, in the place of its bucket: a change shows in open pages at once,
 * and without the headers of the CDN, whose policy forbids the inline script this needs.
 * @param folder where the sources of the site lie
 */
export async function startHotReload(
  server: PublicServer,
  { port, dataDirectory }: Pick<LocalConfig, 'port' | 'dataDirectory'>,
  folder = join(root, 'web'),
): Promise<{ close(): Promise<void> }> {
  // Only who develops pays for loading it.
  const { createServer } = await import('vite');
  const site = await createServer({
    configFile: join(folder, 'vite.config.ts'),
    configLoader: 'native',
    cacheDir: join(dataDirectory, 'vite'),
    logLevel: 'warn',
    clearScreen: false,
    define: definitions(port),
    server: {
      middlewareMode: true,
      hmr: { server: server.node },
      fs: { allow: [folder, ...sources] },
      cors: false,
      warmup: { clientFiles: ['app/main.tsx'] },
    },
  });
  server.askFirst((message, response, next) => {
    const isSite = hostOf(message.headers.host) === bankHost && !api.test(message.url ?? '/');
    if (isSite) site.middlewares(message, response, next);
    else next();
  });
  return site;
}
