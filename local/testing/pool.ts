import { createHmac } from 'node:crypto';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CreateGroupCommand,
  CreateIdentityProviderCommand,
  CreateResourceServerCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  InitiateAuthCommand,
  type AuthenticationResultType,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { apiScopes, resourceServer, roles } from '../../functions/domain/permissions.ts';
import { startIdentityProviders, type IdentityProviders } from '../identity/providers.ts';

export const userPassword = 'Correct-horse-7';
/** Of every account at a provider outside the bank. */
export const outsidePassword = 'Outside-horse-8';
export const bankOrigin = 'http://bank.localhost:8080';
export const classicOrigin = 'https://classic.bank.example';

const users: readonly (readonly [name: string, role: string])[] = [
  ['alice', 'customer'],
  ['bob', 'customer'],
  ['carla', 'customer'],
  ['teller', 'teller'],
  ['accountant', 'accountant'],
  ['auditor', 'auditor'],
  ['administrator', 'administrator'],
];

/** A client of the pool. */
export interface TestClient {
  readonly id: string;
  readonly secret: string;
}

export interface TestPool {
  readonly poolId: string;
  /** Of the bank's own sign-in. */
  readonly bff: TestClient;
  /** Of programs. */
  readonly programs: TestClient;
  /** User name → subject. */
  readonly subjects: ReadonlyMap<string, string>;
  readonly providers: IdentityProviders;
  /** Tokens of a user as a client of the pool gets them by itself. */
  tokensOf(
    userName: string,
  ): Promise<Required<Pick<AuthenticationResultType, 'AccessToken' | 'IdToken' | 'RefreshToken'>>>;
}

/** A pool as the templates make it, with the cast of the tests and the providers outside. @param origin of its pages */
export async function createTestPool(
  client: CognitoIdentityProviderClient,
  origin: string,
): Promise<TestPool> {
  const { UserPool } = await client.send(
    new CreateUserPoolCommand({
      PoolName: 'tests',
      Policies: { PasswordPolicy: { MinimumLength: 12, RequireSymbols: false } },
    }),
  );
  const poolId = UserPool?.Id ?? '';
  for (const GroupName of roles) await client.send(new CreateGroupCommand({ UserPoolId: poolId, GroupName }));
  const providers = await createProviders(client, poolId, origin);
  const bff = await createBff(client, poolId);
  const programs = await createPrograms(client, poolId);
  const subjects = await createUsers(client, poolId);
  return {
    poolId,
    bff,
    programs,
    subjects,
    providers,
    tokensOf: (userName) => tokensOf(client, bff, userName),
  };
}

async function createProviders(
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
  origin: string,
): Promise<IdentityProviders> {
  const redirectUri = `${origin}/oauth2/idpresponse`;
  const directoryClient = { id: 'ledgerbank', secret: 'a secret of the directory', redirectUri };
  const amazonClient = { id: 'amzn1.tests', secret: 'a secret of amazon', redirectUri };
  const providers = await startIdentityProviders({
    directoryClient,
    amazonClient,
    password: outsidePassword,
  });
  await client.send(
    new CreateIdentityProviderCommand({
      UserPoolId,
      ProviderName: 'BankDirectory',
      ProviderType: 'OIDC',
      ProviderDetails: {
        client_id: directoryClient.id,
        client_secret: directoryClient.secret,
        oidc_issuer: `${providers.origin}/directory`,
        authorize_scopes: 'openid email profile',
      },
      AttributeMapping: { email: 'email', name: 'name', 'custom:groups': 'groups', username: 'sub' },
    }),
  );
  await client.send(
    new CreateIdentityProviderCommand({
      UserPoolId,
      ProviderName: 'LoginWithAmazon',
      ProviderType: 'LoginWithAmazon',
      ProviderDetails: {
        client_id: amazonClient.id,
        client_secret: amazonClient.secret,
        authorize_scopes: 'profile',
      },
    }),
  );
  return providers;
}

async function createBff(client: CognitoIdentityProviderClient, UserPoolId: string): Promise<TestClient> {
  const created = await client.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'bff',
      GenerateSecret: true,
      ExplicitAuthFlows: [
        'ALLOW_ADMIN_USER_PASSWORD_AUTH',
        'ALLOW_USER_PASSWORD_AUTH',
        'ALLOW_REFRESH_TOKEN_AUTH',
      ],
      PreventUserExistenceErrors: 'ENABLED',
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email'],
      SupportedIdentityProviders: ['COGNITO', 'BankDirectory', 'LoginWithAmazon'],
      CallbackURLs: [bankOrigin, classicOrigin].flatMap((site) =>
        ['directory', 'amazon'].map((way) => `${site}/auth/${way}/callback`),
      ),
      LogoutURLs: [bankOrigin, classicOrigin].map((site) => `${site}/`),
    }),
  );
  return { id: created.UserPoolClient?.ClientId ?? '', secret: created.UserPoolClient?.ClientSecret ?? '' };
}

async function createPrograms(
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
): Promise<TestClient> {
  const Scopes = Object.entries(apiScopes).map(([ScopeName, { description }]) => ({
    ScopeName,
    ScopeDescription: description,
  }));
  await client.send(
    new CreateResourceServerCommand({ UserPoolId, Identifier: resourceServer, Name: 'api', Scopes }),
  );
  const created = await client.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'programs',
      GenerateSecret: true,
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: Object.keys(apiScopes).map((name) => `${resourceServer}/${name}`),
    }),
  );
  return { id: created.UserPoolClient?.ClientId ?? '', secret: created.UserPoolClient?.ClientSecret ?? '' };
}

async function createUsers(
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
): Promise<Map<string, string>> {
  const subjects = new Map<string, string>();
  for (const [Username, GroupName] of users) {
    const { User } = await client.send(
      new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: 'SUPPRESS' }),
    );
    await client.send(
      new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: userPassword, Permanent: true }),
    );
    await client.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName }));
    subjects.set(Username, User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value ?? '');
  }
  return subjects;
}

async function tokensOf(
  client: CognitoIdentityProviderClient,
  { id, secret }: TestClient,
  USERNAME: string,
): ReturnType<TestPool['tokensOf']> {
  const SECRET_HASH = createHmac('sha256', secret).update(`${USERNAME}${id}`).digest('base64');
  const { AuthenticationResult } = await client.send(
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: id,
      AuthParameters: { USERNAME, PASSWORD: userPassword, SECRET_HASH },
    }),
  );
  const { AccessToken = '', IdToken = '', RefreshToken = '' } = AuthenticationResult ?? {};
  return { AccessToken, IdToken, RefreshToken };
}
