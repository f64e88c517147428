import { argument, keyAt, onKey, parseInteger, wordAt } from '../command.ts';
import type { Arguments, Commands, Context } from '../command.ts';
import { RedisError } from '../reply.ts';

type Condition = (before: number | undefined, after: number) => boolean;

/** When a new time of expiry counts: a key without one stays longer than any other. */
const conditions: Readonly<Record<string, Condition>> = {
  '': () => true,
  NX: (before) => before === undefined,
  XX: (before) => before !== undefined,
  GT: (before, after) => before !== undefined && after > before,
  LT: (before, after) => before === undefined || after < before,
};

/** How long keys live. */
export const expiryCommands: Commands = {
  expire: onKey(-3, (context, args) => expire(context, args, 1000)),
  pexpire: onKey(-3, (context, args) => expire(context, args, 1)),
  ttl: onKey(2, (context, args) => remaining(context, args, 1000)),
  pttl: onKey(2, (context, args) => remaining(context, args, 1)),
};

function expire({ keyspace }: Context, args: Arguments, unitMs: number): number {
  const key = keyAt(args);
  const option = wordAt(args, 2);
  const at = Date.now() + Number(parseInteger(argument(args, 1))) * unitMs;
  const condition = conditions[option];
  if (!condition || args.length > 3)
    throw new RedisError(`ERR Unsupported option ${args[2]?.toString() ?? ''}`);
  const before = keyspace.find(key);
  if (!before || !condition(before.expiresAt, at)) return 0;
  if (at <= Date.now()) keyspace.delete(key);
  else keyspace.set(key, before.value, at);
  return 1;
}

function remaining({ keyspace }: Context, args: Arguments, unitMs: number): number {
  const entry = keyspace.find(keyAt(args));
  if (!entry) return -2;
  return entry.expiresAt === undefined ? -1 : Math.round((entry.expiresAt - Date.now()) / unitMs);
}
