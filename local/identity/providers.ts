import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { amazon } from './amazon.ts';
import { directory } from './directory.ts';
import type { ProviderOptions } from './options.ts';
import { showPage } from './sign-in-page.ts';

export interface IdentityProviders {
  readonly origin: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Starts the providers outside the bank: `<origin>/directory` and `<origin>/amazon`. */
export async function startIdentityProviders(options: ProviderOptions): Promise<IdentityProviders> {
  let answer: (request: IncomingMessage, response: ServerResponse) => Promise<void> = () => Promise.resolve();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error('An identity provider failed:', error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const origin = options.origin ?? `http://127.0.0.1:${port}`;
  answer = await answering(origin, options);
  return {
    origin,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function answering(
  origin: string,
  options: ProviderOptions,
): Promise<(request: IncomingMessage, response: ServerResponse) => Promise<void>> {
  const ofDirectory = await directory(origin, options);
  const ofAmazon = amazon(options);
  return async (request, response) => {
    const url = new URL(request.url ?? '/', origin);
    const [, place = '', ...rest] = url.pathname.split('/');
    const path = `/${rest.join('/')}`;
    if (place === 'directory') return ofDirectory(request, response, path);
    const page = place === 'amazon' ? ofAmazon[`${request.method ?? ''} ${path}`] : undefined;
    if (page) return page(request, response, url);
    showPage(response, { status: 404, title: 'Identity providers', body: '<p>There is no such page.</p>' });
  };
}
