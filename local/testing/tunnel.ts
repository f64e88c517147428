import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { publishedServer } from './server-address.ts';
import type { TestCertificate } from './certificate.ts';

export interface Tunnel {
  /** As `--through` takes it. */
  readonly end: string;
  close(): Promise<void>;
}

/**
 * The near end of a tunnel to the Postgres of the tests, which speaks TLS as a cluster does.
 * @param certificate what it shows; without one it has no TLS to offer
 */
export async function openTunnel(certificate?: TestCertificate): Promise<Tunnel> {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    open.add(near.on('error', () => undefined));
    // The first eight bytes ask whether there is TLS.
    near.once('data', () => {
      if (certificate) answerWithTls(near, certificate);
      else near.write('N');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { end: `127.0.0.1:${portOf(server)}`, close: () => closeAll(server, open) };
}

function answerWithTls(near: Socket, certificate: TestCertificate): void {
  near.write('S');
  const { host, port } = publishedServer();
  const far = connect({ host, port });
  const clear = new TLSSocket(near, { isServer: true, ...certificate });
  for (const socket of [far, clear]) socket.on('error', () => near.destroy());
  clear.pipe(far).pipe(clear);
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function closeAll(server: Server, open: ReadonlySet<Socket>): Promise<void> {
  for (const socket of open) socket.destroy();
  server.close();
  await once(server, 'close');
}
