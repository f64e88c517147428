import {
  type CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  DescribeUserPoolClientCommand,
  ListUserPoolClientsCommand,
  UpdateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { z } from 'zod';
import type { Provisioner } from './provisioner.ts';

const unit = z.enum(['seconds', 'minutes', 'hours', 'days']).optional();
const clientSchema = z.object({
  ClientName: z.string().optional(),
  UserPoolId: z.string(),
  GenerateSecret: z.boolean().optional(),
  ExplicitAuthFlows: z
    .array(
      z.enum([
        'ALLOW_ADMIN_USER_PASSWORD_AUTH',
        'ALLOW_USER_PASSWORD_AUTH',
        'ALLOW_USER_SRP_AUTH',
        'ALLOW_REFRESH_TOKEN_AUTH',
      ]),
    )
    .optional(),
  AllowedOAuthFlows: z.array(z.enum(['code', 'client_credentials'])).optional(),
  AllowedOAuthFlowsUserPoolClient: z.boolean().optional(),
  AllowedOAuthScopes: z.array(z.string()).optional(),
  CallbackURLs: z.array(z.string()).optional(),
  LogoutURLs: z.array(z.string()).optional(),
  SupportedIdentityProviders: z.array(z.string()).optional(),
  AccessTokenValidity: z.number().optional(),
  IdTokenValidity: z.number().optional(),
  RefreshTokenValidity: z.number().optional(),
  TokenValidityUnits: z.object({ AccessToken: unit, IdToken: unit, RefreshToken: unit }).optional(),
  EnableTokenRevocation: z.boolean().optional(),
  PreventUserExistenceErrors: z.enum(['ENABLED', 'LEGACY']).optional(),
});

async function clientId(
  cognito: CognitoIdentityProviderClient,
  pool: string,
  name: string,
): Promise<string | undefined> {
  const list = new ListUserPoolClientsCommand({ UserPoolId: pool, MaxResults: 60 });
  const { UserPoolClients } = await cognito.send(list);
  return UserPoolClients?.find(({ ClientName }) => ClientName === name)?.ClientId;
}

/** `AWS::Cognito::UserPoolClient`, known again by its name; the ports in its URLs may change between starts. */
export const provisionUserPoolClient: Provisioner = async (resource, { cognito }) => {
  const { ClientName, GenerateSecret, ...settings } = resource.read(clientSchema);
  const name = ClientName ?? resource.logicalId;
  const earlier = await clientId(cognito, settings.UserPoolId, name);
  if (earlier)
    await cognito.send(new UpdateUserPoolClientCommand({ ClientId: earlier, ClientName: name, ...settings }));
  const create = new CreateUserPoolClientCommand({ ClientName: name, GenerateSecret, ...settings });
  const id = earlier ?? (await cognito.send(create)).UserPoolClient?.ClientId ?? '';
  const describe = new DescribeUserPoolClientCommand({ UserPoolId: settings.UserPoolId, ClientId: id });
  const secret = (await cognito.send(describe)).UserPoolClient?.ClientSecret;
  return { id, attributes: { ClientId: id, Name: name, ...(secret ? { ClientSecret: secret } : {}) } };
};
