import {
  type CognitoIdentityProviderClient,
  CreateGroupCommand,
  CreateIdentityProviderCommand,
  CreateResourceServerCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  DescribeIdentityProviderCommand,
  DescribeResourceServerCommand,
  DescribeUserPoolDomainCommand,
  GetGroupCommand,
  ListUserPoolsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { z } from 'zod';
import { arn, localRegion } from '../../aws/arns.ts';
import type { Provisioner } from './provisioner.ts';

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

async function poolId(cognito: CognitoIdentityProviderClient, name: string): Promise<string | undefined> {
  const { UserPools } = await cognito.send(new ListUserPoolsCommand({ MaxResults: 60 }));
  return UserPools?.find((pool) => pool.Name === name)?.Id;
}

/** `AWS::Cognito::UserPool`, known again by its name. */
export const provisionUserPool: Provisioner = async (resource, { cognito }) => {
  const { UserPoolName, ...settings } = resource.read(userPoolSchema);
  const create = new CreateUserPoolCommand({ PoolName: UserPoolName, ...settings });
  const id = (await poolId(cognito, UserPoolName)) ?? (await cognito.send(create)).UserPool?.Id ?? '';
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

/** Runs `find`; where it finds nothing, runs `create`. */
async function ensure(find: () => Promise<unknown>, create: () => Promise<unknown>): Promise<void> {
  try {
    await find();
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    await create();
  }
}

const groupSchema = z.object({
  GroupName: z.string(),
  UserPoolId: z.string(),
  Precedence: z.number().optional(),
});

/** `AWS::Cognito::UserPoolGroup`. */
export const provisionGroup: Provisioner = async (resource, { cognito }) => {
  const group = resource.read(groupSchema);
  await ensure(
    () => cognito.send(new GetGroupCommand(group)),
    () => cognito.send(new CreateGroupCommand(group)),
  );
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
  await ensure(
    () => cognito.send(new DescribeResourceServerCommand(server)),
    () => cognito.send(new CreateResourceServerCommand(server)),
  );
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
  await ensure(
    () => cognito.send(new DescribeIdentityProviderCommand(provider)),
    () => cognito.send(new CreateIdentityProviderCommand(provider)),
  );
  return { id: provider.ProviderName };
};

const domainSchema = z.object({ Domain: z.string(), UserPoolId: z.string() });

/** `AWS::Cognito::UserPoolDomain`. An unknown domain is no error to AWS: it is described as empty. */
export const provisionDomain: Provisioner = async (resource, { cognito }) => {
  const domain = resource.read(domainSchema);
  const { DomainDescription } = await cognito.send(new DescribeUserPoolDomainCommand(domain));
  if (!DomainDescription?.UserPoolId) await cognito.send(new CreateUserPoolDomainCommand(domain));
  return { id: domain.Domain };
};
