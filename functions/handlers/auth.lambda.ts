import { cognitoHosted } from '../adapters/cognito/hosted.ts';
import { cognitoLinks } from '../adapters/cognito/links.ts';
import { cognitoPasswords } from '../adapters/cognito/passwords.ts';
import { dynamoNotes } from '../adapters/dynamo/one-time-notes.ts';
import { uuidIds } from '../adapters/ids.ts';
import { readEnvironment } from '../config/environment.ts';
import { apiHandler, chainOf } from '../http/chain.ts';
import { outsideOperations } from '../http/operations/outside-operations.ts';
import { authOperations } from '../http/operations/session-operations.ts';
import { functionManifest } from '../manifest.ts';
import { chainPortsOf, dataApiOf, poolOf, redisOf } from './shared.ts';

const env = readEnvironment(functionManifest.auth.environment);
const chain = chainPortsOf(env, { database: dataApiOf(env), redis: redisOf(env) });

const ports = {
  ...chain,
  ids: uuidIds,
  notes: dynamoNotes(env.SESSIONS_TABLE),
  passwords: cognitoPasswords(poolOf(env)),
  links: cognitoLinks(poolOf(env)),
  hosted: cognitoHosted({
    ...poolOf(env),
    authOrigin: env.AUTH_ORIGIN,
    siteOrigins: { bank: env.BANK_ORIGIN, classic: env.CLASSIC_ORIGIN },
  }),
};

export const handler = apiHandler(chainOf(chain), { ...authOperations(ports), ...outsideOperations(ports) });
