import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Everything a synthesis reads. */
const inputs = [
  'infra/**/*',
  'functions/**/*',
  'web/**/*',
  'ssr/**/*',
  'cdk.json',
  'package-lock.json',
  'tsconfig.json',
];

/** Whether a file below one of the folders can change what is synthesized: tests and notes can't. */
export function isSource(path: string): boolean {
  return !/\.test\.tsx?$|README\.md$/.test(path);
}

function isInput(root: string, path: string): boolean {
  return isSource(path) && statSync(join(root, path)).isFile();
}

/**
 * A hash of the sources of the templates together with the facts they are synthesized from.
 * @param facts values beside the files, such as the stage and the port
 */
export function fingerprint(root: string, facts: Readonly<Record<string, string>>): string {
  const hash = createHash('sha256').update(JSON.stringify(facts)).update(process.version);
  const paths = inputs
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .filter((path) => isInput(root, path));
  for (const path of paths.sort()) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

/** Folders a watcher must look at to know when the fingerprint may have changed. */
export function watchedFolders(root: string): string[] {
  return ['infra', 'functions', 'web', 'ssr']
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder));
}
