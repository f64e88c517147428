import { argument, onKeys, parseInteger, syntaxError, withoutKeys, wordAt } from '../command.ts';
import type { Arguments, Command, Commands } from '../command.ts';
import { globToRegExp } from '../glob.ts';
import { RedisError, ok } from '../reply.ts';

const remove: Command['run'] = ({ keyspace }, args) =>
  args.filter((key) => keyspace.delete(key.toString('latin1'))).length;

/** Keys, whatever is in them. */
export const keyCommands: Commands = {
  del: onKeys(-2, remove),
  unlink: onKeys(-2, remove),
  exists: onKeys(
    -1,
    ({ keyspace }, args) => args.filter((key) => keyspace.find(key.toString('latin1'))).length,
  ),
  dbsize: withoutKeys(1, ({ keyspace }) => keyspace.sweep()),
  flushall: withoutKeys(-1, ({ keyspace }) => {
    keyspace.clear();
    return ok;
  }),
  scan: withoutKeys(-2, ({ keyspace }, args) => {
    const { count, pattern } = scanOptions(args);
    const { keys, cursor } = keyspace.page(cursorOf(args), count);
    const matching = keys.filter((key) => pattern?.test(key) ?? true);
    return [String(cursor), matching.map((key) => Buffer.from(key, 'latin1'))];
  }),
};

function cursorOf(args: Arguments): number {
  const digits = argument(args, 0).toString('latin1');
  if (!/^\d{1,15}$/.test(digits)) throw new RedisError('ERR invalid cursor');
  return Number(digits);
}

function scanOptions(args: Arguments): { count: number; pattern: RegExp | undefined } {
  let count = 10;
  let pattern: RegExp | undefined;
  for (let index = 1; index < args.length; index += 2) {
    const value = argument(args, index + 1);
    if (wordAt(args, index) === 'COUNT') count = Number(parseInteger(value));
    else if (wordAt(args, index) === 'MATCH') pattern = globToRegExp(value.toString('latin1'));
    else throw syntaxError();
  }
  if (count < 1) throw syntaxError();
  return { count, pattern };
}
