import type { Transport } from '../client/client.ts';
import type { Background } from './live.ts';

/**
 * The API under our own origin; the browser keeps the cookie, and no script ever sees it. What the page asks by
 * itself is marked, so that an unattended window does not keep its session alive.
 */
export const browserTransport =
  (background: Background): Transport =>
  (path, { method, headers, body }) =>
    fetch(path, {
      method,
      headers: background.active && method === 'GET' ? { ...headers, 'x-background': 'true' } : headers,
      credentials: 'same-origin',
      // Behind a cache a figure could be yesterday's.
      cache: 'no-store',
      redirect: 'error',
      ...(body === undefined ? {} : { body }),
    });
