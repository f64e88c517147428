import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import Parser from 'redis-parser';
import type { Arguments } from './command.ts';
import { Keyspace } from './keyspace.ts';
import { RedisError, encode } from './reply.ts';
import type { Reply } from './reply.ts';
import { Session } from './session.ts';

export interface RedisServer {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface RedisOptions {
  /** A free port unless given. */
  readonly port?: number;
}

const sweepEveryMs = 1000;

/** Starts a Redis in this process: a cluster of one node, in memory, with the commands of a cache and a rate limiter. */
export async function startRedis({ port = 0 }: RedisOptions = {}): Promise<RedisServer> {
  const keyspace = new Keyspace();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.once('close', () => sockets.delete(socket)));
    serve(socket, keyspace);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Redis has no port.');
  const sweeping = setInterval(() => keyspace.sweep(), sweepEveryMs).unref();
  return {
    host: address.address,
    port: address.port,
    async close() {
      clearInterval(sweeping);
      await new Promise((resolve) => {
        server.close(resolve);
        for (const socket of sockets) socket.destroy();
      });
    },
  };
}

function serve(socket: Socket, keyspace: Keyspace): void {
  const { localAddress: host = '127.0.0.1', localPort: port = 0 } = socket;
  const session = new Session({ keyspace, host, port });
  let replies: Buffer[] = [];
  let leaving = false;
  const answer = (reply: Reply): void => void replies.push(encode(reply));
  const parser = new Parser({
    returnBuffers: true,
    returnReply: (request: unknown) => {
      if (leaving || !isRequest(request)) return;
      answer(session.answer(request));
      leaving = request[0]?.toString().toLowerCase() === 'quit';
    },
    returnError: (error) => {
      answer(new RedisError(`ERR ${error.message}`));
    },
    returnFatalError: () => {
      answer(new RedisError('ERR Protocol error'));
      leaving = true;
    },
  });
  socket.setNoDelay(true);
  // All commands of one packet are answered in one, which is what makes pipelining fast.
  socket.on('data', (data) => {
    parser.execute(data);
    socket.write(Buffer.concat(replies));
    replies = [];
    if (leaving) socket.end();
  });
  // A client that vanishes takes nothing with it.
  socket.on('error', () => socket.destroy());
}

function isRequest(value: unknown): value is Arguments {
  return Array.isArray(value) && value.length > 0 && value.every((part) => Buffer.isBuffer(part));
}
