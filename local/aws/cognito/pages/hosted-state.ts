import { randomBytes } from 'node:crypto';

/** What is good for one use within its time, kept in memory: after a restart one begins anew. */
export interface OneTime<T> {
  issue(value: T): string;
  take(key: string | undefined): T | undefined;
}

function oneTime<T>(now: () => Date, lifetimeMs: number): OneTime<T> {
  const open = new Map<string, { readonly value: T; readonly until: number }>();
  return {
    issue(value) {
      for (const [key, { until }] of open) if (until <= now().getTime()) open.delete(key);
      const key = randomBytes(24).toString('base64url');
      open.set(key, { value, until: now().getTime() + lifetimeMs });
      return key;
    },
    take(key = '') {
      const found = open.get(key);
      open.delete(key);
      return found && found.until > now().getTime() ? found.value : undefined;
    },
  };
}

/** An authorization request of a client of ours, as it was checked. */
export interface Authorization {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  readonly codeChallenge: string;
  readonly provider: string;
  /** `login` of OpenID Connect: whoever is known already proves it again. */
  readonly prompt: string | undefined;
}

/** On its way at an identity provider. */
export interface Journey {
  readonly authorization: Authorization;
  readonly nonce: string;
}

/** A user who has come back from there. */
export interface Arrived {
  readonly authorization: Authorization;
  readonly username: string;
}

export interface HostedState {
  readonly journeys: OneTime<Journey>;
  readonly codes: OneTime<Arrived>;
  /** Browsers that are signed in at the hosted pages themselves, by their cookie. */
  readonly browsers: Map<string, BrowserHere>;
}

export interface BrowserHere {
  readonly poolId: string;
  readonly provider: string;
  readonly username: string;
  /** Milliseconds since 1970 UTC. */
  readonly until: number;
}

const minute = 60_000;

export function openHostedState(now: () => Date): HostedState {
  return {
    journeys: oneTime(now, 10 * minute),
    codes: oneTime(now, 5 * minute),
    browsers: new Map(),
  };
}
