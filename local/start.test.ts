import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './config.ts';
import { openDataDirectory } from './stack/run/data-directory.ts';
import { lockDirectory } from './stack/run/lock.ts';

interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

async function run(
  script: string,
  environment: Record<string, string>,
  ...options: string[]
): Promise<Outcome> {
  const child = spawn(process.execPath, [join(root, 'local', script), ...options], { env: environment });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (output += text.toString()));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, output };
}

const aDirectory = (): string => join(mkdtempSync(join(tmpdir(), 'start-')), 'data');

describe('npm start', () => {
  it('tells how it is used', async () => {
    const { status, output } = await run('start.ts', {}, '--help');
    expect(status).toBe(0);
    expect(output).toContain('npm start -- --check');
  });

  it('says in one line that its port is taken, and how to go on', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const outcome = await run('start.ts', { PORT: String(port), BANK_DATA_DIR: aDirectory() });
    server.close();
    expect(outcome).toEqual({
      status: 1,
      output: `Port ${port} is taken. Choose another: PORT=${port + 1} npm start\n`,
    });
  });

  it('says in one line that its directory is not ours', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'start-'));
    writeFileSync(join(directory, 'thesis.doc'), '');
    const { status, output } = await run('start.ts', { BANK_DATA_DIR: directory });
    expect(status).toBe(1);
    expect(output).toMatch(/^.*has files that are not the bank's[^\n]*\n$/);
  });

  it('says which variable it cannot use', async () => {
    const { status, output } = await run('start.ts', { PORT: 'eighty' });
    expect(status).toBe(1);
    expect(output).toMatch(/^The environment has values that cannot be used:\n {2}PORT: [^\n]*\n$/);
  });
});

describe('npm run reset', () => {
  it('empties a data directory', async () => {
    const directory = aDirectory();
    openDataDirectory(directory);
    expect(await run('reset.ts', { BANK_DATA_DIR: directory })).toEqual({
      status: 0,
      output: `${directory} is empty.\n`,
    });
    expect(readdirSync(directory)).toEqual([]);
  });

  it('leaves any other directory alone', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'start-'));
    const file = join(directory, 'thesis.doc');
    writeFileSync(file, '');
    const { status } = await run('reset.ts', { BANK_DATA_DIR: directory });
    expect([status, existsSync(file)]).toEqual([1, true]);
  });

  it('leaves a running stack alone', async () => {
    const directory = aDirectory();
    openDataDirectory(directory);
    const lock = await lockDirectory(directory);
    const { status, output } = await run('reset.ts', { BANK_DATA_DIR: directory });
    await lock.close();
    expect([status, existsSync(join(directory, '.ledgerbank'))]).toEqual([1, true]);
    expect(output).toBe(`A stack runs on ${directory} (process ${process.pid}). Stop it first.\n`);
  });
});
