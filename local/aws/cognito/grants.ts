import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Directory, PoolClient } from './directory.ts';
import { notAuthorized } from './errors.ts';
import type { Client, Grant, User } from './model.ts';

type TokenKind = 'AccessToken' | 'IdToken' | 'RefreshToken';
const secondsOf = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;

/** How long tokens of a client live, in seconds: an hour, a refresh token 30 days, unless the client says else. */
export function validity({ settings }: Client, kind: TokenKind): number {
  const isRefresh = kind === 'RefreshToken';
  const unit = settings.TokenValidityUnits?.[kind] ?? (isRefresh ? 'days' : 'hours');
  return (settings[`${kind}Validity`] ?? (isRefresh ? 30 : 1)) * secondsOf[unit];
}

export interface NewGrant {
  readonly grant: Grant;
  readonly refreshToken: string;
}

/** Begins a sign-in. Only a hash of its refresh token is kept. */
export function openGrant(directory: Directory, { pool, client }: PoolClient, user: User): NewGrant {
  const refreshToken = randomBytes(48).toString('base64url');
  const now = directory.now().getTime();
  const grant: Grant = {
    id: randomUUID(),
    poolId: pool.id,
    clientId: client.id,
    username: user.username,
    refreshTokenHash: hashOf(refreshToken),
    signedInAt: now,
    expiresAt: now + validity(client, 'RefreshToken') * 1000,
  };
  const { current } = directory.state;
  current.grants = [...current.grants.filter(({ expiresAt }) => expiresAt > now), grant];
  return { grant, refreshToken };
}

/** The sign-in behind a refresh token of this client. Throws NotAuthorizedException once it has ended. */
export function grantOfRefreshToken(directory: Directory, client: Client, refreshToken: string): Grant {
  const hash = hashOf(refreshToken);
  const grant = directory.state.current.grants.find((each) => each.refreshTokenHash === hash);
  if (grant?.clientId !== client.id) throw notAuthorized('Invalid Refresh Token');
  if (grant.expiresAt <= directory.now().getTime()) throw notAuthorized('Refresh Token has expired');
  return grant;
}

/** Ends the sign-ins that match. */
export function endGrants({ state: { current } }: Directory, ends: (grant: Grant) => boolean): void {
  current.grants = current.grants.filter((grant) => !ends(grant));
}

/** Ends every sign-in of a user. */
export function endGrantsOf(directory: Directory, poolId: string, { username }: User): void {
  endGrants(directory, (grant) => grant.poolId === poolId && grant.username === username);
}

function hashOf(refreshToken: string): string {
  return createHash('sha256').update(refreshToken).digest('base64');
}
