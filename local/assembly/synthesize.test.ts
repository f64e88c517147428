import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from './synthesize.ts';

const root = mkdtempSync(join(tmpdir(), 'synthesis-'));
const directory = join(root, 'data/assembly');

/** Writes what it was given and counts its runs, as the real app writes an assembly. */
const app = `
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
const { CDK_OUTDIR, CDK_CONTEXT_JSON } = process.env;
appendFileSync('runs', 'x');
mkdirSync(CDK_OUTDIR, { recursive: true });
writeFileSync(CDK_OUTDIR + '/context.json', CDK_CONTEXT_JSON);
`;

function write(path: string, content: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), content);
}

const runs = (): number => readFileSync(join(root, 'runs'), 'utf8').length;
const run = (port = 8080): Promise<string> => synthesize({ root, directory, port });

beforeEach(() => {
  rmSync(join(root, 'data'), { recursive: true, force: true });
  write('runs', '');
  write('infra/app.ts', app);
  write('functions/handler.ts', 'export const one = 1;');
  write('cdk.json', '{"context":{"@aws-cdk/flag":true}}');
  write('package-lock.json', '{}');
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('synthesizing', () => {
  it('runs the app with the stage, the port and the context of cdk.json', async () => {
    const folder = await run(8099);
    const context: unknown = JSON.parse(readFileSync(join(folder, 'context.json'), 'utf8'));
    expect(context).toEqual({ '@aws-cdk/flag': true, stage: 'local', port: '8099' });
  });

  it('takes an earlier assembly when nothing has changed but tests and notes', async () => {
    const folder = await run();
    write('functions/handler.test.ts', 'new test');
    write('web/views/page.test.tsx', 'new test');
    write('functions/README.md', 'new note');
    expect(await run()).toBe(folder);
    expect(runs()).toBe(1);
  });

  it.each([
    [
      'a source',
      () => {
        write('functions/handler.ts', 'export const one = 2;');
      },
    ],
    [
      'a new file',
      () => {
        write('web/public/index.html', '<h1>Bank</h1>');
      },
    ],
    [
      'the context',
      () => {
        write('cdk.json', '{}');
      },
    ],
    [
      'a dependency',
      () => {
        write('package-lock.json', '{"a":1}');
      },
    ],
  ])('runs again when %s changed', async (_what, change) => {
    const folder = await run();
    change();
    expect(await run()).not.toBe(folder);
    expect(runs()).toBe(2);
  });

  it('runs again for another port', async () => {
    expect(await run(8080)).not.toBe(await run(8081));
  });

  it('keeps the two assemblies that were used last', async () => {
    const [first, second] = [await run(1), await run(2)];
    utimesSync(second, new Date(0), new Date(0));
    await run(1);
    const third = await run(3);
    expect(
      readdirSync(directory)
        .map((name) => join(directory, name))
        .sort(),
    ).toEqual([first, third].sort());
  });

  it('starts over what an interrupted run has left', async () => {
    write('data/assembly/unfinished/old.json', '{}');
    const folder = await run();
    expect(readdirSync(folder)).toEqual(['context.json']);
    expect(existsSync(join(directory, 'unfinished'))).toBe(false);
  });

  it('fails with what the app said, and keeps nothing of it', async () => {
    write('infra/app.ts', 'console.error("Stack data depends on api"); process.exit(1);');
    await expect(run()).rejects.toThrow('The CDK app did not synthesize:\nStack data depends on api');
    write('infra/app.ts', app);
    await expect(run()).resolves.toContain(directory);
  });
});
