import type { BrowserContext, Page } from 'playwright-core';
import { apiTransport } from '../../../ssr/api-transport.ts';
import { createClient, ProblemError } from '../../../web/client/client.ts';
import type { Stage } from './stage.ts';

/** Ends the session of a window behind its back, as an idle limit would: at the API, with the same cookie. */
export async function endSessionOf(page: Page, { bank }: Stage): Promise<void> {
  const ended = await endSessionIn(page.context(), bank().origin('bank'));
  if (ended === 0) throw new Error('This window has no session to end.');
}

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
async function endSessionIn(context: BrowserContext, origin: string): Promise<number> {
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
