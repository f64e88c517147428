import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  type AdminInitiateAuthCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { BankError } from '../../domain/errors.ts';
import type { PasswordChecker, PasswordOutcome } from '../../services/ports/sign-in.ts';
import { cognito, isRefusal, secretHashOf, type PoolConfig } from './pool-client.ts';
import { identityOfIdToken } from './tokens.ts';

/** Cognito's answers that mean the same to a person: these two do not sign you in. */
const refusals = [
  'NotAuthorizedException',
  'UserNotFoundException',
  'PasswordResetRequiredException',
  'UserNotConfirmedException',
];

/** Passwords are checked by Cognito, server-side; ours is a flow that only an AWS-signed caller can start. */
export function cognitoPasswords(pool: PoolConfig): PasswordChecker {
  return {
    check: (userName, password) => checkPassword(pool, userName, password),
    async answer(userName, session, code) {
      const { AuthenticationResult } = await answerChallenge(pool, { userName, session, code });
      if (AuthenticationResult?.IdToken === undefined) throw new BankError('code-refused');
      return identityOfIdToken(pool, AuthenticationResult.IdToken);
    },
  };
}

async function checkPassword(pool: PoolConfig, userName: string, password: string): Promise<PasswordOutcome> {
  const { AuthenticationResult, ChallengeName, Session } = await authenticate(pool, userName, password);
  if (AuthenticationResult?.IdToken !== undefined) {
    const accessToken = AuthenticationResult.AccessToken ?? '';
    return { identity: await identityOfIdToken(pool, AuthenticationResult.IdToken), accessToken };
  }
  if (ChallengeName === 'SOFTWARE_TOKEN_MFA' && Session !== undefined) return { totpSession: Session };
  throw new BankError(
    'credentials-refused',
    'This account needs another step to sign in, which is not offered here.',
  );
}

async function authenticate(
  pool: PoolConfig,
  USERNAME: string,
  PASSWORD: string,
): Promise<AdminInitiateAuthCommandOutput> {
  const SECRET_HASH = await secretHashOf(pool, USERNAME);
  try {
    return await cognito.send(
      new AdminInitiateAuthCommand({
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        UserPoolId: pool.userPoolId,
        ClientId: pool.clientId,
        AuthParameters: { USERNAME, PASSWORD, ...(SECRET_HASH === undefined ? {} : { SECRET_HASH }) },
      }),
    );
  } catch (error) {
    if (!isRefusal(error, ...refusals)) throw error;
    throw new BankError('credentials-refused', 'The user name or password is wrong.', { cause: error });
  }
}

async function answerChallenge(
  pool: PoolConfig,
  { userName, session, code }: { readonly userName: string; readonly session: string; readonly code: string },
): Promise<Pick<AdminInitiateAuthCommandOutput, 'AuthenticationResult'>> {
  const SECRET_HASH = await secretHashOf(pool, userName);
  const hash: Record<string, string> = SECRET_HASH === undefined ? {} : { SECRET_HASH };
  try {
    return await cognito.send(
      new AdminRespondToAuthChallengeCommand({
        UserPoolId: pool.userPoolId,
        ClientId: pool.clientId,
        ChallengeName: 'SOFTWARE_TOKEN_MFA',
        Session: session,
        ChallengeResponses: { USERNAME: userName, SOFTWARE_TOKEN_MFA_CODE: code, ...hash },
      }),
    );
  } catch (error) {
    if (isRefusal(error, 'CodeMismatchException', 'ExpiredCodeException')) throw codeRefused(error);
    if (!isRefusal(error, ...refusals)) throw error;
    throw new BankError('sign-in-outdated', 'This took too long. Begin with your password again.', {
      cause: error,
    });
  }
}

const codeRefused = (cause: unknown): BankError =>
  new BankError('code-refused', 'The code is wrong or has been used. Wait for the next one.', { cause });
