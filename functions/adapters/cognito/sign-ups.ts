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
  return {
    async signUp({ userName, displayName, password }) {
      const UserAttributes = [
        { Name: 'email', Value: userName },
        { Name: 'name', Value: displayName },
      ];
      const request = { ...(await named(userName)), Password: password, UserAttributes };
      const begin = async (): Promise<string | undefined> =>
        (await quietly(() => cognito.send(new SignUpCommand(request))))?.UserSub;
      const begun = await begin();
      if (begun !== undefined || (await halfDone(inPool(userName))) === undefined) return begun;
      // It gives way with its code and its password; our caller sees to it that nobody confirms it meanwhile.
      await quietly(() => cognito.send(new AdminDeleteUserCommand(inPool(userName))));
      return begin();
    },
    async confirm({ userName, code, subject }) {
      const request = { ...(await named(userName)), ConfirmationCode: code };
      // The code of a later sign-up would confirm the password that was given there.
      if ((await halfDone(inPool(userName))) !== subject) throw codeRefused();
      // The role comes first: nobody signs in before they are confirmed, and who is confirmed lacks nothing.
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
      const subject = subjectOf(user) ?? '';
      const [region = ''] = pool.userPoolId.split('_');
      return { issuer: `https://cognito-idp.${region}.amazonaws.com/${pool.userPoolId}`, subject };
    },
  };
}

const subjectOf = ({ UserAttributes }: AdminGetUserCommandOutput): string | undefined =>
  UserAttributes?.find(({ Name }) => Name === 'sub')?.Value;

/** The subject of a sign-up that nobody has confirmed, if there is one. */
async function halfDone(user: {
  readonly UserPoolId: string;
  readonly Username: string;
}): Promise<string | undefined> {
  try {
    const found = await cognito.send(new AdminGetUserCommand(user));
    return found.UserStatus === 'UNCONFIRMED' ? subjectOf(found) : undefined;
  } catch (error) {
    if (isRefusal(error, 'UserNotFoundException')) return undefined;
    throw error;
  }
}

/** The answer; none for a refusal that would tell something. */
async function quietly<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isRefusal(error, ...telling)) return undefined;
    throw passwordRefused(error);
  }
}

async function orCodeRefused(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isRefusal(error, ...wrongCode)) throw codeRefused(error);
    throw passwordRefused(error);
  }
}

const codeRefused = (cause?: unknown): BankError =>
  new BankError('code-refused', 'The code is wrong or too old. You can ask for a new one.', { cause });

function passwordRefused(error: unknown): unknown {
  if (!isRefusal(error, 'InvalidPasswordException')) return error;
  const detail = 'Use at least 12 characters, with small and capital letters and a digit.';
  return new BankError('password-refused', detail, { cause: error });
}
