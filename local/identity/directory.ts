import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { errors, Provider, type AccountClaims, type Configuration } from 'oidc-provider';
import { directoryAccounts } from './accounts.ts';
import type { ProviderOptions } from './options.ts';
import { remembering } from './remembering.ts';
import { formOf, showPage, showSignIn } from './sign-in-page.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Groups are a scope of their own in many directories; here they come with the profile. */
const claims = { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] };

async function configurationOf({ directoryClient: client }: ProviderOptions): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return {
    adapter: remembering(),
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [client.redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims,
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: (): AccountClaims => {
        const account = directoryAccounts.find(({ userName }) => userName === accountId);
        const { name, email, groups } = account ?? { name: '', email: '', groups: [] };
        return { sub: accountId, name, email, email_verified: true, groups: [...groups] };
      },
    }),
    interactions: { url: (_context, { uid }) => `/directory/interaction/${uid}` },
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }] },
    // The pool is a confidential client that makes none.
    pkce: { required: () => false },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 3600,
      IdToken: 600,
      Interaction: 600,
      Session: 3600,
    },
  };
}

export type Directory = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;

/** The bank's directory under `<origin>/directory`: OpenID Connect, with the groups of its staff. */
export async function directory(origin: string, options: ProviderOptions): Promise<Directory> {
  const provider = new Provider(`${origin}/directory`, await configurationOf(options));
  const answer = provider.callback();
  return async (request, response, path) => {
    if (path.startsWith('/interaction/')) return interact(provider, options, { request, response });
    // The library reads from the difference of the two where it is mounted.
    Object.assign(request, {
      originalUrl: request.url,
      url: (request.url ?? '').replace(/^\/directory/, ''),
    });
    await answer(request, response);
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Signs the account in; what the bank may see needs no consent of its own staff. */
async function interact(
  provider: Provider,
  options: ProviderOptions,
  { request, response }: Exchange,
): Promise<void> {
  const details = await provider.interactionDetails(request, response).catch((error: unknown) => {
    if (error instanceof errors.SessionNotFound) return undefined;
    throw error;
  });
  if (!details) {
    showPage(response, { status: 400, title: 'Bank directory', body: '<p>Begin the sign-in again.</p>' });
    return;
  }
  if (details.prompt.name === 'consent') {
    const grant = new provider.Grant({
      accountId: details.session?.accountId ?? '',
      clientId: String(details.params['client_id']),
    });
    grant.addOIDCScope('openid email profile');
    const consent = { grantId: await grant.save() };
    await provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
    return;
  }
  if (request.method !== 'POST') {
    showSignIn(response, { provider: 'Bank directory', isWrong: false });
    return;
  }
  const form = await formOf(request);
  const account = directoryAccounts.find(({ userName }) => userName === form.get('userName'));
  if (!account || !timingSafeEqual(digest(form.get('password') ?? ''), digest(options.password))) {
    showSignIn(response, { provider: 'Bank directory', isWrong: true });
    return;
  }
  await forgetOthers(provider, details, account.userName);
  await provider.interactionFinished(request, response, { login: { accountId: account.userName } });
}

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** Somebody else who was signed in here is so no longer; the library would see to it by a page that needs scripts. */
async function forgetOthers(provider: Provider, details: Interaction, userName: string): Promise<void> {
  if (!details.session || details.session.accountId === userName) return;
  const before = await provider.Session.findByUid(details.session.uid);
  await before?.destroy();
  delete details.session;
  await details.persist();
}
