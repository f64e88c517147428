import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as z from 'zod';
import type { IdentityProvider } from '../model.ts';
import type { AmazonEndpoints, Cognito } from '../options.ts';
import type { Profile } from './federated-user.ts';

/** The pool as a client of identity providers: OpenID Connect by discovery, Login with Amazon by its profile. */

const amazonItself: AmazonEndpoints = {
  authorize: 'https://www.amazon.com/ap/oa',
  token: 'https://api.amazon.com/auth/o2/token',
  profile: 'https://api.amazon.com/user/profile',
};
const discovered = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  userinfo_endpoint: z.string().optional(),
  jwks_uri: z.string(),
});
const tokens = z.object({ access_token: z.string(), id_token: z.string().optional() });
const amazonProfile = z.looseObject({ user_id: z.string() });

const redirectUriOf = ({ options }: Cognito): string =>
  `${options.domainOrigin?.() ?? ''}/oauth2/idpresponse`;
const isAmazon = ({ ProviderType }: IdentityProvider): boolean => ProviderType === 'LoginWithAmazon';
const amazonOf = ({ options }: Cognito): AmazonEndpoints => options.amazon?.() ?? amazonItself;

async function discover({ ProviderDetails }: IdentityProvider): Promise<z.infer<typeof discovered>> {
  const issuer = ProviderDetails['oidc_issuer'] ?? '';
  const document = discovered.parse(await getJson(`${issuer}/.well-known/openid-configuration`));
  // The mix-up defence of RFC 9207's elder sister: who answers must be who was asked.
  if (document.issuer !== issuer) throw new Error(`${issuer} calls itself ${document.issuer}.`);
  return document;
}

async function getJson(url: string, token?: string): Promise<unknown> {
  const answer = await fetch(url, {
    redirect: 'error',
    headers: {
      accept: 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
  });
  if (!answer.ok) throw new Error(`${new URL(url).host} answered ${answer.status}.`);
  return answer.json();
}

interface Asked {
  readonly state: string;
  readonly nonce: string;
  readonly prompt: string | undefined;
}

/** Where the browser is sent to sign in. Amazon knows neither nonce nor prompt. */
export async function askProvider(
  cognito: Cognito,
  provider: IdentityProvider,
  { state, nonce, prompt }: Asked,
): Promise<string> {
  const { client_id: clientId = '', authorize_scopes: scope = '' } = provider.ProviderDetails;
  const endpoint = isAmazon(provider)
    ? amazonOf(cognito).authorize
    : (await discover(provider)).authorization_endpoint;
  const place = new URL(endpoint);
  const parameters = {
    client_id: clientId,
    response_type: 'code',
    scope,
    redirect_uri: redirectUriOf(cognito),
    state,
    ...(isAmazon(provider) ? {} : { nonce, ...(prompt === undefined ? {} : { prompt }) }),
  };
  for (const [name, value] of Object.entries(parameters)) place.searchParams.set(name, value);
  return place.href;
}

/** Who has signed in there, or why that can't be believed. */
export async function profileFrom(
  cognito: Cognito,
  provider: IdentityProvider,
  answer: { readonly code: string; readonly nonce: string },
): Promise<Profile | string> {
  try {
    return isAmazon(provider)
      ? await profileOfAmazon(cognito, provider, answer.code)
      : await profileOfOidc(cognito, provider, answer);
  } catch (error) {
    return error instanceof Error ? error.message : 'The provider gave no answer.';
  }
}

async function exchange(
  cognito: Cognito,
  { ProviderDetails }: IdentityProvider,
  { endpoint, code }: { readonly endpoint: string; readonly code: string },
): Promise<z.infer<typeof tokens>> {
  const { client_id: clientId = '', client_secret: secret = '' } = ProviderDetails;
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUriOf(cognito),
    client_id: clientId,
    client_secret: secret,
  });
  const answer = await fetch(endpoint, { method: 'POST', body, redirect: 'error' });
  if (!answer.ok) throw new Error(`The provider's token endpoint answered ${answer.status}.`);
  return tokens.parse(await answer.json());
}

async function profileOfAmazon(cognito: Cognito, provider: IdentityProvider, code: string): Promise<Profile> {
  const { token, profile } = amazonOf(cognito);
  const { access_token: accessToken } = await exchange(cognito, provider, { endpoint: token, code });
  const claims = amazonProfile.parse(await getJson(profile, accessToken));
  return { userId: claims.user_id, claims };
}

async function profileOfOidc(
  cognito: Cognito,
  provider: IdentityProvider,
  { code, nonce }: { readonly code: string; readonly nonce: string },
): Promise<Profile> {
  const at = await discover(provider);
  const { id_token: idToken = '', access_token: accessToken } = await exchange(cognito, provider, {
    endpoint: at.token_endpoint,
    code,
  });
  const { payload } = await jwtVerify(idToken, createRemoteJWKSet(new URL(at.jwks_uri)), {
    issuer: at.issuer,
    audience: provider.ProviderDetails['client_id'] ?? '',
    algorithms: ['RS256', 'ES256'],
  });
  if (payload['nonce'] !== nonce) throw new Error('The ID token answers another request.');
  const told = at.userinfo_endpoint === undefined ? {} : await getJson(at.userinfo_endpoint, accessToken);
  const claims = { ...z.record(z.string(), z.unknown()).parse(told), ...payload };
  return { userId: z.string().parse(payload.sub), claims };
}
