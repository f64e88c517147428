import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { clusterIn } from './cluster.ts';
import { LocalPostgresError, systemErrorCode } from './error.ts';
import { accountFor } from './run-as.ts';

/** How long a server whose starter is gone gets to notice that. */
const graceMs = 2_000;

/**
 * Makes sure that nobody else serves this cluster. A server whose starter was killed stops by itself; one that
 * doesn't is stopped here. A pid file that names some unrelated process is removed.
 * @throws LocalPostgresError when the stack that owns the server is alive
 */
export async function settlePreviousRun(home: string, binaries: Binaries): Promise<void> {
  const cluster = clusterIn(home);
  const pid = serverPid(cluster);
  if (pid === undefined || !isAlive(pid)) return;
  if (!serves(pid, cluster)) {
    rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
    return;
  }
  const owner = ownerPid(home);
  if (owner !== undefined && isAlive(owner)) {
    throw new LocalPostgresError(
      `${home} is in use by process ${owner} (its Postgres is process ${pid}).`,
      'Stop that one first, or choose another BANK_DATA_DIR.',
    );
  }
  if (await ended(pid)) return;
  stopServer(cluster, binaries);
  if (!(await ended(pid))) {
    throw new LocalPostgresError(
      `A Postgres left behind (process ${pid}) does not stop.`,
      'Stop it by hand and start again.',
    );
  }
}

/** Fast shutdown: open transactions are rolled back and a checkpoint is written. */
export function stopServer(cluster: string, binaries: Binaries): void {
  const runAs = accountFor(cluster);
  spawnSync(binaries.pgCtl, ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '30'], {
    ...runAs,
    cwd: path.parse(cluster).root,
    env: { LC_ALL: 'C' },
  });
}

export function ownerFile(home: string): string {
  return path.join(home, 'owner');
}

/** True while the process that started this server lives: a server without it is about to stop. */
export function hasLivingOwner(home: string): boolean {
  const owner = ownerPid(home);
  return owner !== undefined && isAlive(owner);
}

function ownerPid(home: string): number | undefined {
  return existsSync(ownerFile(home)) ? Number(readFileSync(ownerFile(home), 'utf8')) : undefined;
}

/** The first line of postmaster.pid, or undefined when there is no such file or it is empty. */
function serverPid(cluster: string): number | undefined {
  const file = path.join(cluster, 'postmaster.pid');
  const pid = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN;
  return Number.isNaN(pid) ? undefined : pid;
}

/** True when the process is a server of this cluster: Postgres makes the data directory its working directory. */
function serves(pid: number, cluster: string): boolean {
  try {
    return realpathSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    // No /proc on this system, or another user's process: take the pid file at its word.
    return true;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === 'EPERM';
  }
}

async function ended(pid: number): Promise<boolean> {
  const deadline = performance.now() + graceMs;
  while (isAlive(pid) && performance.now() < deadline) await sleep(50);
  return !isAlive(pid);
}
