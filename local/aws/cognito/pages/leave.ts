import type { AwsReply, AwsRequest } from '../../service.ts';
import type { Cognito } from '../options.ts';
import { cookieOf, htmlPage, queryOf, redirect } from './answers.ts';
import { browserCookie, clearedBrowserCookie } from './authorize.ts';

/** Signs the browser out of the hosted pages and sends it where the client may send it. */
export function leave({ state, hosted }: Cognito, request: AwsRequest): AwsReply {
  const { client_id: clientId, logout_uri: place = '' } = queryOf(request);
  const clients = state.current.pools.flatMap((pool) => pool.clients);
  const client = clients.find(({ id }) => id === clientId);
  if (client?.settings.LogoutURLs?.includes(place) !== true)
    return htmlPage(400, 'An error was encountered with the requested page.', '<p>invalid logout_uri</p>');
  hosted.browsers.delete(cookieOf(request, browserCookie) ?? '');
  return redirect(place, clearedBrowserCookie);
}
