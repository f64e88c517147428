import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import type { Paper } from './paper.ts';

/** The bank's own typefaces, embedded in what it prints; `functions/manifest.ts` deploys the files. */
const files = {
  text: '@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff',
  'text-bold': '@fontsource/source-sans-3/files/source-sans-3-latin-600-normal.woff',
  serif: '@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff',
  'serif-bold': '@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff',
} as const;
type FontName = keyof typeof files;
const fontNames = ['text', 'text-bold', 'serif', 'serif-bold'] as const satisfies readonly FontName[];

/** Beside the bundle where it is deployed, in its package elsewhere. */
function fontFile(name: FontName): Buffer {
  const deployed = join(import.meta.dirname, 'assets', basename(files[name]));
  return readFileSync(existsSync(deployed) ? deployed : createRequire(import.meta.url).resolve(files[name]));
}

const read = new Map<FontName, Buffer>();

/** Makes the typefaces known under their names; each file is read once. */
export function registerFonts(paper: Paper): void {
  for (const name of fontNames) {
    const bytes = read.get(name) ?? fontFile(name);
    read.set(name, bytes);
    paper.registerFont(name, bytes);
  }
}
