import { argument, withoutKeys, wordAt } from '../command.ts';
import type { Commands } from '../command.ts';
import { RedisError, Status, ok } from '../reply.ts';

const info = [
  '# Server',
  'redis_version:7.0.15',
  'redis_mode:cluster',
  '# Persistence',
  'loading:0',
  '# Replication',
  'role:master',
  '# Cluster',
  'cluster_enabled:1',
  '',
].join('\r\n');

/** What clients say when they connect. */
export const connectionCommands: Commands = {
  ping: withoutKeys(-1, (_, args) => args[0] ?? new Status('PONG')),
  echo: withoutKeys(2, (_, args) => argument(args, 0)),
  info: withoutKeys(-1, () => info),
  command: withoutKeys(-1, () => []),
  readonly: withoutKeys(1, () => ok),
  auth: withoutKeys(-2, () => {
    throw new RedisError(
      'ERR AUTH <password> called without any password configured for the default user. ' +
        'Are you sure your configuration is correct?',
    );
  }),
  select: withoutKeys(2, (_, args) => {
    if (wordAt(args, 0) !== '0') throw new RedisError('ERR SELECT is not allowed in cluster mode');
    return ok;
  }),
  client: withoutKeys(-2, (_, args) => {
    if (['SETNAME', 'SETINFO'].includes(wordAt(args, 0))) return ok;
    throw unknownSubcommand(argument(args, 0), 'CLIENT');
  }),
};

export function unknownSubcommand(given: Buffer, command: string): RedisError {
  return new RedisError(`ERR unknown subcommand '${given.toString()}'. Try ${command} HELP.`);
}
