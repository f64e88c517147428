import { createHash, timingSafeEqual } from 'node:crypto';
import express, {
  type Express,
  type RequestHandler,
  type NextFunction,
  type Request,
  type Response,
} from 'express';
import { ProblemError, type Client } from '../web/client/client.ts';
import { page, statusPage } from './pages.ts';

const policy =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

function headers(_request: Request, response: Response, next: NextFunction): void {
  response.set({
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
  });
  next();
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function throughTheEdge(edgeToken: string): RequestHandler {
  const expected = digest(edgeToken);
  return (request, response, next) => {
    if (timingSafeEqual(digest(request.get('x-origin-verify') ?? ''), expected)) next();
    else
      response
        .status(403)
        .type('html')
        .send(page('Not this way', '<p>Use the public address of the bank.</p>'));
  };
}

/** The server-rendered site over a client of the API. */
export function createApp(client: Client, edgeToken: string): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(headers);
  app.use(throughTheEdge(edgeToken));
  app.get('/', async (_request, response) => {
    const { data } = await client('getReadiness', {});
    response.type('html').send(statusPage(data));
  });
  app.use((_request, response) => {
    response.status(404).type('html').send(page('Page not found', '<p>There is no such page.</p>'));
  });
  // Express knows an error handler by its four parameters.
  // eslint-disable-next-line max-params
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const trace = error instanceof ProblemError ? error.traceId : '';
    response.status(503).set('retry-after', '5').type('html').send(unavailable(trace));
  });
  return app;
}

function unavailable(traceId: string): string {
  const quote = traceId === '' ? '' : `<p>Trace id <code>${traceId.replace(/[^0-9a-f]/g, '')}</code></p>`;
  return page('The bank is out of reach', `<p>Nothing was lost. Try again in a few seconds.</p>${quote}`);
}
