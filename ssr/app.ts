import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express';
import { describeFault, type Fault } from '../functions/domain/fault.ts';
import type { Client } from '../web/client/client.ts';
import type { ApiTransport } from './api-transport.ts';
import { fromOurPages, pageHeaders, pageMethods, throughTheEdge } from './checks.ts';
import { screens } from '../web/views/screens.ts';
import type { SsrConfig } from './config.ts';
import { render } from './render.tsx';
import { answerWithFile, filePaths, type FilesParts } from './files.ts';
import { serverPort, bankCookiesOf, type ServerPort, type Viewer } from './server-port.ts';

export interface Site {
  readonly config: SsrConfig;
  /** A client of the API that gives up at the deadline. @param deadline milliseconds since 1970 UTC */
  readonly clientUntil: (deadline: number) => Client;
  readonly transportUntil: (deadline: number) => ApiTransport;
  readonly print: (line: string) => void;
}

/** The server-rendered site over a client of the API. */
export function createApp(site: Site): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(accessLog(site.print));
  app.use(pageHeaders(site.config.signInOrigins));
  app.use(pageMethods);
  app.use(throughTheEdge(site.config.edgeToken));
  app.use(fromOurPages(site.config.siteOrigin));
  app.use(express.text({ type: 'application/x-www-form-urlencoded', limit: '64kb' }));
  // A file as text of 4 MB and what is around it; the function itself takes 6 MB, a third of it for the encoding.
  app.use(screens.imports.path, express.raw({ type: 'multipart/form-data', limit: '4200kb' }));
  app.get(
    filePaths,
    answerWithFile((request) => filesParts(site, request)),
  );
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
    for (const error of answer.errors) site.print(JSON.stringify({ fault: describeFault(error) }));
    const retryAfter = retryAfterSeconds[answer.status];
    if (retryAfter !== undefined) response.set('retry-after', retryAfter);
    response.status(answer.status).type('html').send(answer.html);
  };
}

const retryAfterSeconds: Readonly<Record<number, string>> = { 429: '60', 503: '5' };

/** All calls of a request together; a function is killed after 15 seconds and could say nothing then. */
const patienceMs = 12_000;

/** What was asked is not told: addresses hold ids. */
function accessLog(print: Site['print']): RequestHandler {
  return (request, response, next) => {
    const startedAt = Date.now();
    response.on('finish', () => {
      const { method } = request;
      print(JSON.stringify({ method, status: response.statusCode, ms: Date.now() - startedAt }));
    });
    next();
  };
}

function portOf({ clientUntil, config, print }: Site, request: Request): ServerPort {
  const viewer = viewerOf(request);
  const report = (fault: Fault): void => {
    print(JSON.stringify({ fault }));
  };
  const client = clientUntil(Date.now() + patienceMs);
  return serverPort({ client, viewer, siteToken: config.edgeToken, report });
}

function viewerOf(request: Request): Viewer {
  return {
    cookie: bankCookiesOf(request.get('cookie')),
    address: viewerAddress(request),
    agent: request.get('user-agent') ?? '',
  };
}

function filesParts({ transportUntil, config, print }: Site, request: Request): FilesParts {
  return {
    transport: transportUntil(Date.now() + patienceMs),
    viewer: viewerOf(request),
    siteToken: config.edgeToken,
    report: (fault) => {
      print(JSON.stringify({ fault }));
    },
  };
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
    ...(isForm ? formOf(request) : {}),
  });
}

/** A form as it came: plain, or in parts where a file is among them. */
function formOf(request: Request): {
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer>;
} {
  const body: unknown = request.body;
  if (Buffer.isBuffer(body)) {
    return { headers: { 'content-type': request.get('content-type') ?? '' }, body: Uint8Array.from(body) };
  }
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { headers, body: typeof body === 'string' ? body : '' };
}

/** Whatever no page could say. Express knows an error handler by its four parameters. */
function lastResort(print: Site['print']): ErrorRequestHandler {
  // eslint-disable-next-line max-params
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const refused = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500;
    const status = typeof refused === 'number' && refused >= 400 && refused < 500 ? refused : 500;
    print(JSON.stringify({ status, fault: describeFault(error) }));
    response
      .status(status)
      .type('text')
      .send(status === 500 ? 'Something went wrong on our side.' : 'This request can’t be read.');
  };
}
