import * as z from 'zod';
import { action } from '../../json-actions.ts';
import type { JsonActions } from '../../json-actions.ts';
import { AwsError } from '../../service.ts';
import { clientOf, findUser, poolClientOf, poolOf } from '../directory.ts';
import type { PoolClient } from '../directory.ts';
import { invalidParameter, notAuthorized } from '../errors.ts';
import type { Cognito } from '../options.ts';
import { checkSecretHash } from '../secret-hash.ts';
import { completeSignIn, refreshSignIn, requireFlow, signInByPassword } from '../sign-in.ts';
import type { AuthParameters } from '../sign-in.ts';
import { matchingStep } from '../totp.ts';
import { attributesOf, setPassword } from '../users.ts';

const texts = z.record(z.string(), z.string()).default({});
const initiateRequest = z.object({ ClientId: z.string(), AuthFlow: z.string(), AuthParameters: texts });
const respondRequest = z.object({
  ClientId: z.string(),
  ChallengeName: z.string(),
  ChallengeResponses: texts,
  Session: z.string().optional(),
});
type RespondRequest = z.infer<typeof respondRequest>;
const byAdmin = { UserPoolId: z.string() };

type Flow = (cognito: Cognito, target: PoolClient, given: AuthParameters) => Promise<object>;
const refreshFlows: Readonly<Record<string, Flow>> = {
  REFRESH_TOKEN_AUTH: refreshSignIn,
  REFRESH_TOKEN: refreshSignIn,
};
const publicFlows: Readonly<Record<string, Flow>> = { ...refreshFlows, USER_PASSWORD_AUTH: signInByPassword };
const adminFlows: Readonly<Record<string, Flow>> = {
  ...refreshFlows,
  ADMIN_USER_PASSWORD_AUTH: signInByPassword,
};

/** Signing in, by the user's own client or by a server with AWS credentials. */
export function signInActions(cognito: Cognito): JsonActions {
  const ofPool = (request: { UserPoolId: string; ClientId: string }): PoolClient => {
    const pool = poolOf(cognito, request.UserPoolId);
    return { pool, client: clientOf(pool, request.ClientId) };
  };
  return {
    InitiateAuth: action(initiateRequest, ({ ClientId, AuthFlow, AuthParameters }) => {
      const target = poolClientOf(cognito, ClientId);
      return flowOf(publicFlows, target, AuthFlow)(cognito, target, AuthParameters);
    }),
    AdminInitiateAuth: action(initiateRequest.extend(byAdmin), (request) => {
      const target = ofPool(request);
      return flowOf(adminFlows, target, request.AuthFlow)(cognito, target, request.AuthParameters);
    }),
    RespondToAuthChallenge: action(respondRequest, (request) =>
      answerOf(request)(cognito, poolClientOf(cognito, request.ClientId), request),
    ),
    AdminRespondToAuthChallenge: action(respondRequest.extend(byAdmin), (request) =>
      answerOf(request)(cognito, ofPool(request), request),
    ),
  };
}

function flowOf(flows: Readonly<Record<string, Flow>>, target: PoolClient, name: string): Flow {
  const flow = Object.hasOwn(flows, name) ? flows[name] : undefined;
  if (!flow) throw invalidParameter(`${name} is not supported here.`);
  requireFlow(target, name === 'REFRESH_TOKEN' ? 'REFRESH_TOKEN_AUTH' : name);
  return flow;
}

type Answer = (cognito: Cognito, target: PoolClient, request: RespondRequest) => Promise<object>;

function answerOf({ ChallengeName }: RespondRequest): Answer {
  if (ChallengeName === 'NEW_PASSWORD_REQUIRED') return chooseNewPassword;
  if (ChallengeName === 'SOFTWARE_TOKEN_MFA') return giveCode;
  throw invalidParameter(`${ChallengeName} is not supported here.`);
}

/** Answers SOFTWARE_TOKEN_MFA. A wrong code leaves the challenge open for another try; the lock-out counts them. */
async function giveCode(cognito: Cognito, target: PoolClient, request: RespondRequest): Promise<object> {
  const { USERNAME, SOFTWARE_TOKEN_MFA_CODE: code, SECRET_HASH } = request.ChallengeResponses;
  if (USERNAME === undefined || code === undefined) throw invalidParameter('Missing required parameter');
  checkSecretHash(target.client, USERNAME, SECRET_HASH);
  const asked = { clientId: target.client.id, name: 'SOFTWARE_TOKEN_MFA' } as const;
  const challenge = cognito.challenges.find(request.Session, asked);
  const user = findUser(target.pool, USERNAME);
  if (user?.username !== challenge.username || !user.totp || !user.enabled)
    throw notAuthorized('Invalid session for the user.');
  const attempted = `${target.pool.id}/${user.username}/totp`;
  cognito.lockout.check(attempted);
  const { secret, lastStep } = user.totp;
  const step = matchingStep(secret, code, { now: cognito.now(), after: lastStep });
  if (step === undefined) {
    cognito.lockout.failed(attempted);
    throw new AwsError('CodeMismatchException', 'Invalid code received for user');
  }
  cognito.lockout.succeeded(attempted);
  user.totp.lastStep = step;
  cognito.challenges.end(request.Session);
  return completeSignIn(cognito, target, user);
}

/** Answers NEW_PASSWORD_REQUIRED. A password against the policy leaves the challenge open for another try. */
async function chooseNewPassword(
  cognito: Cognito,
  target: PoolClient,
  request: RespondRequest,
): Promise<object> {
  const { USERNAME, NEW_PASSWORD, SECRET_HASH, ...others } = request.ChallengeResponses;
  if (USERNAME === undefined || NEW_PASSWORD === undefined)
    throw invalidParameter('Missing required parameter');
  checkSecretHash(target.client, USERNAME, SECRET_HASH);
  const asked = { clientId: target.client.id, name: 'NEW_PASSWORD_REQUIRED' } as const;
  const challenge = cognito.challenges.find(request.Session, asked);
  const user = findUser(target.pool, USERNAME);
  if (user?.username !== challenge.username) throw notAuthorized('Invalid session for the user.');
  await setPassword({ pool: target.pool, user, at: cognito.now().getTime() }, NEW_PASSWORD, true);
  cognito.challenges.end(request.Session);
  Object.assign(user.attributes, givenAttributes(others));
  return completeSignIn(cognito, target, user);
}

const attributePrefix = 'userAttributes.';

function givenAttributes(responses: Readonly<Record<string, string>>): Record<string, string> {
  const given = Object.entries(responses).filter(([name]) => name.startsWith(attributePrefix));
  return attributesOf(given.map(([name, Value]) => ({ Name: name.slice(attributePrefix.length), Value })));
}
