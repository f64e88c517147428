import { Cluster, type Redis } from 'ioredis';

export interface RedisConfig {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
}

export type RedisConnection = Pick<
  Redis,
  'get' | 'set' | 'del' | 'incr' | 'expire' | 'ttl' | 'ping' | 'disconnect'
>;

/**
 * ElastiCache Serverless speaks the cluster protocol, so only single-key commands are used. Everything fails
 * fast: a cache that is away may cost a little time, never an answer.
 */
export function connectRedis(config: RedisConfig): RedisConnection {
  const cluster = new Cluster([{ host: config.host, port: config.port }], {
    enableOfflineQueue: true,
    clusterRetryStrategy: (times) => Math.min(times * 200, 2000),
    slotsRefreshTimeout: 1000,
    // TLS certificates name the endpoint, not the addresses of its nodes.
    dnsLookup: (address, callback) => {
      callback(null, address);
    },
    redisOptions: {
      ...(config.tls ? { tls: {} } : {}),
      connectTimeout: 500,
      commandTimeout: 300,
      maxRetriesPerRequest: 1,
    },
  });
  // Without a listener a lost connection would end the process; each command reports its own failure.
  cluster.on('error', () => undefined);
  return cluster;
}

const patienceMs = 400;

/** The result, or undefined when Redis did not give one in time. */
export async function orUndefined<T>(command: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      resolve(undefined);
    }, patienceMs);
  });
  try {
    return await Promise.race([command.catch(() => undefined), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** @throws Error when Redis does not answer in time */
export async function pingRedis(redis: RedisConnection): Promise<void> {
  if ((await orUndefined(redis.ping())) === undefined) throw new Error('Redis does not answer');
}
