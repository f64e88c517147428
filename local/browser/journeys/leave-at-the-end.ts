import type { BrowserContext } from 'playwright-core';
import { apiTransport } from '../../../ssr/api-transport.ts';
import { createClient, ProblemError } from '../../../web/client/client.ts';

/** A person may be signed in five times at most: a window that is closed must not count on. */
export function leaveAtTheEnd(context: BrowserContext, origin: string): void {
  const close = context.close.bind(context);
  context.close = async (options) => {
    // The session may be over already, which is as good.
    await endSessionIn(context, origin).catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
    });
    await close(options);
  };
}

/** Ends what the browser has, on either site. @returns how many sessions that were */
export async function endSessionIn(context: BrowserContext, origin: string): Promise<number> {
  const cookies = await context.cookies();
  const sessions = cookies.filter(({ name }) => name === '__Host-bank_sid');
  for (const { name, value } of sessions) {
    const headers = { origin, cookie: `${name}=${value}` };
    const client = createClient(apiTransport(origin));
    const { data } = await client('getSession', {}, { headers });
    await client('signOut', {}, { headers: { ...headers, 'x-csrf': data.csrfToken ?? '' } });
  }
  return sessions.length;
}
