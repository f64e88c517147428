import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Binaries } from './binaries.ts';
import { LocalPostgresError, systemErrorCode } from './error.ts';
import type { RunAs } from './run-as.ts';

const majorVersion = '17';
const startOver = 'Put it back, or throw the local state away with `npm run reset`.';

export const superuser = 'postgres';

export interface ClusterSite {
  readonly home: string;
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  /** False leaves writing to disk to the operating system; for tests only. */
  readonly durable: boolean;
}

export function clusterIn(home: string): string {
  return path.join(home, 'pgdata');
}

/**
 * Makes the cluster unless there is one, and answers the superuser's password. initdb works under another name
 * that is renamed at the end: a cluster that an interrupted run left half made is simply made again.
 * @throws LocalPostgresError when what lies there is no cluster of this major version, or initdb fails
 */
export function ensureCluster(site: ClusterSite): string {
  const { home } = site;
  const cluster = clusterIn(home);
  const existed = lstatSync(cluster, { throwIfNoEntry: false }) !== undefined;
  if (existed) checkCluster(cluster);
  const password = superuserPassword(home, existed);
  if (!existed) initialise(site, password);
  return password;
}

function checkCluster(cluster: string): void {
  const versionFile = path.join(cluster, 'PG_VERSION');
  let version: string;
  try {
    version = readFileSync(versionFile, 'utf8').trim();
  } catch (error) {
    throw systemErrorCode(error) === 'EACCES'
      ? new LocalPostgresError(
          `${cluster} belongs to another user.`,
          'Start as that user, or choose another BANK_DATA_DIR.',
          error,
        )
      : new LocalPostgresError(
          `${cluster} is not a Postgres data directory.`,
          'Move it away, or choose another BANK_DATA_DIR.',
          error,
        );
  }
  if (version !== majorVersion) {
    throw new LocalPostgresError(
      `${cluster} was made by Postgres ${version}; this is Postgres ${majorVersion}.`,
      'Throw the local state away with `npm run reset`, or choose another BANK_DATA_DIR.',
    );
  }
}

/** Random, kept beside the cluster so that state survives a restart, and readable by its owner only. */
function superuserPassword(home: string, clusterExists: boolean): string {
  const file = path.join(home, 'superuser.password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  if (clusterExists)
    throw new LocalPostgresError(`${file} is missing, so nobody can sign in to the cluster.`, startOver);
  const password = randomBytes(24).toString('base64url');
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}

function initialise({ home, binaries, runAs, durable }: ClusterSite, password: string): void {
  const partial = `${clusterIn(home)}.partial`;
  const passwordFile = path.join(home, 'initdb.password');
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  [partial, passwordFile].forEach((file) => {
    if ('uid' in runAs) chownSync(file, runAs.uid, runAs.gid);
  });
  chmodSync(partial, 0o700);
  const settings = ['-E', 'UTF8', '--locale=C', '--auth=scram-sha-256', '--no-instructions'];
  if (!durable) settings.push('--no-sync');
  const { status, error, stderr } = spawnSync(
    binaries.initdb,
    ['-D', partial, '-U', superuser, `--pwfile=${passwordFile}`, ...settings],
    { ...runAs, cwd: path.parse(home).root, env: { LC_ALL: 'C' }, encoding: 'utf8' },
  );
  rmSync(passwordFile);
  if (status !== 0) {
    rmSync(partial, { recursive: true, force: true });
    throw new LocalPostgresError(
      `initdb failed in ${home}: ${error?.message ?? stderr.trim()}`,
      'Check free space and rights there.',
    );
  }
  renameSync(partial, clusterIn(home));
}
