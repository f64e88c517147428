import {
  CreateUserPoolClientCommand,
  DescribeUserPoolClientCommand,
  UpdateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import * as z from 'zod';
import type { Provisioner } from './provisioner.ts';
import { userPoolClientId } from './user-pool-ids.ts';
import { found } from './user-pools.ts';

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

/** `AWS::Cognito::UserPoolClient`; the ports in its URLs may change between starts. */
export const provisionUserPoolClient: Provisioner = async (resource, { cognito }) => {
  const { ClientName = resource.logicalId, GenerateSecret, ...settings } = resource.read(clientSchema);
  const id = userPoolClientId(settings.UserPoolId, ClientName);
  const identity = { UserPoolId: settings.UserPoolId, ClientId: id };
  const describe = new DescribeUserPoolClientCommand(identity);
  const earlier = await found(() => cognito.send(describe));
  if (earlier) await cognito.send(new UpdateUserPoolClientCommand({ ClientName, ...settings, ...identity }));
  else await cognito.send(new CreateUserPoolClientCommand({ ClientName, GenerateSecret, ...settings }));
  const secret = (await cognito.send(describe)).UserPoolClient?.ClientSecret;
  return { id, attributes: { ClientId: id, Name: ClientName, ...(secret ? { ClientSecret: secret } : {}) } };
};
