import {
  AdminInitiateAuthCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { BankError } from '../../domain/errors.ts';
import type { Identity, PasswordChecker } from '../../services/ports.ts';
import type { PoolConfig } from './tokens.ts';
import { identityOfIdToken } from './tokens.ts';

const client = new CognitoIdentityProviderClient({});

/** Cognito's answers that mean the same to a person: these two do not sign you in. */
const refusals = new Set([
  'NotAuthorizedException',
  'UserNotFoundException',
  'PasswordResetRequiredException',
  'UserNotConfirmedException',
]);

/** Passwords are checked by Cognito, server-side; ours is a flow that only an AWS-signed caller can start. */
export function cognitoPasswords(pool: PoolConfig): PasswordChecker {
  return {
    async check(userName, password): Promise<Identity> {
      const idToken = await authenticate(pool, userName, password);
      if (idToken === undefined) {
        throw new BankError(
          'credentials-refused',
          'This account needs another step to sign in, which is not offered here.',
        );
      }
      return identityOfIdToken(pool, idToken);
    },
  };
}

async function authenticate(
  pool: PoolConfig,
  userName: string,
  password: string,
): Promise<string | undefined> {
  try {
    const answer = await client.send(
      new AdminInitiateAuthCommand({
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        UserPoolId: pool.userPoolId,
        ClientId: pool.clientId,
        AuthParameters: { USERNAME: userName, PASSWORD: password },
      }),
    );
    return answer.AuthenticationResult?.IdToken;
  } catch (error) {
    if (error instanceof Error && refusals.has(error.name)) {
      throw new BankError('credentials-refused', 'The user name or password is wrong.', { cause: error });
    }
    throw error;
  }
}
