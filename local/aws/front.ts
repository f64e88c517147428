import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import { bodyOf } from './forward.ts';
import { AwsError } from './service.ts';
import type { AwsCall, AwsReply, AwsRequest, AwsService, Rights } from './service.ts';
import { identify } from './identify.ts';

interface AccessRequest {
  readonly caller: string;
  readonly action: string;
  readonly resources: readonly string[];
}

/** Returns why the access is refused, or undefined where it is allowed. */
export type Authorize = (request: AccessRequest) => string | undefined;

/** One permission used by one call that was let through. */
export interface CallRecord {
  readonly caller: string;
  readonly service: string;
  readonly action: string;
  readonly resource: string;
  readonly at: Date;
}

export interface FrontOptions {
  /** A free port unless given. */
  readonly port?: number;
  readonly services: readonly AwsService[];
  /** Everything is allowed unless given. */
  readonly authorize?: Authorize;
  readonly onCall?: (record: CallRecord) => void;
}

export interface AwsFront {
  readonly endpoint: string;
  readonly port: number;
  /** Stops listening, then closes every service. */
  close(): Promise<void>;
}

const largestRequest = 64 * 1024 * 1024;

/** Starts the one endpoint behind which all AWS APIs answer (`AWS_ENDPOINT_URL`). */
export async function startFront(options: FrontOptions): Promise<AwsFront> {
  const server = createServer((request, response) => void serve(options, request, response));
  // Longer than any SDK keeps an idle connection, so that it is never the server that hangs up first.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The front has no port.');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    port: address.port,
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      for (const service of options.services) await service.close();
    },
  };
}

async function serve(
  options: FrontOptions,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const reply = await answer(options, incoming).catch(errorReply);
  response.writeHead(reply.status, { 'x-amzn-requestid': randomUUID(), ...reply.headers });
  response.end(incoming.method === 'HEAD' ? undefined : reply.body);
}

async function answer(options: FrontOptions, incoming: IncomingMessage): Promise<AwsReply> {
  const request: AwsRequest = {
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    headers: incoming.headers,
    body: await bodyOf(incoming, largestRequest),
  };
  const called = identify(options.services, request);
  if (called === undefined) return page(options.services, request);
  const { service, call } = called;
  try {
    permit(options, service, call);
    return await service.handle(call, rightsOf(options, call));
  } catch (error) {
    if (!service.refusal) throw error;
    return service.refusal(error instanceof AwsError ? error : unexpected(error));
  }
}

const rightsOf = ({ authorize }: FrontOptions, { caller }: AwsCall): Rights => ({
  may: (action, resource) => authorize?.({ caller, action, resources: [resource] }) === undefined,
});

async function page(services: readonly AwsService[], request: AwsRequest): Promise<AwsReply> {
  for (const service of services) {
    const reply = await service.page?.(request);
    if (reply) return reply;
  }
  throw new AwsError('MissingAuthenticationTokenException', 'The request is not signed.', { status: 403 });
}

function permit(options: FrontOptions, service: AwsService, call: AwsCall): void {
  const isPublic = service.publicActions?.names.has(call.action) === true;
  for (const { action, resources } of service.demands(call)) {
    const refusal = isPublic ? undefined : options.authorize?.({ caller: call.caller, action, resources });
    if (refusal !== undefined) throw new AwsError('AccessDeniedException', refusal, { status: 403 });
    for (const resource of resources) {
      options.onCall?.({ caller: call.caller, service: call.service, action, resource, at: new Date() });
    }
  }
}

/** One form serves both protocols: JSON services read `__type`, REST services the header. */
function errorReply(error: unknown): AwsReply {
  const known = error instanceof AwsError ? error : unexpected(error);
  return {
    status: known.status,
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amzn-errortype': known.code,
    },
    body: JSON.stringify({ __type: known.code, message: known.message, ...known.members }),
  };
}

function unexpected(error: unknown): AwsError {
  console.error(error);
  return new AwsError('InternalFailure', String(error), { status: 500, cause: error });
}
