import * as z from 'zod';
import { action } from '../../json-actions.ts';
import type { JsonActions } from '../../json-actions.ts';
import { clientOf, findUser, poolClientOf, poolOf } from '../directory.ts';
import type { PoolClient } from '../directory.ts';
import { invalidParameter, notAuthorized } from '../errors.ts';
import type { Cognito } from '../options.ts';
import { checkSecretHash } from '../secret-hash.ts';
import { completeSignIn, refreshSignIn, requireFlow, signInByPassword } from '../sign-in.ts';
import type { AuthParameters } from '../sign-in.ts';
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
      chooseNewPassword(cognito, poolClientOf(cognito, request.ClientId), request),
    ),
    AdminRespondToAuthChallenge: action(respondRequest.extend(byAdmin), (request) =>
      chooseNewPassword(cognito, ofPool(request), request),
    ),
  };
}

function flowOf(flows: Readonly<Record<string, Flow>>, target: PoolClient, name: string): Flow {
  const flow = Object.hasOwn(flows, name) ? flows[name] : undefined;
  if (!flow) throw invalidParameter(`${name} is not supported here.`);
  requireFlow(target, name === 'REFRESH_TOKEN' ? 'REFRESH_TOKEN_AUTH' : name);
  return flow;
}

/** Answers NEW_PASSWORD_REQUIRED. A password against the policy leaves the challenge open for another try. */
async function chooseNewPassword(
  cognito: Cognito,
  target: PoolClient,
  request: RespondRequest,
): Promise<object> {
  if (request.ChallengeName !== 'NEW_PASSWORD_REQUIRED') {
    throw invalidParameter(`${request.ChallengeName} is not supported here.`);
  }
  const { USERNAME, NEW_PASSWORD, SECRET_HASH, ...others } = request.ChallengeResponses;
  if (USERNAME === undefined || NEW_PASSWORD === undefined)
    throw invalidParameter('Missing required parameter');
  checkSecretHash(target.client, USERNAME, SECRET_HASH);
  const challenge = cognito.challenges.find(request.Session, target.client.id);
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
