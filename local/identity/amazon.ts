import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { amazonAccounts, type OutsideAccount } from './accounts.ts';
import type { ProviderClient, ProviderOptions } from './options.ts';
import { formOf, showPage, showSignIn } from './sign-in-page.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const same = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

/** What Amazon calls somebody, to every client the same. */
export const amazonUserId = ({ userName }: OutsideAccount): string =>
  `amzn1.account.${userName.toUpperCase()}`;

type Answer = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void;

/** Login with Amazon in small: authorization code, access token, profile. There is no ID token. */
export function amazon({
  amazonClient: client,
  password,
}: ProviderOptions): Readonly<Partial<Record<string, Answer>>> {
  const codes = new Map<string, OutsideAccount>();
  const tokens = new Map<string, OutsideAccount>();
  return {
    'GET /ap/oa': (_request, response, url) => {
      if (isOurs(client, url)) showSignIn(response, { provider: 'Login with Amazon', isWrong: false });
      else showPage(response, { status: 400, title: 'Login with Amazon', body: '<p>Unknown client.</p>' });
    },
    'POST /ap/oa': async (request, response, url) => {
      const form = await formOf(request);
      const account = amazonAccounts.find(({ userName }) => userName === form.get('userName'));
      if (!isOurs(client, url) || !account || !same(form.get('password') ?? '', password)) {
        showSignIn(response, { provider: 'Login with Amazon', isWrong: true });
        return;
      }
      const code = randomBytes(16).toString('base64url');
      codes.set(code, account);
      const place = new URL(client.redirectUri);
      place.searchParams.set('code', code);
      place.searchParams.set('state', url.searchParams.get('state') ?? '');
      response.writeHead(303, { location: place.href }).end();
    },
    'POST /auth/o2/token': async (request, response) => {
      const form = await formOf(request);
      const code = form.get('code') ?? '';
      const account = codes.get(code);
      codes.delete(code);
      const isClient =
        form.get('client_id') === client.id && same(form.get('client_secret') ?? '', client.secret);
      if (!account || !isClient) {
        json(response, 400, { error: 'invalid_grant' });
        return;
      }
      const token = `Atza|${randomBytes(24).toString('base64url')}`;
      tokens.set(token, account);
      json(response, 200, { access_token: token, token_type: 'bearer', expires_in: 3600 });
    },
    'GET /user/profile': (request, response) => {
      const account = tokens.get(/^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '');
      if (!account) {
        json(response, 401, { error: 'invalid_token' });
        return;
      }
      const { name, email } = account;
      json(response, 200, { user_id: amazonUserId(account), name, email });
    },
  };
}

function isOurs(client: ProviderClient, { searchParams }: URL): boolean {
  return (
    searchParams.get('client_id') === client.id && searchParams.get('redirect_uri') === client.redirectUri
  );
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
