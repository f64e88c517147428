import { randomUUID } from 'node:crypto';
import { errors } from 'jose';
import type { JWTPayload } from 'jose';
import * as z from 'zod';
import type { Directory, PoolClient } from './directory.ts';
import { findUser, poolOf } from './directory.ts';
import { notAuthorized } from './errors.ts';
import { validity } from './grants.ts';
import type { Grant, Pool, User } from './model.ts';
import type { SigningKey } from './signing-key.ts';

/** A sign-in with those it is for. */
export interface SignIn extends PoolClient {
  readonly user: User;
  readonly grant: Grant;
  /** What an OAuth2 client asked for; a sign-in by the API has none of it. */
  readonly oauth?: { readonly scope: string; readonly nonce: string | undefined };
}

/** The issuer of a pool's tokens, as in the cloud: production's verifier needs no local branch. */
export function issuerOf({ id }: Pool): string {
  return `https://cognito-idp.${id.split('_')[0] ?? ''}.amazonaws.com/${id}`;
}

export interface IssuedTokens {
  readonly AccessToken: string;
  readonly IdToken: string;
  readonly ExpiresIn: number;
  readonly TokenType: 'Bearer';
}

/** Issues an access and an id token with the claims Cognito puts there. */
export async function issueTokens(key: SigningKey, signIn: SignIn, now: Date): Promise<IssuedTokens> {
  const { client, user } = signIn;
  const accessSeconds = validity(client, 'AccessToken');
  const access = {
    ...commonClaims(signIn, now, accessSeconds),
    token_use: 'access',
    client_id: client.id,
    username: user.username,
    scope: signIn.oauth?.scope ?? 'aws.cognito.signin.user.admin',
    version: 2,
  };
  const id = {
    ...commonClaims(signIn, now, validity(client, 'IdToken')),
    ...attributeClaims(user),
    ...roleClaims(signIn),
    token_use: 'id',
    aud: client.id,
    'cognito:username': user.username,
    ...(user.identities.length > 0 && { identities: identityClaims(signIn) }),
    ...(signIn.oauth?.nonce !== undefined && { nonce: signIn.oauth.nonce }),
  };
  const [AccessToken, IdToken] = await Promise.all([key.sign(access), key.sign(id)]);
  return { AccessToken, IdToken, ExpiresIn: accessSeconds, TokenType: 'Bearer' };
}

function commonClaims({ pool, user, grant }: SignIn, now: Date, lifetime: number): JWTPayload {
  const iat = Math.floor(now.getTime() / 1000);
  return {
    sub: user.attributes['sub'] ?? user.username,
    iss: issuerOf(pool),
    origin_jti: grant.id,
    event_id: randomUUID(),
    auth_time: Math.floor(grant.signedInAt / 1000),
    iat,
    exp: iat + lifetime,
    jti: randomUUID(),
    ...(user.groups.length > 0 && { 'cognito:groups': user.groups }),
  };
}

function attributeClaims({ attributes }: User): JWTPayload {
  const isFlag = (name: string): boolean => name === 'email_verified' || name === 'phone_number_verified';
  const claims = Object.entries(attributes).map(([name, text]) => [
    name,
    isFlag(name) ? text === 'true' : text,
  ]);
  return Object.fromEntries(claims) as JWTPayload;
}

function identityClaims({ pool, user }: SignIn): object[] {
  return user.identities.map(({ providerName, userId, linkedAt }) => ({
    userId,
    providerName,
    providerType: pool.identityProviders.find((each) => each.ProviderName === providerName)?.ProviderType,
    issuer: null,
    primary: String(user.status === 'EXTERNAL_PROVIDER'),
    dateCreated: String(linkedAt),
  }));
}

/** The roles of the user's groups; that of the group with the lowest precedence number is preferred. */
function roleClaims({ pool, user }: SignIn): JWTPayload {
  const roles = pool.groups
    .filter(({ GroupName }) => user.groups.includes(GroupName))
    .sort((one, other) => (one.Precedence ?? Infinity) - (other.Precedence ?? Infinity))
    .flatMap(({ RoleArn }) => RoleArn ?? []);
  return roles.length === 0 ? {} : { 'cognito:roles': roles, 'cognito:preferred_role': roles[0] };
}

/** An access token that speaks for a client itself. */
export async function issueClientToken(
  key: SigningKey,
  { pool, client }: PoolClient,
  { scope, now }: { readonly scope: string; readonly now: Date },
): Promise<{ readonly AccessToken: string; readonly ExpiresIn: number }> {
  const iat = Math.floor(now.getTime() / 1000);
  const ExpiresIn = validity(client, 'AccessToken');
  const claims = {
    sub: client.id,
    token_use: 'access',
    scope,
    auth_time: iat,
    iss: issuerOf(pool),
    exp: iat + ExpiresIn,
    iat,
    version: 2,
    jti: randomUUID(),
    client_id: client.id,
  };
  return { AccessToken: await key.sign(claims), ExpiresIn };
}

const accessClaims = z.object({
  token_use: z.literal('access'),
  iss: z.string(),
  username: z.string(),
  origin_jti: z.string(),
});

export interface TokenHolder {
  readonly pool: Pool;
  readonly user: User;
}

/** Who holds an access token of a sign-in that still lasts. Throws NotAuthorizedException. */
export async function holderOf(directory: Directory, key: SigningKey, token: string): Promise<TokenHolder> {
  const payload = await key.verify(token, directory.now()).catch((error: unknown) => {
    throw notAuthorized(
      error instanceof errors.JWTExpired ? 'Access Token has expired' : 'Invalid Access Token',
    );
  });
  const claims = accessClaims.safeParse(payload);
  if (!claims.success) throw notAuthorized('Invalid Access Token');
  const grant = directory.state.current.grants.find(({ id }) => id === claims.data.origin_jti);
  if (!grant) throw notAuthorized('Access Token has been revoked');
  const pool = poolOf(directory, grant.poolId);
  const user = findUser(pool, grant.username);
  if (!user?.enabled) throw notAuthorized('User is disabled.');
  return { pool, user };
}
