import { randomBytes } from 'node:crypto';
import type { AwsReply, AwsRequest } from '../../service.ts';
import { findUser, poolClientOf, type PoolClient } from '../directory.ts';
import type { IdentityProvider, Pool, User } from '../model.ts';
import type { Cognito } from '../options.ts';
import { cookieOf, escapeHtml, htmlPage, queryOf, redirect, type Parameters } from './answers.ts';
import { federatedUser } from './federated-user.ts';
import type { Authorization, BrowserHere } from './hosted-state.ts';
import { askProvider, profileFrom } from './upstream.ts';

const browserCookie = 'cognito';
const stateCookie = 'csrf-state';
const hour = 3_600_000;
const cookie = (name: string, value: string, seconds: number): string =>
  `${name}=${value}; Path=/; Max-Age=${seconds}; Secure; HttpOnly; SameSite=Lax`;

export const clearedBrowserCookie = cookie(browserCookie, '', 0);
export { browserCookie };

/**
 * Sends the browser to the identity provider that the client named, or straight back with a code when it is signed
 * in here already and the client does not want that proved again. A client or address that is not ours is never redirected to.
 */
export async function authorize(cognito: Cognito, request: AwsRequest): Promise<AwsReply> {
  const query = queryOf(request);
  const target = clientOf(cognito, query['client_id']);
  const redirectUri = query['redirect_uri'] ?? '';
  if (!target?.client.settings.CallbackURLs?.includes(redirectUri)) {
    return htmlPage(400, 'An error was encountered with the requested page.', '<p>redirect_mismatch</p>');
  }
  const authorization = authorizationIn(query, target);
  if (typeof authorization === 'string')
    return backWith(redirectUri, { error: authorization, state: query['state'] });
  if (authorization.provider === '') return chooser(target, request);
  const provider = providerOf(target, authorization.provider);
  if (!provider) return backWith(redirectUri, { error: 'invalid_request', state: query['state'] });
  const known =
    authorization.prompt === 'login'
      ? undefined
      : signedInHere(cognito, request, { pool: target.pool, provider: provider.ProviderName });
  if (known) return backWithCode(cognito, { authorization, user: known });
  const nonce = randomBytes(16).toString('base64url');
  const state = cognito.hosted.journeys.issue({ authorization, nonce });
  const place = await askProvider(cognito, provider, { state, nonce, prompt: authorization.prompt });
  return redirect(place, cookie(stateCookie, state, 600));
}

function clientOf(cognito: Cognito, clientId: string | undefined): PoolClient | undefined {
  const known = cognito.state.current.pools.some(({ clients }) => clients.some(({ id }) => id === clientId));
  return known ? poolClientOf(cognito, clientId ?? '') : undefined;
}

/** The request as it may be carried out, or the error code of RFC 6749 that refuses it. */
function authorizationIn(query: Parameters, { client }: PoolClient): Authorization | string {
  const { AllowedOAuthFlows = [], AllowedOAuthScopes = [] } = client.settings;
  const { scope = AllowedOAuthScopes.join(' '), state, nonce, prompt } = query;
  if (query['response_type'] !== 'code') return 'unsupported_response_type';
  if (!AllowedOAuthFlows.includes('code')) return 'unauthorized_client';
  if (scope.split(' ').some((each) => !AllowedOAuthScopes.includes(each))) return 'invalid_scope';
  const codeChallenge = challengeIn(query);
  if (codeChallenge === undefined) return 'invalid_request';
  const { redirect_uri: redirectUri = '', identity_provider: provider = '' } = query;
  return { clientId: client.id, redirectUri, scope, codeChallenge, state, nonce, provider, prompt };
}

/** Only S256: a plain challenge is the verifier itself. */
const challengeIn = (query: Parameters): string | undefined =>
  query['code_challenge_method'] === 'S256' ? query['code_challenge'] : undefined;

