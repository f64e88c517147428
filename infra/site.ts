import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { hostsOf, originOf, type StageConfig } from './stages.ts';

const root = join(import.meta.dirname, '..');

/** The built single-page bank. */
export interface Site {
  readonly folder: string;
  /** Path of its one style sheet, which the server-rendered site links under its own host. */
  readonly styleSheet: string;
}

/** What the page and its scripts know of their stage, as `import.meta.env`; anybody can read it. */
export function siteEnvironment(config: StageConfig): Record<`VITE_${string}`, string> {
  return { VITE_CLASSIC_ORIGIN: originOf(config, hostsOf(config).classic) };
}

function vite(options: readonly string[], environment: Readonly<Record<string, string>>): void {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', ...options],
    // Nothing else of the environment may change what is built.
    { cwd: root, encoding: 'utf8', env: { ...environment, NODE_ENV: 'production' } },
  );
  if (status !== 0) throw new Error(`The site was not built:\n${stdout}${stderr}`);
}

function styleSheetIn(folder: string): string {
  const [sheet, ...others] = globSync('assets/*.css', { cwd: folder });
  if (!sheet || others.length > 0) throw new Error(`The site in ${folder} needs exactly one style sheet.`);
  return `/${sheet}`;
}

/**
 * Builds the single-page bank into `<target>/site`, in a process of its own: the CDK waits for nothing.
 * @throws with what the build said when it fails
 */
export function buildSite(target: string, config: StageConfig): Site {
  const folder = join(target, 'site');
  // The other loaders write the configuration into node_modules first, which may be read-only.
  const how = ['--config', 'web/vite.config.ts', '--configLoader', 'native', '--logLevel', 'error'];
  // Maps show the sources, so they go where the documents of the API go.
  vite([...how, '--outDir', folder, '--sourcemap', String(config.docs)], siteEnvironment(config));
  return { folder, styleSheet: styleSheetIn(folder) };
}
