import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** The account a server process runs as; empty means the account of this process. */
export type RunAs = { readonly uid: number; readonly gid: number } | Record<string, never>;

const nobody = { uid: 65534, gid: 65534 };

/** True where this process may change accounts, which is also where Postgres refuses to run as it is. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Postgres refuses root: there it runs as the owner of the cluster, and as `nobody` before there is one. */
export function accountFor(cluster: string): RunAs {
  if (!isRoot()) return {};
  const owner = statSync(cluster, { throwIfNoEntry: false });
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody;
}

/** True when the account can step into the directory; every folder above it counts. */
export function canEnter(directory: string, runAs: RunAs): boolean {
  if (!('uid' in runAs)) return true;
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', directory], { ...runAs, cwd: '/' }).status === 0;
}
