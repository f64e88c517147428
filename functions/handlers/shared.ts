import { systemClock } from '../adapters/clock.ts';
import type { PoolConfig } from '../adapters/cognito/pool-client.ts';
import { cognitoTokens } from '../adapters/cognito/tokens.ts';
import { dynamoEventLog } from '../adapters/dynamo/event-log.ts';
import { dynamoSessions } from '../adapters/dynamo/session-store.ts';
import { uuidIds } from '../adapters/ids.ts';
import { booksByDataApi } from '../adapters/postgres/data-api.ts';
import { customerReader } from '../adapters/postgres/customers.ts';
import type { BooksDatabase } from '../adapters/postgres/database.ts';
import { booksByPool, openPool } from '../adapters/postgres/proxy.ts';
import { connectRedis, type RedisConnection } from '../adapters/redis/connection.ts';
import { redisRateLimiter } from '../adapters/redis/rate-limiter.ts';
import { cachedSessions } from '../adapters/redis/session-cache.ts';
import { lazily, secretField } from '../adapters/secrets/signing-keys.ts';
import { readRuntime } from '../config/environment.ts';
import type { ChainPorts } from '../http/chain.ts';
import type { EnvironmentName } from '../manifest.ts';
import { print } from './print.ts';

type Values<N extends EnvironmentName> = Readonly<Record<N, string>>;

type DataApiNames = 'BOOKS_CLUSTER_ARN' | 'BOOKS_SECRET_ARN' | 'BOOKS_DATABASE';

/**
 * Both are below the limit of the functions that use them, so that the bank answers and not the gateway. A reading
 * is given up before the server-rendered site gives up on the call (8 s), so that it shows the last known state.
 */
export const patience = { readingMs: 5_000, postingMs: 24_000 } as const;

export function dataApiOf(env: Values<DataApiNames>, timeoutMs: number = patience.readingMs): BooksDatabase {
  return booksByDataApi({
    clusterArn: env.BOOKS_CLUSTER_ARN,
    secretArn: env.BOOKS_SECRET_ARN,
    database: env.BOOKS_DATABASE,
    timeoutMs,
  });
}

/** The books over one connection through the proxy, with the password of the application's secret. */
export function poolDatabaseOf(
  env: Values<'BOOKS_HOST' | 'BOOKS_PORT' | 'BOOKS_TLS' | 'BOOKS_SECRET_ARN' | 'BOOKS_DATABASE'>,
): BooksDatabase {
  const pool = openPool({
    host: env.BOOKS_HOST,
    port: Number(env.BOOKS_PORT),
    database: env.BOOKS_DATABASE,
    user: 'bank_app',
    password: () => secretField(env.BOOKS_SECRET_ARN, 'password'),
    tls: env.BOOKS_TLS === 'true',
  });
  return booksByPool(pool);
}

export function redisOf(env: Values<'CACHE_HOST' | 'CACHE_PORT' | 'CACHE_TLS'>): RedisConnection {
  return connectRedis({ host: env.CACHE_HOST, port: Number(env.CACHE_PORT), tls: env.CACHE_TLS === 'true' });
}

export function poolOf(env: Values<'USER_POOL_ID' | 'USER_POOL_CLIENT_ID' | 'API_CLIENT_ID'>): PoolConfig {
  return {
    userPoolId: env.USER_POOL_ID,
    clientId: env.USER_POOL_CLIENT_ID,
    apiClientId: env.API_CLIENT_ID,
    awsEndpoint: readRuntime().awsEndpoint,
  };
}

type ChainNames =
  | 'BANK_ORIGIN'
  | 'LOG_TABLE'
  | 'SESSIONS_TABLE'
  | 'SIGNING_SECRET_ARN'
  | 'EDGE_SECRET_ARN'
  | 'PASS_SECRET_ARN'
  | 'USER_POOL_ID'
  | 'USER_POOL_CLIENT_ID'
  | 'API_CLIENT_ID';

/** The ports of the request chain, from the environment of a function that stands behind it. */
export function chainPortsOf(
  env: Values<ChainNames>,
  { database, redis }: { database: BooksDatabase; redis: RedisConnection },
): ChainPorts {
  return {
    clock: systemClock,
    print,
    sessions: cachedSessions(dynamoSessions(env.SESSIONS_TABLE), redis),
    tokens: cognitoTokens(poolOf(env)),
    customers: customerReader(database),
    limiter: redisRateLimiter(redis, systemClock),
    log: dynamoEventLog(env.LOG_TABLE, systemClock, uuidIds),
    signingKey: lazily(() => secretField(env.SIGNING_SECRET_ARN, 'key')),
    edgeToken: lazily(() => secretField(env.EDGE_SECRET_ARN, 'token')),
    passKey: lazily(() => secretField(env.PASS_SECRET_ARN, 'key')),
    bankOrigin: env.BANK_ORIGIN,
  };
}
