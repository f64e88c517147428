import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Assembly } from '../../assembly/assembly.ts';
import { locateCode } from './code.ts';

function assemblyWith(files: Readonly<Record<string, string>>): { assembly: Assembly; directory: string } {
  const directory = mkdtempSync(join(tmpdir(), 'asset-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content);
  const assembly = {
    directory,
    stacks: [],
    files: new Map([['abc.zip', directory]]),
    images: new Map([['def', directory]]),
  };
  return { assembly, directory };
}

const zip = { handler: 'index.handler', s3Key: 'abc.zip', imageUri: undefined };
const image = {
  handler: undefined,
  s3Key: undefined,
  imageUri: '000000000000.dkr.ecr.us-east-1.amazonaws.com/x:def',
};

describe('the code of a function', () => {
  it('lies in the asset its handler names', () => {
    const { assembly, directory } = assemblyWith({ 'index.mjs': '' });
    expect(locateCode(assembly, zip)).toEqual({
      module: join(directory, 'index.mjs'),
      exportName: 'handler',
    });
  });

  it('is found through the command of an image', () => {
    const { assembly, directory } = assemblyWith({
      'index.mjs': '',
      Dockerfile: 'FROM node\nCMD ["index.serve"]\n',
    });
    expect(locateCode(assembly, image)).toEqual({
      module: join(directory, 'index.mjs'),
      exportName: 'serve',
    });
  });

  it.each([
    ['asset', { ...zip, s3Key: 'other.zip' }, 'The assembly has no asset other.zip.'],
    ['file', { ...zip, handler: 'main.handler' }, 'The code of handler main.handler is not in'],
    ['command', image, 'has no CMD'],
  ])('is refused without its %s', (_what, code, message) => {
    const { assembly } = assemblyWith({ 'index.mjs': '', Dockerfile: 'FROM node\n' });
    expect(() => locateCode(assembly, code)).toThrow(message);
  });
});
