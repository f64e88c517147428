import { argument, keyAt, onKey, parseInteger } from '../command.ts';
import type { Commands, Context } from '../command.ts';
import { RedisError } from '../reply.ts';

const limit = 2n ** 63n;

/** Numbers that count up and down. The time of expiry stays what it was. */
export const counterCommands: Commands = {
  incr: onKey(2, ({ keyspace }, args) => add(keyspace, keyAt(args), 1n)),
  decr: onKey(2, ({ keyspace }, args) => add(keyspace, keyAt(args), -1n)),
  incrby: onKey(3, ({ keyspace }, args) => add(keyspace, keyAt(args), parseInteger(argument(args, 1)))),
};

function add(keyspace: Context['keyspace'], key: string, amount: bigint): bigint {
  const before = keyspace.find(key);
  const sum = (before ? parseInteger(before.value) : 0n) + amount;
  if (sum >= limit || sum < -limit) throw new RedisError('ERR increment or decrement would overflow');
  keyspace.set(key, Buffer.from(String(sum)), before?.expiresAt);
  return sum;
}
