import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';

/** Browsers hold the redirects that follow a form to its list of targets too. */
const policyWith = (formTargets: readonly string[]): string =>
  `default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action ${["'self'", ...formTargets].join(' ')}; base-uri 'none'; frame-ancestors 'none'`;

/** The headers of every page: no script may run, nothing may be kept, nobody may frame it. */
export function pageHeaders(formTargets: readonly string[]): RequestHandler {
  const headers = {
    'content-security-policy': policyWith(formTargets),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    vary: 'Cookie, X-Fragment',
  };
  return (_request, response, next) => {
    response.set(headers);
    next();
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Only what came through the CDN and its web ACL. */
export function throughTheEdge(edgeToken: string): RequestHandler {
  const expected = digest(edgeToken);
  return (request, response, next) => {
    if (timingSafeEqual(digest(request.get('x-origin-verify') ?? ''), expected)) next();
    else response.status(403).type('text').send('Use the public address of the bank.');
  };
}

const safeMethods = new Set(['GET', 'HEAD']);

/** Pages are read and forms are posted; nothing else is ever asked of a site. */
export const pageMethods: RequestHandler = (request, response, next) => {
  if (safeMethods.has(request.method) || request.method === 'POST') next();
  else response.status(405).set('allow', 'GET, HEAD, POST').type('text').send('Use GET or POST.');
};

/**
 * A form must come from a page of this site: by fetch metadata or, from browsers that send none, by its origin.
 * The session's token in the form is checked by the API; signing in has none, so this is its protection.
 */
export function fromOurPages(siteOrigin: string): RequestHandler {
  return (request, response, next) => {
    const site = request.get('sec-fetch-site');
    const ours = site === undefined ? request.get('origin') === siteOrigin : site === 'same-origin';
    if (safeMethods.has(request.method) || ours) next();
    else response.status(403).type('text').send('Send this form from the bank’s own pages.');
  };
}
