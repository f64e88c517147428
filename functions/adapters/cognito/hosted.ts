import { createHash } from 'node:crypto';
import * as z from 'zod';
import { BankError } from '../../domain/errors.ts';
import { isRole, type Role } from '../../domain/permissions.ts';
import type { Site } from '../../domain/session.ts';
import type { HostedSignIn, OutsideIdentity, OutsideWay, ToProvider } from '../../services/ports/sign-in.ts';
import { clientSecretOf, type PoolConfig } from './pool-client.ts';
import { claimsOfIdToken, identityOf } from './tokens.ts';

export interface HostedConfig extends PoolConfig {
  /** Scheme, host and port of the pool's domain. */
  readonly authOrigin: string;
  readonly siteOrigins: Readonly<Record<Site, string>>;
}

/** What the ways are called in the user pool. */
export const providerNames: Readonly<Record<OutsideWay, string>> = {
  directory: 'BankDirectory',
  amazon: 'LoginWithAmazon',
};

const scope = 'openid email';
const tokenAnswer = z.object({ id_token: z.string() });
const claims = z.object({
  nonce: z.string().optional(),
  'custom:groups': z.string().default(''),
  identities: z
    .array(z.object({ userId: z.string(), providerName: z.string(), primary: z.coerce.string() }))
    .default([]),
});

/** The pool's hosted pages as an OAuth2 client with a secret sees them: code, PKCE, nonce. */
export function cognitoHosted(config: HostedConfig): HostedSignIn {
  return {
    urlOf: (request) => authorizeUrl(config, request),
    async redeem(code, { way, site, nonce, verifier }) {
      const idToken = await exchange(config, { code, verifier, redirectUri: callbackOf(config, way, site) });
      return outsideIdentity(await claimsOfIdToken(config, idToken), { way, nonce });
    },
    leaveUrl: (site) =>
      urlWith(`${config.authOrigin}/logout`, {
        client_id: config.clientId,
        logout_uri: `${config.siteOrigins[site]}/`,
      }),
  };
}

function callbackOf({ siteOrigins }: HostedConfig, way: OutsideWay, site: Site): string {
  return `${siteOrigins[site]}/auth/${way}/callback`;
}

function authorizeUrl(config: HostedConfig, { way, site, state, nonce, verifier }: ToProvider): string {
  return urlWith(`${config.authOrigin}/oauth2/authorize`, {
    response_type: 'code',
    client_id: config.clientId,
    redirect_uri: callbackOf(config, way, site),
    identity_provider: providerNames[way],
    scope,
    state,
    nonce,
    code_challenge_method: 'S256',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    // At the counter the next one sits down where the directory still knows the one before. Amazon has no such word.
    ...(way === 'directory' ? { prompt: 'login' } : {}),
  });
}

function urlWith(place: string, parameters: Readonly<Record<string, string>>): string {
  return `${place}?${new URLSearchParams(parameters).toString()}`;
}

async function exchange(
  config: HostedConfig,
  {
    code,
    verifier,
    redirectUri,
  }: { readonly code: string; readonly verifier: string; readonly redirectUri: string },
): Promise<string> {
  const secret = await clientSecretOf(config);
  const basic = Buffer.from(`${config.clientId}:${secret ?? ''}`).toString('base64');
  const answer = await fetch(`${config.authOrigin}/oauth2/token`, {
    method: 'POST',
    redirect: 'error',
    headers: secret === undefined ? {} : { authorization: `Basic ${basic}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: config.clientId,
      redirect_uri: redirectUri,
      code,
      code_verifier: verifier,
    }),
  });
  if (answer.status === 400)
    throw new BankError('sign-in-outdated', 'This sign-in was used up. Begin again.');
  if (!answer.ok) throw new Error(`The user pool's token endpoint answered ${answer.status}`);
  return tokenAnswer.parse(await answer.json()).id_token;
}

function outsideIdentity(
  payload: unknown,
  { way, nonce }: { readonly way: OutsideWay; readonly nonce: string },
): OutsideIdentity {
  const told = claims.parse(payload);
  if (told.nonce !== nonce)
    throw new BankError('sign-in-outdated', 'This answer belongs to another sign-in.');
  const identity = identityOf(payload);
  const account = told.identities.find(({ providerName }) => providerName === providerNames[way]);
  return {
    // What staff may do, their directory says, at every sign-in anew.
    identity: way === 'directory' ? { ...identity, roles: rolesIn(told['custom:groups']) } : identity,
    account: account && { way, userId: account.userId },
    isLinked: account?.primary === 'false',
  };
}

const groupPrefix = 'ledgerbank-';

/** The bank's roles among the directory's groups, which Cognito writes as `[staff, ledgerbank-teller]`. */
function rolesIn(groups: string): Role[] {
  const names = groups
    .replace(/^\[|\]$/g, '')
    .split(',')
    .map((each) => each.trim());
  const ours = names
    .filter((name) => name.startsWith(groupPrefix))
    .map((name) => name.slice(groupPrefix.length));
  // A customer of the bank is nobody's employee: the directory can't make one.
  return ours.filter(isRole).filter((role) => role !== 'customer');
}
