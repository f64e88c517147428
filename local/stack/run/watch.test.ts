import { expect, it } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { watchFolders } from './watch.ts';

it('a burst of changes is one, and nothing happens after watching ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'watched-'));
  let runs = 0;
  const watching = watchFolders([folder], () => {
    runs += 1;
    return Promise.resolve();
  });
  for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, name), '');
  await delay(600);
  expect(runs).toBe(1);
  watching.close();
  writeFileSync(join(folder, 'd'), '');
  await delay(400);
  expect(runs).toBe(1);
});
