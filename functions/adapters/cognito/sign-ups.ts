import {
  AdminAddUserToGroupCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  SignUpCommand,
  type AdminGetUserCommandOutput,
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
  const inPool = (Username: string): { UserPoolId: string; Username: string } => ({
    UserPoolId: pool.userPoolId,
    Username,
  });
  const isHalfDone = async (userName: string): Promise<boolean> =>
    (await statusOf(inPool(userName))) === 'UNCONFIRMED';
  return {
    async signUp({ userName, displayName, password }) {
      const UserAttributes = [
        { Name: 'email', Value: userName },
        { Name: 'name', Value: displayName },
      ];
      const request = { ...(await named(userName)), Password: password, UserAttributes };
      const begin = (): Promise<boolean> => quietly(() => cognito.send(new SignUpCommand(request)));
      if ((await begin()) || !(await isHalfDone(userName))) return;
      // It gives way with its code and its password: who confirms signs in with the one they gave last.
      await quietly(() => cognito.send(new AdminDeleteUserCommand(inPool(userName))));
      await begin();
    },
    async confirm(userName, code) {
      const request = { ...(await named(userName)), ConfirmationCode: code };
      // The role comes first: nobody signs in before they are confirmed, and who is confirmed lacks nothing.
      if (await isHalfDone(userName))
        await cognito.send(new AdminAddUserToGroupCommand({ ...inPool(userName), GroupName: 'customer' }));
      await orCodeRefused(() => cognito.send(new ConfirmSignUpCommand(request)));
    },
    async forget(userName) {
      const request = await named(userName);
      await quietly(() => cognito.send(new ForgotPasswordCommand(request)));
    },
    async reset(userName, code, Password) {
      const request = { ...(await named(userName)), ConfirmationCode: code, Password };
      await orCodeRefused(() => cognito.send(new ConfirmForgotPasswordCommand(request)));
    },
    async personOf(userName) {
      const user = await cognito.send(new AdminGetUserCommand(inPool(userName)));
      const subject = user.UserAttributes?.find(({ Name }) => Name === 'sub')?.Value ?? '';
      const [region = ''] = pool.userPoolId.split('_');
      return { issuer: `https://cognito-idp.${region}.amazonaws.com/${pool.userPoolId}`, subject };
    },
  };
}

async function statusOf(user: {
  readonly UserPoolId: string;
  readonly Username: string;
}): Promise<AdminGetUserCommandOutput['UserStatus']> {
  try {
    return (await cognito.send(new AdminGetUserCommand(user))).UserStatus;
  } catch (error) {
    if (isRefusal(error, 'UserNotFoundException')) return undefined;
    throw error;
  }
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
