import type { Keyspace } from './keyspace.ts';
import { RedisError } from './reply.ts';
import type { Reply } from './reply.ts';

/** What a command may know of where it runs. */
export interface Context {
  readonly keyspace: Keyspace;
  /** The address at which this connection reached the server. */
  readonly host: string;
  readonly port: number;
}

export type Arguments = readonly Buffer[];

export interface Command {
  /** Number of words, the command's name included: exactly this many, or where negative at least as many. */
  readonly arity: number;
  /** The keys among the arguments, which must all be in one slot. */
  readonly keys: (args: Arguments) => Arguments;
  readonly run: (context: Context, args: Arguments) => Reply;
}
export type Commands = Readonly<Record<string, Command>>;

const noKeys = (): Arguments => [];
const firstKey = (args: Arguments): Arguments => args.slice(0, 1);
const allKeys = (args: Arguments): Arguments => args;
const pairKeys = (args: Arguments): Arguments => args.filter((_, index) => index % 2 === 0);

type Run = Command['run'];
export const withoutKeys = (arity: number, run: Run): Command => ({ arity, keys: noKeys, run });
export const onKey = (arity: number, run: Run): Command => ({ arity, keys: firstKey, run });
export const onKeys = (arity: number, run: Run): Command => ({ arity, keys: allKeys, run });
export const onPairs = (arity: number, run: Run): Command => ({ arity, keys: pairKeys, run });

export const syntaxError = (): RedisError => new RedisError('ERR syntax error');

/** An argument that is always there, because the arity says so. */
export function argument(args: Arguments, index: number): Buffer {
  const given = args[index];
  if (given === undefined) throw syntaxError();
  return given;
}

export function keyAt(args: Arguments, index = 0): string {
  return argument(args, index).toString('latin1');
}

export function wordAt(args: Arguments, index: number): string {
  return args[index]?.toString('latin1').toUpperCase() ?? '';
}

const integer = /^(0|-?[1-9]\d{0,18})$/;
const largest = 2n ** 63n;

/** A 64-bit integer as Redis reads it: no sign but minus, no leading zeros, no spaces. */
export function parseInteger(text: Buffer): bigint {
  const digits = text.toString('latin1');
  const value = integer.test(digits) ? BigInt(digits) : largest;
  if (value >= largest || value < -largest)
    throw new RedisError('ERR value is not an integer or out of range');
  return value;
}

/** Finds a command and checks the number of its arguments, or throws in the words of Redis. */
export function findCommand(commands: Commands, name: string, args: Arguments): Command {
  const command = Object.hasOwn(commands, name.toLowerCase()) ? commands[name.toLowerCase()] : undefined;
  if (!command) {
    const beginning = args.map((each) => `'${each.toString()}' `).join('');
    throw new RedisError(`ERR unknown command '${name}', with args beginning with: ${beginning}`);
  }
  const { arity } = command;
  const words = args.length + 1;
  if (arity < 0 ? words < -arity : words !== arity) throw wrongNumber(name);
  return command;
}

export function wrongNumber(name: string): RedisError {
  return new RedisError(`ERR wrong number of arguments for '${name.toLowerCase()}' command`);
}
