import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { findBinaries, type Binaries } from './binaries.ts';
import { clusterIn, ensureCluster, superuser } from './cluster.ts';
import { LocalPostgresError } from './error.ts';
import { openHome } from './home.ts';
import { ownerFile, settlePreviousRun, stopServer } from './previous-run.ts';
import { accountFor } from './run-as.ts';

const host = '127.0.0.1';
const logTailLength = 8_000;

class PortTakenError extends LocalPostgresError {}

export interface PostgresOptions {
  /** Made at the first start; holds the cluster and the superuser's password. */
  readonly dataDir: string;
  /** A free port is picked unless one is given. */
  readonly port?: number;
  /** False gives up crash safety for speed; for tests only. */
  readonly durable?: boolean;
}

export interface PostgresServer {
  readonly host: string;
  readonly port: number;
  readonly superuser: { readonly user: string; readonly password: string };
  close(): Promise<void>;
}

/**
 * Starts the embedded Postgres 17 on the data directory, in UTC, with password authentication, on loopback only.
 * It stops with `close()`, and by itself when this process dies.
 * @throws LocalPostgresError saying what is wrong with the directory, the port or the installation
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const dataDir = path.resolve(options.dataDir);
  const home = openHome(dataDir, accountFor(clusterIn(dataDir)));
  const runAs = accountFor(clusterIn(home));
  const binaries = findBinaries(home, runAs);
  await settlePreviousRun(home, binaries);
  const password = ensureCluster({ home, binaries, runAs, durable: options.durable ?? true });

  writeFileSync(ownerFile(home), `${process.pid}\n`);
  const { child, port } = await launchOnPort(options, (settings) =>
    launch(binaries, ['-D', clusterIn(home), ...settings], runAs),
  );
  return {
    host,
    port,
    superuser: { user: superuser, password },
    async close() {
      await stop(child, () => {
        stopServer(clusterIn(home), binaries);
      });
      rmSync(ownerFile(home), { force: true });
    },
  };
}

/** A port that was free a moment ago may be taken by now, so a picked one gets a few tries. */
async function launchOnPort(
  options: PostgresOptions,
  start: (settings: string[]) => ChildProcess,
  triesLeft = 3,
): Promise<{ child: ChildProcess; port: number }> {
  const port = options.port || (await freePort());
  const child = start(serverSettings(port, options.durable ?? true));
  try {
    await ready(child, port);
    return { child, port };
  } catch (error) {
    if (options.port || triesLeft <= 1 || !(error instanceof PortTakenError)) throw error;
    return launchOnPort(options, start, triesLeft - 1);
  }
}

function serverSettings(port: number, durable: boolean): string[] {
  const settings = [
    `listen_addresses=${host}`,
    'unix_socket_directories=',
    'timezone=UTC',
    'max_connections=200',
  ];
  if (!durable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  return ['-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
}

/** Runs the server beside a reader of our end of a pipe: when this process is gone, however it went, so is the server. */
const stopAtEndOfInput = `
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
( read -r _ <&3; kill -INT "$server" ) 2>/dev/null &
reader=$!
exec 3<&-
wait "$server"
status=$?
kill "$reader" 2>/dev/null
exit "$status"`;

/** In a session of its own, so that Ctrl+C reaches our process alone and it can stop things in order. */
function launch({ postgres }: Binaries, settings: string[], runAs: object): ChildProcess {
  const options = { ...runAs, cwd: path.parse(postgres).root, env: { LC_ALL: 'C' }, detached: true } as const;
  if (process.platform === 'win32') return spawn(postgres, settings, options);
  return spawn('/bin/sh', ['-c', stopAtEndOfInput, 'sh', postgres, ...settings], options);
}

async function ready(child: ChildProcess, port: number): Promise<void> {
  let log = '';
  const tail = (): string => log.trim().split('\n').slice(-5).join('\n');
  child.stderr?.setEncoding('utf8');
  const accepted = new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (text: string) => {
      log = (log + text).slice(-logTailLength);
      if (log.includes('ready to accept connections')) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => {
      reject(startError(port, log.includes('could not bind'), tail()));
    });
  });
  await accepted;
  child.removeAllListeners('exit');
  child.once('exit', (code) => {
    if (code !== 0) console.error(`The embedded Postgres ended unexpectedly:\n${tail()}`);
  });
}

function startError(port: number, portTaken: boolean, log: string): LocalPostgresError {
  if (portTaken)
    return new PortTakenError(`Port ${port} is taken.`, 'Choose another, or 0 for any free one.');
  return new LocalPostgresError(
    `The embedded Postgres did not start:\n${log}\n`,
    '`npm run reset` throws the local state away.',
  );
}

async function stop(child: ChildProcess, stopByCommand: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  if (process.platform === 'win32') stopByCommand();
  else child.stdin?.end();
  await exited;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, host);
  await once(probe, 'listening');
  // A TCP server that listens on a port has an AddressInfo, never a pipe's name.
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
