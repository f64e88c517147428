import { afterAll, beforeAll } from '@jest/globals';
import { apiTransport } from '../../../ssr/api-transport.ts';
import type { LocalConfig } from '../../config.ts';
import { type HttpSession, signInOverHttp } from '../../http-session.ts';
import type { Stack } from '../../stack/run/stack.ts';
import { startOwnStack } from '../own-stack.ts';
import { expectCleanLogs } from '../../testing/stack-logs.ts';

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
  let running: Awaited<ReturnType<typeof startOwnStack>> | undefined;
  beforeAll(async () => {
    running = await startOwnStack();
  }, 180_000);
  afterAll(() => {
    if (running) expectCleanLogs(running.config.dataDirectory, [running.stack.signIns[0]?.password ?? '-']);
  });
  afterAll(() => running?.close(), 60_000);
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
