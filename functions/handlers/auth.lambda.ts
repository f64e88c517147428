import { cognitoPasswords } from '../adapters/cognito/passwords.ts';
import { uuidIds } from '../adapters/ids.ts';
import { readEnvironment } from '../config/environment.ts';
import { apiHandler, chainOf } from '../http/chain.ts';
import { authOperations } from '../http/operations/session-operations.ts';
import { functionManifest } from '../manifest.ts';
import { chainPortsOf, dataApiOf, poolOf, redisOf } from './shared.ts';

const env = readEnvironment(functionManifest.auth.environment);
const chain = chainPortsOf(env, { database: dataApiOf(env), redis: redisOf(env) });

export const handler = apiHandler(
  chainOf(chain),
  authOperations({ ...chain, ids: uuidIds, passwords: cognitoPasswords(poolOf(env)) }),
);
