/** A refusal, with the code word Redis puts first: `ERR syntax error`. */
export class RedisError extends Error {}

/** A short answer that is no value: `+OK`. */
export class Status {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export const ok = new Status('OK');

/** What a command answers; a Buffer or string is a value, null a missing one. */
export type Reply = Status | RedisError | Buffer | string | number | bigint | null | readonly Reply[];

/** Encodes a reply in RESP2. */
export function encode(reply: Reply): Buffer {
  if (reply === null) return Buffer.from('$-1\r\n');
  if (reply instanceof Status) return Buffer.from(`+${reply.text}\r\n`);
  if (reply instanceof RedisError) return Buffer.from(`-${reply.message}\r\n`);
  if (typeof reply === 'number' || typeof reply === 'bigint') return Buffer.from(`:${reply}\r\n`);
  if (typeof reply === 'string') return encode(Buffer.from(reply));
  if (Buffer.isBuffer(reply))
    return Buffer.concat([Buffer.from(`$${reply.length}\r\n`), reply, Buffer.from('\r\n')]);
  return Buffer.concat([Buffer.from(`*${reply.length}\r\n`), ...reply.map(encode)]);
}
