import {
  CreateGroupCommand,
  CreateIdentityProviderCommand,
  CreateResourceServerCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  DescribeIdentityProviderCommand,
  DescribeResourceServerCommand,
  DescribeUserPoolDomainCommand,
  DescribeUserPoolCommand,
  GroupExistsException,
  ResourceNotFoundException,
  UpdateIdentityProviderCommand,
  UpdateResourceServerCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import * as z from 'zod';
import { arn, localRegion } from '../../aws/arns.ts';
import type { Provisioner } from './provisioner.ts';
import { userPoolId } from './user-pool-ids.ts';

const userPoolSchema = z.object({
  UserPoolName: z.string(),
  MfaConfiguration: z.enum(['OFF', 'ON', 'OPTIONAL']).optional(),
  Policies: z
    .object({
      PasswordPolicy: z.object({
        MinimumLength: z.number(),
        RequireLowercase: z.boolean().optional(),
        RequireUppercase: z.boolean().optional(),
        RequireNumbers: z.boolean().optional(),
        RequireSymbols: z.boolean().optional(),
      }),
    })
    .optional(),
  AdminCreateUserConfig: z.object({ AllowAdminCreateUserOnly: z.boolean() }).optional(),
});

/** What `find` answers, or undefined where that does not exist. */
export async function found<T>(find: () => Promise<T>): Promise<T | undefined> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** `AWS::Cognito::UserPool`. */
export const provisionUserPool: Provisioner = async (resource, { cognito }) => {
  const { UserPoolName, ...settings } = resource.read(userPoolSchema);
  const id = userPoolId(UserPoolName);
  const earlier = await found(() => cognito.send(new DescribeUserPoolCommand({ UserPoolId: id })));
  if (earlier) await cognito.send(new UpdateUserPoolCommand({ UserPoolId: id, ...settings }));
  else await cognito.send(new CreateUserPoolCommand({ PoolName: UserPoolName, ...settings }));
  const provider = `cognito-idp.${localRegion}.amazonaws.com/${id}`;
  return {
    id,
    attributes: {
      Arn: arn('cognito-idp', `userpool/${id}`),
      UserPoolId: id,
      ProviderName: provider,
      ProviderURL: `https://${provider}`,
    },
  };
};

const groupSchema = z.object({
  GroupName: z.string(),
  UserPoolId: z.string(),
  Precedence: z.number().optional(),
});

/** `AWS::Cognito::UserPoolGroup`. */
export const provisionGroup: Provisioner = async (resource, { cognito }) => {
  const group = resource.read(groupSchema);
  try {
    await cognito.send(new CreateGroupCommand(group));
  } catch (error) {
    if (!(error instanceof GroupExistsException)) throw error;
  }
  return { id: group.GroupName };
};

const resourceServerSchema = z.object({
  Identifier: z.string(),
  Name: z.string(),
  UserPoolId: z.string(),
  Scopes: z.array(z.object({ ScopeName: z.string(), ScopeDescription: z.string() })),
});

/** `AWS::Cognito::UserPoolResourceServer`. */
export const provisionResourceServer: Provisioner = async (resource, { cognito }) => {
  const server = resource.read(resourceServerSchema);
  const earlier = await found(() => cognito.send(new DescribeResourceServerCommand(server)));
  if (earlier) await cognito.send(new UpdateResourceServerCommand(server));
  else await cognito.send(new CreateResourceServerCommand(server));
  return { id: server.Identifier };
};

const providerSchema = z.object({
  ProviderName: z.string(),
  ProviderType: z.enum(['OIDC', 'LoginWithAmazon']),
  UserPoolId: z.string(),
  ProviderDetails: z.record(z.string(), z.string()),
  AttributeMapping: z.record(z.string(), z.string()).default({}),
});

/** `AWS::Cognito::UserPoolIdentityProvider`: an outside way to sign in. */
export const provisionIdentityProvider: Provisioner = async (resource, { cognito }) => {
  const provider = resource.read(providerSchema);
  const earlier = await found(() => cognito.send(new DescribeIdentityProviderCommand(provider)));
  // The address of a local provider changes with the port.
  if (earlier) await cognito.send(new UpdateIdentityProviderCommand(provider));
  else await cognito.send(new CreateIdentityProviderCommand(provider));
  return { id: provider.ProviderName };
};

const domainSchema = z.object({ Domain: z.string(), UserPoolId: z.string() });

/** `AWS::Cognito::UserPoolDomain`. AWS describes an unknown domain as empty. */
export const provisionDomain: Provisioner = async (resource, { cognito }) => {
  const domain = resource.read(domainSchema);
  const earlier = await found(() => cognito.send(new DescribeUserPoolDomainCommand(domain)));
  if (!earlier?.DomainDescription?.UserPoolId) await cognito.send(new CreateUserPoolDomainCommand(domain));
  return { id: domain.Domain };
};
