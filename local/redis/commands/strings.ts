import {
  argument,
  keyAt,
  onKey,
  onKeys,
  onPairs,
  parseInteger,
  syntaxError,
  wordAt,
  wrongNumber,
} from '../command.ts';
import type { Arguments, Commands } from '../command.ts';
import { RedisError, ok } from '../reply.ts';

interface SetOptions {
  expiresAt?: number;
  onlyIf?: 'absent' | 'present';
  keepsExpiry?: true;
  returnsOld?: true;
}

/** Values: reading and writing them. */
export const stringCommands: Commands = {
  get: onKey(2, ({ keyspace }, args) => keyspace.find(keyAt(args))?.value ?? null),
  set: onKey(-3, ({ keyspace }, args) => {
    const options = setOptions(args);
    const key = keyAt(args);
    const before = keyspace.find(key);
    const refused = options.onlyIf !== undefined && (options.onlyIf === 'present') !== (before !== undefined);
    const expiresAt = options.keepsExpiry ? before?.expiresAt : options.expiresAt;
    if (!refused) keyspace.set(key, argument(args, 1), expiresAt);
    if (options.returnsOld) return before?.value ?? null;
    return refused ? null : ok;
  }),
  setex: onKey(4, ({ keyspace }, args) => {
    keyspace.set(keyAt(args), argument(args, 2), expiry(argument(args, 1), 1000, 'setex'));
    return ok;
  }),
  mget: onKeys(-2, ({ keyspace }, args) =>
    args.map((_, index) => keyspace.find(keyAt(args, index))?.value ?? null),
  ),
  mset: onPairs(-3, ({ keyspace }, args) => {
    if (args.length % 2 === 1) throw wrongNumber('mset');
    for (let index = 0; index < args.length; index += 2)
      keyspace.set(keyAt(args, index), argument(args, index + 1));
    return ok;
  }),
};

/** Reads what follows key and value; two options of one kind are a syntax error. */
function setOptions(args: Arguments): SetOptions {
  const options: SetOptions = {};
  const assign = (given: SetOptions): void => {
    const expires = 'expiresAt' in given || 'keepsExpiry' in given;
    const twice = expires && (options.expiresAt !== undefined || options.keepsExpiry);
    if (twice || (given.onlyIf && options.onlyIf)) throw syntaxError();
    Object.assign(options, given);
  };
  for (let index = 2; index < args.length; index += 1) {
    const word = wordAt(args, index);
    const unit = units[word];
    if (unit !== undefined) assign({ expiresAt: expiry(argument(args, (index += 1)), unit, 'set') });
    else assign(flags[word] ?? refuse());
  }
  return options;
}

const units: Readonly<Record<string, number>> = { EX: 1000, PX: 1 };
const flags: Readonly<Record<string, SetOptions>> = {
  NX: { onlyIf: 'absent' },
  XX: { onlyIf: 'present' },
  KEEPTTL: { keepsExpiry: true },
  GET: { returnsOld: true },
};

function refuse(): never {
  throw syntaxError();
}

function expiry(duration: Buffer, unitMs: number, command: string): number {
  const given = parseInteger(duration);
  if (given <= 0n) throw new RedisError(`ERR invalid expire time in '${command}' command`);
  return Date.now() + Number(given) * unitMs;
}
