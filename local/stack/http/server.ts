import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { StartError } from '../run/start-error.ts';
import { type HttpHandler, type HttpRequest, jsonResponse } from './message.ts';

/** The one public port. What answers on it can change while it stays open. */
export interface PublicServer {
  readonly port: number;
  /** Node's own server, for whoever takes over its web sockets. */
  readonly node: Server;
  /** Who answers from now on; nobody: 503. */
  answerWith(handler: HttpHandler | undefined): void;
  /** Who sees every request first and passes on what is not its own. */
  askFirst(middleware: Middleware): void;
  close(): Promise<void>;
}

export type Middleware = (message: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Larger than any part behind it accepts, so that the part itself refuses, in its own words. */
const bodyLimit = 20 * 1024 * 1024;

async function bodyOf(message: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
  }
  return size > bodyLimit ? undefined : Buffer.concat(chunks);
}

function headersOf(message: IncomingMessage): Record<string, string> {
  const entries = Object.entries(message.headersDistinct).map(([name, values = []]) => [
    name,
    values.join(name === 'cookie' ? '; ' : ','),
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}

function requestOf(message: IncomingMessage, body: Buffer): HttpRequest {
  const [path = '/', ...query] = (message.url ?? '/').split('?');
  const sourceIp = (message.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
  const method = message.method ?? 'GET';
  return { method, path, query: query.join('?'), headers: headersOf(message), body, sourceIp };
}

async function respond(
  handler: HttpHandler,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await bodyOf(message);
  const answer = body
    ? await handler(requestOf(message, body))
    : jsonResponse(413, { message: 'Request Too Long' });
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  response.statusCode = answer.status;
  if (answer.status !== 204 && answer.status !== 304) {
    const announced = message.method === 'HEAD' ? answer.headers['content-length'] : undefined;
    response.setHeader('content-length', announced ?? answer.body.length);
  }
  response.end(message.method === 'HEAD' ? undefined : answer.body);
}

const unavailable: HttpHandler = () =>
  Promise.resolve(jsonResponse(503, { message: 'The stack is starting' }));

async function listen(server: Server, port: number, address: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new StartError(`Port ${port} is taken. Choose another: PORT=${port + 1} npm start`)
          : error,
      );
    });
    server.listen(port, address, resolve);
  });
}

/**
 * Opens the public port.
 * @throws {StartError} when another program listens there
 */
export async function startPublicServer(port: number, address: string): Promise<PublicServer> {
  let handler = unavailable;
  let first: Middleware = (_message, _response, next) => {
    next();
  };
  const server = createServer((message, response) => {
    first(message, response, () => {
      respond(handler, message, response).catch((error: unknown) => {
        console.error(error);
        response.destroy();
      });
    });
  });
  await listen(server, port, address);
  const bound = server.address();
  return {
    port: typeof bound === 'object' && bound ? bound.port : port,
    node: server,
    answerWith: (next) => {
      handler = next ?? unavailable;
    },
    askFirst: (middleware) => {
      first = middleware;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
