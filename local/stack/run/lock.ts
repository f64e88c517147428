import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { type AddressInfo, createServer, connect } from 'node:net';
import { join } from 'node:path';
import * as z from 'zod';
import { StartError } from './start-error.ts';

export interface Lock {
  close(): Promise<void>;
}

/** The holder answers on its port with its token: a number of a process would be given to another one some day. */
const holderSchema = z.object({ pid: z.number(), port: z.number(), token: z.string() });
type Holder = z.output<typeof holderSchema>;

const patienceMs = 1000;

function lockFile(directory: string): string {
  return join(directory, 'lock.json');
}

function readHolder(directory: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(lockFile(directory), 'utf8')));
  } catch {
    // No lock, or one that a crash cut short: nobody holds it.
    return undefined;
  }
}

function answers({ port, token }: Holder): Promise<boolean> {
  return new Promise((resolve) => {
    let received = '';
    const socket = connect({ port, host: '127.0.0.1', timeout: patienceMs });
    socket.setEncoding('utf8').on('data', (text: string) => (received += text));
    socket.on('timeout', () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      resolve(received === token);
    });
  });
}

/** The number of the process that runs a stack on the directory, if one does. */
export async function runningOn(directory: string): Promise<number | undefined> {
  const holder = readHolder(directory);
  return holder && (await answers(holder)) ? holder.pid : undefined;
}

/**
 * Makes this process the only one that works on the directory.
 * @throws {StartError} when another stack runs on it
 */
export async function lockDirectory(directory: string): Promise<Lock> {
  const pid = await runningOn(directory);
  if (pid !== undefined) {
    throw new StartError(
      `A stack already runs on ${directory} (process ${pid}). Stop it, or start this one elsewhere: BANK_DATA_DIR=… PORT=… npm start`,
    );
  }
  const token = randomUUID();
  const server = createServer((socket) => socket.end(token)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  writeFileSync(lockFile(directory), JSON.stringify({ pid: process.pid, port, token }));
  return {
    close: async () => {
      rmSync(lockFile(directory), { force: true });
      server.close();
      await once(server, 'close');
    },
  };
}
