import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Assembly } from '../../assembly/assembly.ts';

export interface HandlerFile {
  readonly module: string;
  readonly exportName: string;
}

export interface DeployedCode {
  /** `index.handler`; an image names it in its Dockerfile instead. */
  readonly handler: string | undefined;
  readonly s3Key: string | undefined;
  readonly imageUri: string | undefined;
}

const extensions = ['mjs', 'js', 'cjs'];

function imageCommand(directory: string): string {
  const dockerfile = readFileSync(join(directory, 'Dockerfile'), 'utf8');
  const command = /^CMD\s+(\[.*\])\s*$/m.exec(dockerfile)?.[1];
  const words: unknown = JSON.parse(command ?? '[]');
  const [handler] = z.array(z.string()).parse(words);
  if (!handler) throw new Error(`${join(directory, 'Dockerfile')} has no CMD ["<file>.<export>"].`);
  return handler;
}

function located(directory: string, handler: string): HandlerFile {
  const dot = handler.lastIndexOf('.');
  const candidates = extensions.map((extension) => join(directory, `${handler.slice(0, dot)}.${extension}`));
  const module = candidates.find((file) => existsSync(file));
  if (!module) throw new Error(`The code of handler ${handler} is not in ${directory}.`);
  return { module, exportName: handler.slice(dot + 1) };
}

function assetOf(assets: ReadonlyMap<string, string>, key: string): string {
  const asset = assets.get(key);
  if (!asset) throw new Error(`The assembly has no asset ${key}.`);
  return asset;
}

/**
 * Where the handler of a function lies in the assembly, as zip asset or as build folder of an image.
 * @throws when the asset, the file or the command of the image is missing
 */
export function locateCode(assembly: Assembly, { handler, s3Key, imageUri }: DeployedCode): HandlerFile {
  if (imageUri) {
    const directory = assetOf(assembly.images, imageUri.slice(imageUri.lastIndexOf(':') + 1));
    return located(directory, handler ?? imageCommand(directory));
  }
  return located(assetOf(assembly.files, s3Key ?? ''), handler ?? '');
}
