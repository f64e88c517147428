import type { Page } from 'playwright-core';
import { apiTransport } from '../../../ssr/api-transport.ts';
import { createClient } from '../../../web/client/client.ts';
import type { Stage } from './stage.ts';

/** Ends the session of a window behind its back, as an idle limit would: at the API, with the same cookie. */
export async function endSessionOf(page: Page, { bank }: Stage): Promise<void> {
  const cookies = await page.context().cookies();
  const session = cookies.find(({ name }) => name === '__Host-bank_sid');
  if (!session) throw new Error('This window has no session to end.');
  const origin = bank().origin('bank');
  const headers = { origin, cookie: `${session.name}=${session.value}` };
  const client = createClient(apiTransport(origin));
  const { data } = await client('getSession', {}, { headers });
  await client('signOut', {}, { headers: { ...headers, 'x-csrf': data.csrfToken ?? '' } });
}
