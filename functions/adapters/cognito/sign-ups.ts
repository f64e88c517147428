import {
  AdminAddUserToGroupCommand,
  AdminGetUserCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { BankError } from '../../domain/errors.ts';
import type { SignUps } from '../../services/ports/sign-in.ts';
import { cognito, isRefusal, secretHashOf, type PoolConfig } from './pool-client.ts';

/** What would tell somebody whether a name is taken; they get the answer of the other case. */
const telling = [
  'UsernameExistsException',
  'UserNotFoundException',
  'InvalidParameterException',
  'NotAuthorizedException',
];
const wrongCode = ['CodeMismatchException', 'ExpiredCodeException', ...telling];

/** Signing up and forgotten passwords, of which Cognito sends the codes. */
export function cognitoSignUps(pool: PoolConfig): SignUps {
  const named = async (
    Username: string,
  ): Promise<{ ClientId: string; Username: string; SecretHash?: string }> => {
    const SecretHash = await secretHashOf(pool, Username);
    return { ClientId: pool.clientId, Username, ...(SecretHash === undefined ? {} : { SecretHash }) };
  };
  return {
    async signUp({ userName, displayName, password }) {
      const UserAttributes = [
        { Name: 'email', Value: userName },
        { Name: 'name', Value: displayName },
      ];
      const request = { ...(await named(userName)), Password: password, UserAttributes };
      if (await quietly(() => cognito.send(new SignUpCommand(request)))) return;
      // Whoever began before and lost the code gets another one; anybody else gets nothing.
      await quietly(async () => cognito.send(new ResendConfirmationCodeCommand(await named(userName))));
    },
    async confirm(userName, code) {
      const request = { ...(await named(userName)), ConfirmationCode: code };
      await orCodeRefused(() => cognito.send(new ConfirmSignUpCommand(request)));
      await cognito.send(
        new AdminAddUserToGroupCommand({
          UserPoolId: pool.userPoolId,
          Username: userName,
          GroupName: 'customer',
        }),
      );
    },
    async forget(userName) {
      const request = await named(userName);
      await quietly(() => cognito.send(new ForgotPasswordCommand(request)));
    },
    async reset(userName, code, Password) {
      const request = { ...(await named(userName)), ConfirmationCode: code, Password };
      await orCodeRefused(() => cognito.send(new ConfirmForgotPasswordCommand(request)));
      const { UserAttributes } = await cognito.send(
        new AdminGetUserCommand({ UserPoolId: pool.userPoolId, Username: userName }),
      );
      const subject = UserAttributes?.find(({ Name }) => Name === 'sub')?.Value ?? '';
      const [region = ''] = pool.userPoolId.split('_');
      return { issuer: `https://cognito-idp.${region}.amazonaws.com/${pool.userPoolId}`, subject };
    },
  };
}

/** Whether it was done; a refusal that would tell something is only false. */
async function quietly(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (isRefusal(error, ...telling)) return false;
    throw passwordRefused(error);
  }
}

async function orCodeRefused(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isRefusal(error, ...wrongCode))
      throw new BankError('code-refused', 'The code is wrong or too old.', { cause: error });
    throw passwordRefused(error);
  }
}

function passwordRefused(error: unknown): unknown {
  if (!isRefusal(error, 'InvalidPasswordException')) return error;
  const detail = 'Use at least 12 characters, with small and capital letters and a digit.';
  return new BankError('password-refused', detail, { cause: error });
}
