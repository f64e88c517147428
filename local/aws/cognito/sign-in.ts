import { AwsError } from '../service.ts';
import { findUser, poolOf } from './directory.ts';
import type { PoolClient } from './directory.ts';
import { invalidParameter, notAuthorized, wrongPassword } from './errors.ts';
import { grantOfRefreshToken, openGrant } from './grants.ts';
import type { User } from './model.ts';
import type { Cognito } from './options.ts';
import { verifyPassword } from './passwords.ts';
import { checkSecretHash } from './secret-hash.ts';
import { issueTokens } from './tokens.ts';

export type AuthParameters = Readonly<Record<string, string>>;

/** Throws InvalidParameterException unless the client's settings allow the flow. */
export function requireFlow({ client }: PoolClient, flow: string): void {
  const flows = client.settings.ExplicitAuthFlows ?? ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH'];
  if (!flows.includes(`ALLOW_${flow}`)) throw invalidParameter(`${flow} flow not enabled for this client`);
}

/**
 * Checks name and password. Whether the user is unknown, has another password or none, the answer and the work are
 * the same. Returns tokens, or the challenge to choose a new password.
 */
export async function signInByPassword(
  cognito: Cognito,
  target: PoolClient,
  given: AuthParameters,
): Promise<object> {
  const { USERNAME: name, PASSWORD: password, SECRET_HASH } = given;
  if (name === undefined || password === undefined) throw invalidParameter('Missing required parameter');
  checkSecretHash(target.client, name, SECRET_HASH);
  const user = findUser(target.pool, name);
  const attempted = `${target.pool.id}/${(user?.username ?? name).toLowerCase()}`;
  cognito.lockout.check(attempted);
  if (!(await verifyPassword(password, user?.password)) || !user) {
    cognito.lockout.failed(attempted);
    throw wrongPassword();
  }
  cognito.lockout.succeeded(attempted);
  return afterPassword(cognito, target, user);
}

/** What follows a right password: tokens, or one thing more. */
function afterPassword(cognito: Cognito, target: PoolClient, user: User): object | Promise<object> {
  if (!user.enabled) throw notAuthorized('User is disabled.');
  if (user.status === 'UNCONFIRMED')
    throw new AwsError('UserNotConfirmedException', 'User is not confirmed.');
  if (user.status !== 'CONFIRMED') return askNewPassword(cognito, target, user);
  return user.totp?.isOn === true ? askCode(cognito, target, user) : completeSignIn(cognito, target, user);
}

/** Begins a sign-in and returns its tokens. */
export async function completeSignIn(cognito: Cognito, target: PoolClient, user: User): Promise<object> {
  const { grant, refreshToken } = openGrant(cognito, target, user);
  await cognito.state.save();
  const tokens = await issueTokens(cognito.key, { ...target, user, grant }, cognito.now());
  return { ChallengeParameters: {}, AuthenticationResult: { ...tokens, RefreshToken: refreshToken } };
}

function askNewPassword(cognito: Cognito, { pool, client }: PoolClient, user: User): object {
  const now = cognito.now().getTime();
  if (user.temporaryUntil !== undefined && user.temporaryUntil <= now) {
    throw notAuthorized('Temporary password has expired and must be reset by an administrator.');
  }
  return {
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: '[]',
      userAttributes: JSON.stringify({ ...user.attributes, sub: undefined }),
    },
    Session: cognito.challenges.ask({
      name: 'NEW_PASSWORD_REQUIRED',
      poolId: pool.id,
      clientId: client.id,
      username: user.username,
      expiresAt: now + (client.settings.AuthSessionValidity ?? 3) * 60_000,
    }),
  };
}

function askCode(cognito: Cognito, { pool, client }: PoolClient, user: User): object {
  return {
    ChallengeName: 'SOFTWARE_TOKEN_MFA',
    ChallengeParameters: { USER_ID_FOR_SRP: user.username },
    Session: cognito.challenges.ask({
      name: 'SOFTWARE_TOKEN_MFA',
      poolId: pool.id,
      clientId: client.id,
      username: user.username,
      expiresAt: cognito.now().getTime() + (client.settings.AuthSessionValidity ?? 3) * 60_000,
    }),
  };
}

/** New tokens of a sign-in that still lasts. Throws NotAuthorizedException. */
export async function refreshSignIn(
  cognito: Cognito,
  target: PoolClient,
  given: AuthParameters,
): Promise<object> {
  const { REFRESH_TOKEN: refreshToken, SECRET_HASH } = given;
  if (refreshToken === undefined) throw invalidParameter('Missing required parameter REFRESH_TOKEN');
  const grant = grantOfRefreshToken(cognito, target.client, refreshToken);
  checkSecretHash(target.client, grant.username, SECRET_HASH);
  const user = findUser(poolOf(cognito, grant.poolId), grant.username);
  if (!user?.enabled) throw notAuthorized('User is disabled.');
  const tokens = await issueTokens(cognito.key, { ...target, user, grant }, cognito.now());
  return { ChallengeParameters: {}, AuthenticationResult: tokens };
}
