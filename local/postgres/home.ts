import {
  accessSync,
  chmodSync,
  constants,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LocalPostgresError, systemErrorCode } from './error.ts';
import { canEnter, type RunAs } from './run-as.ts';

const elsewhere = 'Choose another place with BANK_DATA_DIR, or free this one with `npm run reset`.';

/**
 * The directory that really holds the server's files. As root below a private home, where the server's account
 * can't step in, that is a fresh directory under /var/tmp and `dataDir` becomes a link to it.
 * @throws LocalPostgresError when the directory can't be made, read or written
 */
export function openHome(dataDir: string, runAs: RunAs): string {
  try {
    if (!lstatSync(dataDir, { throwIfNoEntry: false })) createHome(dataDir, runAs);
    const home = realpathSync(dataDir);
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
    // A private directory given by its owner: others may pass through to the cluster, and still not look around.
    if (!canEnter(home, runAs)) chmodSync(home, 0o711);
    if (canEnter(home, runAs)) return home;
  } catch (error) {
    throw homeError(dataDir, error);
  }
  throw new LocalPostgresError(`The account Postgres runs as can't reach ${dataDir}.`, elsewhere);
}

/** Deletes everything openHome made, the linked directory included. Nothing may be running there. */
export function deleteHome(dataDir: string): void {
  const found = lstatSync(dataDir, { throwIfNoEntry: false });
  if (!found) return;
  if (found.isSymbolicLink()) rmSync(readlinkSync(dataDir), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}

function createHome(dataDir: string, runAs: RunAs): void {
  const parent = path.dirname(dataDir);
  mkdirSync(parent, { recursive: true });
  if (canEnter(parent, runAs)) {
    mkdirSync(dataDir);
    chmodSync(dataDir, 0o755);
    return;
  }
  const home = mkdtempSync(path.join(sharedTemp(runAs), 'ledgerbank-'));
  chmodSync(home, 0o755);
  symlinkSync(home, dataDir);
}

/** /var/tmp outlives a restart of the machine; the plain temp directory may not. */
function sharedTemp(runAs: RunAs): string {
  return canEnter('/var/tmp', runAs) ? '/var/tmp' : tmpdir();
}

function homeError(dataDir: string, error: unknown): LocalPostgresError {
  const code = systemErrorCode(error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new LocalPostgresError(
      `The data directory ${dataDir} can't be read and written by you.`,
      elsewhere,
      error,
    );
  }
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EEXIST') {
    return new LocalPostgresError(
      `The data directory ${dataDir} is not a directory, or links to one that is gone.`,
      elsewhere,
      error,
    );
  }
  return new LocalPostgresError(
    `The data directory ${dataDir} can't be opened: ${String(error)}.`,
    elsewhere,
    error,
  );
}
