import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type {
  AuthenticationResultType,
  CreateUserPoolClientCommandInput,
  CreateUserPoolCommandInput,
  InitiateAuthCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { useFront } from '../../testing/use-front.ts';
import type { TestFront } from '../../testing/use-front.ts';
import type { CognitoMessage, CognitoOptions } from '../options.ts';
import { startCognito } from '../service.ts';

export const password = 'Correct-horse-1';

export interface TestCognito {
  readonly front: TestFront;
  readonly mailbox: readonly CognitoMessage[];
  /** The time the stand-in sees. */
  readonly clock: { now: Date };
  client(): CognitoIdentityProviderClient;
  pool(input?: Partial<CreateUserPoolCommandInput>): Promise<string>;
  appClient(
    poolId: string,
    input?: Partial<CreateUserPoolClientCommandInput>,
  ): Promise<{ id: string; secret: string }>;
  /** A user who has chosen `password`. */
  user(poolId: string, username: string, email?: string): Promise<void>;
  signIn(clientId: string, username: string, given?: string): Promise<InitiateAuthCommandOutput>;
  tokens(clientId: string, username: string): Promise<Required<AuthenticationResultType>>;
}

/** Starts a Cognito behind a front for the tests of a file, with the ways in that most of them need. */
export function useCognito(options: Partial<CognitoOptions> = {}): TestCognito {
  const mailbox: CognitoMessage[] = [];
  const clock = { now: new Date('2026-03-01T12:00:00Z') };
  const deliver = (message: CognitoMessage): unknown => mailbox.push(message);
  const settings = { stage: 'local', now: () => clock.now, deliver, ...options };
  const front = useFront(async () => [await startCognito(settings)]);
  const client = (): CognitoIdentityProviderClient => new CognitoIdentityProviderClient(front.config());
  const signIn = (
    ClientId: string,
    USERNAME: string,
    PASSWORD = password,
  ): Promise<InitiateAuthCommandOutput> =>
    client().send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME, PASSWORD },
      }),
    );
  return {
    front,
    mailbox,
    clock,
    client,
    async pool(input = {}) {
      const { UserPool } = await client().send(new CreateUserPoolCommand({ PoolName: 'bank', ...input }));
      return UserPool?.Id ?? '';
    },
    async appClient(UserPoolId, input = {}) {
      const ExplicitAuthFlows = [
        'ALLOW_USER_PASSWORD_AUTH' as const,
        'ALLOW_ADMIN_USER_PASSWORD_AUTH' as const,
        'ALLOW_REFRESH_TOKEN_AUTH' as const,
      ];
      const { UserPoolClient } = await client().send(
        new CreateUserPoolClientCommand({ UserPoolId, ClientName: 'web', ExplicitAuthFlows, ...input }),
      );
      return { id: UserPoolClient?.ClientId ?? '', secret: UserPoolClient?.ClientSecret ?? '' };
    },
    async user(UserPoolId, Username, email) {
      const UserAttributes = email === undefined ? [] : [{ Name: 'email', Value: email }];
      await client().send(
        new AdminCreateUserCommand({ UserPoolId, Username, UserAttributes, MessageAction: 'SUPPRESS' }),
      );
      await client().send(
        new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: password, Permanent: true }),
      );
    },
    signIn,
    async tokens(clientId, username) {
      const { AuthenticationResult = {} } = await signIn(clientId, username);
      const none = { AccessToken: '', IdToken: '', RefreshToken: '', ExpiresIn: 0, TokenType: '' };
      return { NewDeviceMetadata: {}, ...none, ...AuthenticationResult };
    },
  };
}
