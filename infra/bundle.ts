import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildSync, type BuildOptions } from 'esbuild';
import { functionManifest, type FunctionName, type FunctionSpec } from '../functions/manifest.ts';

const root = join(import.meta.dirname, '..');

// Some dependencies are CommonJS and call `require`; an ES module has none unless it is made.
// The name is one that no dependency declares itself.
const banner =
  "import { createRequire as requireOfBundle } from 'node:module'; const require = requireOfBundle(import.meta.url);";

function options(entry: string, outdir: string, minify: boolean): BuildOptions {
  return {
    absWorkingDir: root,
    entryPoints: [{ in: join(root, entry), out: 'index' }],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minify,
    banner: { js: banner },
    external: ['pg-native'],
    jsx: 'automatic',
    // React and Express have slower and more talkative halves for development.
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.html': 'text', '.css': 'text' },
    legalComments: 'none',
    logLevel: 'error',
  };
}

/**
 * Bundles one function into `<target>/<name>` as `index.mjs`; an image also gets its Dockerfile.
 * @returns the folder
 */
export function bundleFunction(name: FunctionName, target: string, minify: boolean): string {
  const { entry, packaging, assets = [] }: FunctionSpec = functionManifest[name];
  const outdir = join(target, name);
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  buildSync(options(entry, outdir, minify));
  for (const asset of assets)
    cpSync(join(root, 'node_modules', asset), join(outdir, 'assets', basename(asset)));
  if (packaging === 'image') cpSync(join(root, 'ssr/Dockerfile'), join(outdir, 'Dockerfile'));
  return outdir;
}

/** Source of a function that runs on the CDN; CloudFront takes it inline, at most 10 kB. */
export function edgeFunction(file: string): string {
  return readFileSync(join(root, 'infra/edge', file), 'utf8');
}
