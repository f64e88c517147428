import * as z from 'zod';
import { checked, parseJson, runJsonAction } from '../json-actions.ts';
import type { JsonActions } from '../json-actions.ts';
import type { AwsCall, AwsService, Demand } from '../service.ts';
import { openState } from '../state-file.ts';
import { clientActions } from './actions/clients.ts';
import { federationActions } from './actions/federation.ts';
import { groupActions } from './actions/groups.ts';
import { listUsersActions } from './actions/list-users.ts';
import { mfaActions } from './actions/mfa.ts';
import { poolActions, poolArn } from './actions/pools.ts';
import { resourceServerActions } from './actions/resource-servers.ts';
import { sessionActions } from './actions/sessions.ts';
import { signInActions } from './actions/sign-in.ts';
import { signUpActions } from './actions/sign-up.ts';
import { userActions } from './actions/users.ts';
import { openChallenges } from './challenges.ts';
import { openLockout } from './lockout.ts';
import { cognitoState } from './model.ts';
import type { Cognito, CognitoOptions } from './options.ts';
import { hostedPage } from './pages/hosted.ts';
import { openHostedState } from './pages/hosted-state.ts';
import { wellKnownPage } from './pages/well-known.ts';
import { generateSigningKey, openSigningKey } from './signing-key.ts';

/** Operations by which users act for themselves; the cloud takes them without a signature too. */
const publicActions = {
  targetPrefix: 'AWSCognitoIdentityProviderService',
  names: new Set([
    'InitiateAuth',
    'RespondToAuthChallenge',
    'GetUser',
    'GlobalSignOut',
    'RevokeToken',
    'SignUp',
    'ConfirmSignUp',
    'ResendConfirmationCode',
    'ForgotPassword',
    'ConfirmForgotPassword',
    'AssociateSoftwareToken',
    'VerifySoftwareToken',
    'SetUserMFAPreference',
  ]),
};

/** Starts Cognito user pools. Throws unless the stage is `local`. */
export async function startCognito(options: CognitoOptions): Promise<AwsService> {
  if (options.stage !== 'local')
    throw new Error(`This Cognito serves the stage local, not ${options.stage}.`);
  const initial = (): z.infer<typeof cognitoState> => ({
    signingKey: generateSigningKey(),
    pools: [],
    grants: [],
  });
  const state = openState(options.stateFile, cognitoState, initial);
  await state.save();
  const now = options.now ?? ((): Date => new Date());
  const cognito: Cognito = {
    options,
    state,
    now,
    key: openSigningKey(state.current.signingKey),
    lockout: openLockout(now),
    challenges: openChallenges(now),
    hosted: openHostedState(now),
  };
  const actions = actionsOf(cognito);
  return {
    signingName: 'cognito-idp',
    publicActions,
    demands,
    handle: (call) => runJsonAction(actions, call),
    page: async (request) => wellKnownPage(cognito, request) ?? hostedPage(cognito, request),
    close: () => Promise.resolve(),
  };
}

function actionsOf(cognito: Cognito): JsonActions {
  return {
    ...poolActions(cognito),
    ...clientActions(cognito),
    ...federationActions(cognito),
    ...resourceServerActions(cognito),
    ...groupActions(cognito),
    ...userActions(cognito),
    ...listUsersActions(cognito),
    ...signInActions(cognito),
    ...sessionActions(cognito),
    ...signUpActions(cognito),
    ...mfaActions(cognito),
  };
}

const reference = z.object({ UserPoolId: z.string().optional() });

function demands(call: AwsCall): Demand[] {
  const { UserPoolId } = checked(reference, parseJson(call.body));
  const resources = [UserPoolId === undefined ? '*' : poolArn(UserPoolId)];
  return [{ action: `cognito-idp:${call.action}`, resources }];
}
