import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express';
import type { Client } from '../web/client/client.ts';
import { fromOurPages, pageHeaders, throughTheEdge } from './checks.ts';
import type { SsrConfig } from './config.ts';
import { render } from './render.tsx';
import { serverPort, sessionCookieOf, type ServerPort } from './server-port.ts';

export interface Site {
  readonly config: SsrConfig;
  readonly client: Client;
  readonly print: (line: string) => void;
}

/** The server-rendered site over a client of the API. */
export function createApp(site: Site): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(pageHeaders);
  app.use(throughTheEdge(site.config.edgeToken));
  app.use(fromOurPages(site.config.siteOrigin));
  app.use(express.text({ type: 'application/x-www-form-urlencoded', limit: '64kb' }));
  app.use(answerWithPage(site));
  app.use(lastResort(site.print));
  return app;
}

function answerWithPage(site: Site): RequestHandler {
  return async (request, response) => {
    const port = portOf(site, request);
    const fragment = request.get('x-fragment') === 'main' || request.query['_fragment'] === 'main';
    const { styleSheet } = site.config;
    const answer = await render(webRequestOf(site, request), { port, styleSheet, fragment });
    for (const cookie of port.setCookies()) response.append('set-cookie', cookie);
    if (answer instanceof Response) {
      response
        .status(answer.status)
        .set(Object.fromEntries(answer.headers))
        .send(await answer.text());
      return;
    }
    if (answer.status === 503) response.set('retry-after', '5');
    response.status(answer.status).type('html').send(answer.html);
  };
}

function portOf({ client, config, print }: Site, request: Request): ServerPort {
  const viewer = { cookie: sessionCookieOf(request.get('cookie')), address: viewerAddress(request) };
  const report = (fault: string): void => {
    print(JSON.stringify({ path: request.path, fault }));
  };
  return serverPort({ client, viewer, siteToken: config.edgeToken, report });
}

/** The CDN appends the viewer's address, API Gateway the CDN's; what stands before may be made up. */
function viewerAddress(request: Request): string {
  const hops = (request.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
  return hops.at(-2) ?? '';
}

/** Joined as text: resolving would let a path that begins with two slashes name another host. */
function webRequestOf({ config }: Site, request: Request): globalThis.Request {
  const isForm = request.method === 'POST';
  return new Request(config.siteOrigin + request.originalUrl, {
    method: request.method === 'HEAD' ? 'GET' : request.method,
    headers: isForm ? { 'content-type': 'application/x-www-form-urlencoded' } : {},
    ...(isForm ? { body: typeof request.body === 'string' ? request.body : '' } : {}),
  });
}

/** Whatever no page could say. Express knows an error handler by its four parameters. */
function lastResort(print: Site['print']): ErrorRequestHandler {
  // eslint-disable-next-line max-params
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const refused = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500;
    const status = typeof refused === 'number' && refused >= 400 && refused < 500 ? refused : 500;
    print(
      JSON.stringify({ path: request.path, status, fault: error instanceof Error ? error.name : 'unknown' }),
    );
    response
      .status(status)
      .type('text')
      .send(status === 500 ? 'Something went wrong on our side.' : 'This request can’t be read.');
  };
}
