import type { Transport } from '../client/client.ts';

/** The API under our own origin; the browser keeps the cookie, and no script ever sees it. */
export const browserTransport: Transport = (path, { method, headers, body }) =>
  fetch(path, {
    method,
    headers,
    credentials: 'same-origin',
    // Behind a cache a figure could be yesterday's.
    cache: 'no-store',
    redirect: 'error',
    ...(body === undefined ? {} : { body }),
  });
