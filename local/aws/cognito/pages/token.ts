import { createHash, timingSafeEqual } from 'node:crypto';
import { AwsError, type AwsReply, type AwsRequest } from '../../service.ts';
import { findUser, poolClientOf, poolOf, type PoolClient } from '../directory.ts';
import { grantOfRefreshToken, openGrant } from '../grants.ts';
import type { Client, Grant } from '../model.ts';
import type { Cognito } from '../options.ts';
import { issueClientToken, issueTokens } from '../tokens.ts';
import { formOf, jsonPage, type Parameters } from './answers.ts';

const refused = (error: string, status = 400): AwsReply => jsonPage(status, { error });

type GrantType = (cognito: Cognito, target: PoolClient, form: Parameters) => Promise<AwsReply>;
const grants: Readonly<Partial<Record<string, GrantType>>> = {
  authorization_code: byCode,
  refresh_token: byRefreshToken,
  client_credentials: byClient,
};

/** Gives out tokens: for a code with its PKCE verifier, a refresh token, or to a client for itself. */
export async function token(cognito: Cognito, request: AwsRequest): Promise<AwsReply> {
  const form = formOf(request);
  const target = authenticated(cognito, request, form);
  if (!target) return refused('invalid_client', 401);
  return (
    (await grants[form['grant_type'] ?? '']?.(cognito, target, form)) ?? refused('unsupported_grant_type')
  );
}

/** The client, if it shows its secret: by HTTP Basic or in the form. A client without secret only names itself. */
function authenticated(cognito: Cognito, { headers }: AwsRequest, form: Parameters): PoolClient | undefined {
  const { id, secret: given } = basicIn(headers.authorization) ?? secretIn(form);
  const known = cognito.state.current.pools.some(({ clients }) => clients.some((each) => each.id === id));
  if (!known) return undefined;
  const target = poolClientOf(cognito, id);
  const { secret } = target.client;
  return secret === undefined || same(secret, given) ? target : undefined;
}

interface ShownSecret {
  readonly id: string;
  readonly secret: string;
}

const secretIn = ({ client_id: id = '', client_secret: secret = '' }: Parameters): ShownSecret => ({
  id,
  secret,
});

function basicIn(authorization = ''): ShownSecret | undefined {
  const basic = /^Basic (.+)$/i.exec(authorization)?.[1];
  if (basic === undefined) return undefined;
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { id, secret };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const same = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

async function byCode(cognito: Cognito, { pool, client }: PoolClient, form: Parameters): Promise<AwsReply> {
  const arrived = cognito.hosted.codes.take(form['code']);
  if (!arrived) return refused('invalid_grant');
  const { authorization, username } = arrived;
  const challenge = digest(form['code_verifier'] ?? '').toString('base64url');
  const isTheirs =
    authorization.clientId === client.id &&
    authorization.redirectUri === form['redirect_uri'] &&
    same(authorization.codeChallenge, challenge);
  const user = findUser(pool, username);
  if (!isTheirs || user?.enabled !== true) return refused('invalid_grant');
  const { grant, refreshToken } = openGrant(cognito, { pool, client }, user);
  await cognito.state.save();
  const { scope, nonce } = authorization;
  const issued = await issueTokens(
    cognito.key,
    { pool, client, user, grant, oauth: { scope, nonce } },
    cognito.now(),
  );
  return jsonPage(200, {
    access_token: issued.AccessToken,
    ...(scope.split(' ').includes('openid') && { id_token: issued.IdToken }),
    refresh_token: refreshToken,
    expires_in: issued.ExpiresIn,
    token_type: 'Bearer',
  });
}

async function byRefreshToken(
  cognito: Cognito,
  { pool, client }: PoolClient,
  form: Parameters,
): Promise<AwsReply> {
  const grant = grantBehind(cognito, client, form['refresh_token'] ?? '');
  const user = grant && findUser(poolOf(cognito, grant.poolId), grant.username);
  if (!grant || user?.enabled !== true) return refused('invalid_grant');
  const issued = await issueTokens(cognito.key, { pool, client, user, grant }, cognito.now());
  return jsonPage(200, {
    access_token: issued.AccessToken,
    id_token: issued.IdToken,
    expires_in: issued.ExpiresIn,
    token_type: 'Bearer',
  });
}

/** The sign-in behind a refresh token; undefined where there is none, or none any more. */
function grantBehind(cognito: Cognito, client: Client, refreshToken: string): Grant | undefined {
  try {
    return grantOfRefreshToken(cognito, client, refreshToken);
  } catch (error) {
    if (error instanceof AwsError && error.code === 'NotAuthorizedException') return undefined;
    throw error;
  }
}

async function byClient(cognito: Cognito, target: PoolClient, form: Parameters): Promise<AwsReply> {
  const { AllowedOAuthFlows = [], AllowedOAuthScopes = [] } = target.client.settings;
  if (!AllowedOAuthFlows.includes('client_credentials') || target.client.secret === undefined)
    return refused('unauthorized_client');
  const scope = form['scope'] ?? AllowedOAuthScopes.join(' ');
  if (scope.split(' ').some((each) => !AllowedOAuthScopes.includes(each))) return refused('invalid_scope');
  const issued = await issueClientToken(cognito.key, target, { scope, now: cognito.now() });
  return jsonPage(200, {
    access_token: issued.AccessToken,
    expires_in: issued.ExpiresIn,
    token_type: 'Bearer',
  });
}
