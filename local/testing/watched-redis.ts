import {
  connectRedis as connect,
  type RedisConfig,
  type RedisConnection,
} from '../../functions/adapters/redis/connection.ts';

export { orUndefined, pingRedis, type RedisConnection } from '../../functions/adapters/redis/connection.ts';

const connections: RedisConnection[] = [];

/** Connects the functions of a test file as `functions/adapters/redis/connection.ts` does. */
export function connectRedis(config: RedisConfig): RedisConnection {
  const connection = connect(config);
  connections.push(connection);
  return connection;
}

/** Ends what the functions of a test file keep open: it would look for its server as long as the process lives. */
export function leaveRedis(): void {
  for (const connection of connections) connection.disconnect();
}
