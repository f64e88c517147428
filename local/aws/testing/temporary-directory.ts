import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

/** A directory for the tests of a file, removed after them. */
export function useTemporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'ledgerbank-aws-'));
  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });
  return directory;
}
