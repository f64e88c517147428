import { emptyResponse, type HttpHandler, jsonResponse } from './message.ts';

const misdirected = jsonResponse(421, { message: 'No distribution answers under this host name' });

export function hostOf(header: string | undefined): string {
  return (header ?? '').toLowerCase().replace(/:\d+$/, '');
}

/**
 * Sends each request to whoever answers for its host. Plain `localhost` answers health checks, for tools that
 * know no host names, and shows browsers the way to the bank.
 * @param bankOrigin where a browser finds the bank: scheme, host and port
 */
export function byHost(hosts: ReadonlyMap<string, HttpHandler>, bankOrigin: URL): HttpHandler {
  const localhost: HttpHandler = (request) => {
    const bank = hosts.get(bankOrigin.hostname);
    if (bank && request.path.startsWith('/api/health/')) return bank(request);
    const target = request.query ? `${request.path}?${request.query}` : request.path;
    return Promise.resolve(emptyResponse(302, { location: `${bankOrigin.origin}${target}` }));
  };
  const all = new Map([...hosts, ['localhost', localhost], ['127.0.0.1', localhost]]);
  return (request) => all.get(hostOf(request.headers['host']))?.(request) ?? Promise.resolve(misdirected);
}