function providerOf({ pool, client }: PoolClient, name: string): IdentityProvider | undefined {
  if (client.settings.SupportedIdentityProviders?.includes(name) !== true) return undefined;
  return pool.identityProviders.find(({ ProviderName }) => ProviderName === name);
}

/** Nobody named a provider: the choice is the viewer's. */
function chooser({ pool }: PoolClient, { path }: AwsRequest): AwsReply {
  const links = pool.identityProviders.map(({ ProviderName }) => {
    const place = `${path}&identity_provider=${encodeURIComponent(ProviderName)}`;
    return `<li><a href="${escapeHtml(place)}">${escapeHtml(ProviderName)}</a></li>`;
  });
  return htmlPage(200, 'Sign in', `<ul>${links.join('')}</ul>`);
}

function signedInHere(
  { hosted, now }: Cognito,
  request: AwsRequest,
  { pool, provider }: { readonly pool: Pool; readonly provider: string },
): User | undefined {
  const known = hosted.browsers.get(cookieOf(request, browserCookie) ?? '');
  const isHere = known?.poolId === pool.id && known.provider === provider && known.until > now().getTime();
  const user = isHere ? findUser(pool, known.username) : undefined;
  return user?.enabled === true ? user : undefined;
}

/** The provider has sent the browser back. Only the browser that went there may come. */
export async function answerProvider(cognito: Cognito, request: AwsRequest): Promise<AwsReply> {
  const { state, code, error } = queryOf(request);
  const journey = cookieOf(request, stateCookie) === state ? cognito.hosted.journeys.take(state) : undefined;
  if (!journey) return htmlPage(400, 'Invalid state', beginAgain(cognito));
  const { authorization, nonce } = journey;
  const target = poolClientOf(cognito, authorization.clientId);
  const provider = providerOf(target, authorization.provider);
  if (!provider || code === undefined) {
    return backWith(authorization.redirectUri, {
      error: error ?? 'server_error',
      state: authorization.state,
    });
  }
  const profile = await profileFrom(cognito, provider, { code, nonce });
  if (typeof profile === 'string') {
    return backWith(authorization.redirectUri, {
      error: 'server_error',
      error_description: profile,
      state: authorization.state,
    });
  }
  const user = await federatedUser(cognito, { pool: target.pool, provider }, profile);
  if (!user.enabled) {
    return backWith(authorization.redirectUri, {
      error: 'access_denied',
      error_description: 'User is disabled.',
      state: authorization.state,
    });
  }
  const here = { poolId: target.pool.id, provider: provider.ProviderName, username: user.username };
  return backWithCode(cognito, { authorization, user }, remember(cognito, here));
}

/** To which client a journey belonged that is over, nobody knows any more: the first whose people come here. */
function beginAgain({ state }: Cognito): string {
  const callbacks = state.current.pools.flatMap(({ clients }) =>
    clients.flatMap(({ settings }) => settings.CallbackURLs ?? []),
  );
  const [callback] = callbacks;
  const words = 'Begin the sign-in again.';
  if (callback === undefined) return `<p>${words}</p>`;
  return `<p><a href="${escapeHtml(new URL('/sign-in', callback).href)}">${words}</a></p>`;
}

/** Whoever comes again with this browser within the hour is signed in here already. */
function remember({ hosted, now }: Cognito, here: Omit<BrowserHere, 'until'>): string {
  const id = randomBytes(24).toString('base64url');
  hosted.browsers.set(id, { ...here, until: now().getTime() + hour });
  return cookie(browserCookie, id, 3600);
}

function backWithCode(
  cognito: Cognito,
  { authorization, user }: { readonly authorization: Authorization; readonly user: User },
  setCookie?: string,
): AwsReply {
  const code = cognito.hosted.codes.issue({ authorization, username: user.username });
  return backWith(authorization.redirectUri, { code, state: authorization.state }, setCookie);
}

function backWith(redirectUri: string, parameters: Parameters, setCookie?: string): AwsReply {
  const place = new URL(redirectUri);
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) place.searchParams.set(name, value);
  return redirect(place.href, setCookie);
}
