import {
  AdminSetUserMFAPreferenceCommand,
  AssociateSoftwareTokenCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Authenticators } from '../../services/ports/sign-in.ts';
import { cognito, isRefusal, type PoolConfig } from './pool-client.ts';

const off = { Enabled: false, PreferredMfa: false };

/** Cognito keeps the secret of the authenticator; here it is only passed through to its owner. */
export function cognitoAuthenticators({ userPoolId: UserPoolId }: PoolConfig): Authenticators {
  return {
    async begin(AccessToken) {
      const { SecretCode } = await cognito.send(new AssociateSoftwareTokenCommand({ AccessToken }));
      return SecretCode ?? '';
    },
    async confirm(AccessToken, UserCode) {
      try {
        await cognito.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode }));
      } catch (error) {
        if (isRefusal(error, 'EnableSoftwareTokenMFAException', 'CodeMismatchException')) return false;
        throw error;
      }
      const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
      await cognito.send(new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings }));
      return true;
    },
    async remove(Username) {
      const request = { UserPoolId, Username, SoftwareTokenMfaSettings: off };
      await cognito.send(new AdminSetUserMFAPreferenceCommand(request));
    },
  };
}
