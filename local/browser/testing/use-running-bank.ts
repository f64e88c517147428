import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { apiTransport } from '../../../ssr/api-transport.ts';
import { type LocalConfig, readConfig } from '../../config.ts';
import { type HttpSession, signInOverHttp } from '../../http-session.ts';
import { freePort } from '../../stack/testing/free-port.ts';
import { untilReady } from '../../stack/run/readiness.ts';
import { startStack, type Stack } from '../../stack/run/stack.ts';

/** A whole bank on this machine, as `npm start` brings it up, for the tests of a file. */
export interface RunningBank {
  readonly config: LocalConfig;
  readonly password: string;
  /** Origin of a site: `bank` is the single-page one, `classic` the server-rendered one. */
  origin(site: SiteName): string;
  /** Somebody at the API, to see what the ledger says. */
  enter(userName: string): Promise<HttpSession>;
}

export const siteNames = ['bank', 'classic'] as const;
export type SiteName = (typeof siteNames)[number];

const hostOf: Record<SiteName, string> = { bank: 'bank.localhost', classic: 'classic.bank.localhost' };

export function useRunningBank(): () => RunningBank {
  let running: { readonly stack: Stack; readonly config: LocalConfig } | undefined;
  const directory = mkdtempSync(join(tmpdir(), 'ledgerbank-browser-'));
  // Postgres runs as nobody where this runs as root.
  chmodSync(directory, 0o755);
  beforeAll(async () => {
    const port = await freePort();
    const config = readConfig({ PORT: String(port), BANK_DATA_DIR: directory });
    const stack = await startStack(config, { log: () => undefined, report: () => undefined });
    running = { stack, config };
    await untilReady(stack.bankOrigin);
  }, 180_000);
  afterAll(async () => {
    await running?.stack.close();
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);
  return () => {
    if (!running) throw new Error('The bank starts before the first test.');
    return bankOf(running.stack, running.config);
  };
}

function bankOf({ bankOrigin, signIns }: Stack, config: LocalConfig): RunningBank {
  const password = signIns[0]?.password ?? '';
  const { origin } = bankOrigin;
  return {
    config,
    password,
    origin: (site) => `http://${hostOf[site]}:${config.port}`,
    enter: (userName) => signInOverHttp(apiTransport(origin), origin, { userName, password }),
  };
}
