import { notAuthorized } from './errors.ts';

/** Slows down guessing: refuses attempts for a while after too many wrong passwords for one name. */
export interface Lockout {
  /** Throws NotAuthorizedException while the name is locked. */
  check(name: string): void;
  failed(name: string): void;
  succeeded(name: string): void;
}

const freeAttempts = 5;
const longestLock = 15 * 60 * 1000;

interface Failures {
  count: number;
  lockedUntil: number;
}

/**
 * The fifth wrong password locks a name for one second; each further one for twice as long, up to 15 minutes. A right
 * password, or 15 quiet minutes, forget everything. Names that belong to nobody are treated the same.
 */
export function openLockout(now: () => Date): Lockout {
  const failures = new Map<string, Failures>();

  function forgetQuiet(at: number): void {
    for (const [name, { lockedUntil }] of failures) if (lockedUntil + longestLock < at) failures.delete(name);
  }

  return {
    check(name) {
      const known = failures.get(name);
      if (known && known.count >= freeAttempts && known.lockedUntil > now().getTime()) {
        throw notAuthorized('Password attempts exceeded');
      }
    },
    failed(name) {
      const at = now().getTime();
      forgetQuiet(at);
      const count = (failures.get(name)?.count ?? 0) + 1;
      const lock = count < freeAttempts ? 0 : Math.min(1000 * 2 ** (count - freeAttempts), longestLock);
      failures.set(name, { count, lockedUntil: at + lock });
    },
    succeeded(name) {
      failures.delete(name);
    },
  };
}
