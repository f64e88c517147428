import { mkdtempSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { watchFolders, type Watching } from './watch.ts';

let folder: string;
let seen: string[];
let watching: Watching;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watched-'));
  mkdirSync(join(folder, 'inner'));
  writeFileSync(join(folder, 'inner/file.ts'), 'first');
  seen = [];
  watching = watchFolders({ folders: [folder], matters: (path) => !path.endsWith('.test.ts') }, (path) => {
    seen.push(basename(path));
    return Promise.resolve();
  });
});
afterEach(() => {
  watching.close();
  rmSync(folder, { recursive: true });
});

/** As many editors save: another file takes the place of the old one. */
function saveByRename(text: string): void {
  writeFileSync(join(folder, 'inner/file.tmp'), text);
  renameSync(join(folder, 'inner/file.tmp'), join(folder, 'inner/file.ts'));
}

async function saw(count: number): Promise<void> {
  for (let waited = 0; waited < 5000 && seen.length < count; waited += 50) await sleep(50);
  expect(seen.length).toBe(count);
}

describe('watching', () => {
  it('sees every save, also of a file that is replaced again and again', async () => {
    for (let save = 1; save <= 3; save += 1) {
      saveByRename(`text ${'x'.repeat(save)}`);
      await saw(save);
    }
    expect(new Set(seen)).toEqual(new Set(['file.ts']));
  });

  it('takes a burst of changes as one, and sees a file go', async () => {
    for (let number = 0; number < 20; number += 1) writeFileSync(join(folder, `${number}.ts`), '');
    await saw(1);
    rmSync(join(folder, 'inner/file.ts'));
    await saw(2);
  });

  it('overlooks what does not matter', async () => {
    writeFileSync(join(folder, 'file.test.ts'), '');
    await sleep(900);
    expect(seen).toEqual([]);
  });

  it('does nothing after it has ended', async () => {
    watching.close();
    saveByRename('unseen');
    await sleep(900);
    expect(seen).toEqual([]);
  });
});
