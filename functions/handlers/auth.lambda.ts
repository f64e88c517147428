import { setTimeout as pause } from 'node:timers/promises';
import { cognitoAuthenticators } from '../adapters/cognito/authenticators.ts';
import { cognitoHosted } from '../adapters/cognito/hosted.ts';
import { cognitoLinks } from '../adapters/cognito/links.ts';
import { cognitoPasswords } from '../adapters/cognito/passwords.ts';
import { cognitoSignUps } from '../adapters/cognito/sign-ups.ts';
import { dynamoNotes } from '../adapters/dynamo/one-time-notes.ts';
import { uuidIds } from '../adapters/ids.ts';
import { readEnvironment } from '../config/environment.ts';
import { apiHandler, chainOf } from '../http/chain.ts';
import { outsideOperations } from '../http/operations/outside-operations.ts';
import { authOperations } from '../http/operations/session-operations.ts';
import { signInOperations } from '../http/operations/sign-in-operations.ts';
import { signInWayOperations } from '../http/operations/sign-in-way-operations.ts';
import { signUpOperations } from '../http/operations/sign-up-operations.ts';
import { functionManifest } from '../manifest.ts';
import { chainPortsOf, dataApiOf, poolOf, redisOf } from './shared.ts';

const env = readEnvironment(functionManifest.auth.environment);
const chain = chainPortsOf(env, { database: dataApiOf(env), redis: redisOf(env) });
const pool = poolOf(env);
const siteOrigins = { bank: env.BANK_ORIGIN, classic: env.CLASSIC_ORIGIN };
const ports = {
  ...chain,
  ids: uuidIds,
  notes: dynamoNotes(env.SESSIONS_TABLE),
  passwords: cognitoPasswords(pool),
  authenticators: cognitoAuthenticators(pool),
  signUps: cognitoSignUps(pool),
  links: cognitoLinks(pool),
  hosted: cognitoHosted({ ...pool, authOrigin: env.AUTH_ORIGIN, siteOrigins }),
  siteOrigins,
  staffPasswords: env.STAFF_PASSWORDS === 'true',
  pause: (milliseconds: number) => pause(milliseconds),
};

const operations = {
  ...authOperations(ports),
  ...outsideOperations(ports),
  ...signInWayOperations(ports),
  ...signInOperations(ports),
  ...signUpOperations(ports),
};

export const handler = apiHandler(chainOf(chain), operations, chain.limiter);
