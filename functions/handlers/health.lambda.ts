import { systemClock } from '../adapters/clock.ts';
import { dynamoEventLog } from '../adapters/dynamo/event-log.ts';
import { dynamoSessions } from '../adapters/dynamo/session-store.ts';
import { uuidIds } from '../adapters/ids.ts';
import { booksReader } from '../adapters/postgres/books.ts';
import { pingRedis } from '../adapters/redis/connection.ts';
import { lazily, secretField } from '../adapters/secrets/signing-keys.ts';
import { readEnvironment } from '../config/environment.ts';
import { apiHandler, publicChainOf } from '../http/chain.ts';
import { healthOperations } from '../http/operations/health-operations.ts';
import { functionManifest } from '../manifest.ts';
import { print } from './print.ts';
import { dataApiOf, redisOf } from './shared.ts';

const env = readEnvironment(functionManifest.health.environment);
const books = booksReader(dataApiOf(env));
const redis = redisOf(env);
const sessions = dynamoSessions(env.SESSIONS_TABLE);
const log = dynamoEventLog(env.LOG_TABLE, systemClock, uuidIds);

export const handler = apiHandler(
  publicChainOf({
    clock: systemClock,
    log,
    print,
    edgeToken: lazily(() => secretField(env.EDGE_SECRET_ARN, 'token')),
  }),
  healthOperations({
    checks: {
      books: () => books.businessDate(),
      cache: () => pingRedis(redis),
      sessions: () => sessions.find('readiness'),
    },
  }),
);
