import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalConfig, readConfig } from '../config.ts';
import { freePort } from '../stack/testing/free-port.ts';
import { untilReady } from '../stack/run/readiness.ts';
import { startStack, type Stack } from '../stack/run/stack.ts';

interface OwnStack {
  readonly stack: Stack;
  readonly config: LocalConfig;
  readonly close: () => Promise<void>;
}

/** A whole bank on a free port, with nothing to remember and nothing left of it afterwards. */
export async function startOwnStack(): Promise<OwnStack> {
  const directory = mkdtempSync(join(tmpdir(), 'ledgerbank-browser-'));
  // Postgres runs as nobody where this runs as root.
  chmodSync(directory, 0o755);
  const config = readConfig({ PORT: String(await freePort()), BANK_DATA_DIR: directory });
  const stack = await startStack(config, { log: () => undefined, report: () => undefined });
  const close = async (): Promise<void> => {
    await stack.close();
    rmSync(directory, { recursive: true, force: true });
  };
  await untilReady(stack.bankOrigin).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return { stack, config, close };
}
