import { describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyDataDirectory, isOurs, openDataDirectory } from './data-directory.ts';
import { lockDirectory, runningOn } from './lock.ts';

const aDirectory = (): string => mkdtempSync(join(tmpdir(), 'data-'));

describe('the data directory', () => {
  it('is made with its parents and known again as ours', () => {
    const directory = join(aDirectory(), 'a/b');
    openDataDirectory(directory);
    openDataDirectory(directory);
    expect(isOurs(directory)).toBe(true);
  });

  it('is not taken from others', () => {
    const directory = aDirectory();
    writeFileSync(join(directory, 'thesis.doc'), '');
    expect(() => {
      openDataDirectory(directory);
    }).toThrow(/has files that are not the bank's.*BANK_DATA_DIR=/);
    expect(isOurs(directory)).toBe(false);
  });

  it('may be .local with what other tools left there', () => {
    const directory = join(aDirectory(), '.local');
    mkdirSync(join(directory, 'coverage'), { recursive: true });
    openDataDirectory(directory);
    expect(isOurs(directory)).toBe(true);
  });

  it('must be a directory that can be made', () => {
    const file = join(aDirectory(), 'file');
    writeFileSync(file, '');
    expect(() => {
      openDataDirectory(join(file, 'data'));
    }).toThrow(/cannot be used \(.*BANK_DATA_DIR=/);
    expect(() => {
      openDataDirectory('/proc/ledgerbank');
    }).toThrow(/cannot be used/);
  });

  it('keeps nothing when it is emptied', () => {
    const directory = join(aDirectory(), 'data');
    openDataDirectory(directory);
    mkdirSync(join(directory, 'logs'));
    emptyDataDirectory(directory);
    expect(readdirSync(directory)).toEqual([]);
    emptyDataDirectory(join(directory, 'missing'));
  });
});

describe('the lock of the data directory', () => {
  it('is held by one stack at a time', async () => {
    const directory = aDirectory();
    const lock = await lockDirectory(directory);
    await expect(lockDirectory(directory)).rejects.toThrow(
      `A stack already runs on ${directory} (process ${process.pid}). Stop it, or start this one elsewhere`,
    );
    expect(await runningOn(directory)).toBe(process.pid);
    await lock.close();
    expect(await runningOn(directory)).toBeUndefined();
    await (await lockDirectory(directory)).close();
  });

  it.each([
    ['of a stack that crashed', JSON.stringify({ pid: process.pid, port: 9, token: 'x' })],
    ['that was cut short', '{"pid":'],
  ])('%s holds nobody up', async (_which, content) => {
    const directory = aDirectory();
    writeFileSync(join(directory, 'lock.json'), content);
    expect(await runningOn(directory)).toBeUndefined();
    await (await lockDirectory(directory)).close();
  });
});
