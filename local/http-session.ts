import { createClient, type Client, type Transport } from '../web/client/client.ts';

export interface Credentials {
  readonly userName: string;
  readonly password: string;
}

/** A browser without a screen: it keeps the cookie and sends the token of its session with every call. */
export interface HttpSession {
  readonly displayName: string;
  readonly call: Client;
}

/**
 * Signs in over HTTP.
 * @param origin of the bank, as a browser would send it
 */
export async function signInOverHttp(
  transport: Transport,
  origin: string,
  { userName, password }: Credentials,
): Promise<HttpSession> {
  const client = createClient(transport);
  const { data, headers } = await client('signIn', { body: { userName, password } }, { headers: { origin } });
  if ('challenge' in data) throw new Error(`${userName} needs a second factor.`);
  const cookie = /__Host-bank_sid=[^;]+/.exec(headers.get('set-cookie') ?? '')?.[0] ?? '';
  const own = { cookie, origin, 'x-csrf': data.csrfToken ?? '' };
  return {
    displayName: data.displayName,
    call: (operationId, input, options = {}) =>
      client(operationId, input, { ...options, headers: { ...own, ...options.headers } }),
  };
}
