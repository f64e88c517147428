import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly } from './assembly.ts';

function aCloudAssembly(): string {
  const directory = mkdtempSync(join(tmpdir(), 'assembly-'));
  const write = (name: string, content: unknown): void => {
    writeFileSync(join(directory, name), JSON.stringify(content));
  };
  const stack = (name: string, dependencies: string[]): object => ({
    type: 'aws:cloudformation:stack',
    dependencies,
    properties: { templateFile: `${name}.template.json` },
  });
  write('manifest.json', {
    artifacts: {
      api: stack('api', ['data', 'api.assets']),
      data: stack('data', ['network']),
      network: stack('network', []),
      'api.assets': { type: 'cdk:asset-manifest', properties: { file: 'api.assets.json' } },
      Tree: { type: 'cdk:tree' },
    },
  });
  for (const name of ['api', 'data', 'network'])
    write(`${name}.template.json`, { Resources: { [name]: { Type: 'T' } } });
  write('api.assets.json', {
    files: { abc: { source: { path: 'asset.abc' }, destinations: { here: { objectKey: 'abc.zip' } } } },
    dockerImages: {
      def: { source: { directory: 'asset.def' }, destinations: { here: { imageTag: 'def' } } },
    },
  });
  return directory;
}

describe('a cloud assembly', () => {
  it('lists its stacks after those they depend on', () => {
    const { stacks } = readAssembly(aCloudAssembly());
    expect(stacks.map(({ name }) => name)).toEqual(['network', 'data', 'api']);
    expect(stacks[2]?.template.Resources).toEqual({ api: { Type: 'T', Properties: {} } });
  });

  it('knows where the code of functions and images lies', () => {
    const directory = aCloudAssembly();
    const { files, images } = readAssembly(directory);
    expect(files).toEqual(new Map([['abc.zip', join(directory, 'asset.abc')]]));
    expect(images).toEqual(new Map([['def', join(directory, 'asset.def')]]));
  });

  it('must have a manifest', () => {
    expect(() => readAssembly(tmpdir())).toThrow('manifest.json');
  });
});
