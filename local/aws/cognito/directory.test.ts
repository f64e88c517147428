import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  CreateGroupCommand,
  CreateIdentityProviderCommand,
  CreateResourceServerCommand,
  CreateUserPoolDomainCommand,
  DescribeIdentityProviderCommand,
  DescribeResourceServerCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  DescribeUserPoolDomainCommand,
  ListUsersCommand,
  UpdateUserPoolClientCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { checkPolicy, generatePassword } from './passwords.ts';
import { useCognito } from './testing/use-cognito.ts';

const policy = {
  MinimumLength: 10,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
  TemporaryPasswordValidityDays: 7,
};

describe('pools, clients and users of Cognito', () => {
  const cognito = useCognito({
    poolId: (name) => (name === 'stable' ? 'us-east-1_Stable001' : undefined),
    clientId: (pool, name) => (name === 'stable' ? `client0of0${pool.slice(-9).toLowerCase()}` : undefined),
  });
  let UserPoolId = '';
  const client = (): ReturnType<typeof cognito.client> => cognito.client();

  beforeAll(async () => {
    UserPoolId = await cognito.pool({ Policies: { PasswordPolicy: policy } });
  });

  it('gives pools and clients ids of the form the cloud gives, or those it was told', async () => {
    expect(UserPoolId).toMatch(/^us-east-1_[0-9A-Za-z]{9}$/);
    const web = await cognito.appClient(UserPoolId, { GenerateSecret: true });
    expect(web.id).toMatch(/^[0-9a-z]{26}$/);
    expect(web.secret).toMatch(/^[0-9a-z]{51}$/);
    const stable = await cognito.pool({ PoolName: 'stable' });
    expect(stable).toBe('us-east-1_Stable001');
    expect((await cognito.appClient(stable, { ClientName: 'stable' })).id).toBe('client0of0stable001');
    await expect(cognito.pool({ PoolName: 'stable' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    await expect(cognito.appClient(stable, { ClientName: 'stable' })).rejects.toThrow('already exists');
  });

  it('describes a pool as it was made and changed', async () => {
    const id = await cognito.pool({ MfaConfiguration: 'OFF' });
    await client().send(new UpdateUserPoolCommand({ UserPoolId: id, DeletionProtection: 'ACTIVE' }));
    await client().send(
      new CreateUserPoolDomainCommand({ UserPoolId: id, Domain: `domain-of-${id.slice(-9).toLowerCase()}` }),
    );
    const { UserPool } = await client().send(new DescribeUserPoolCommand({ UserPoolId: id }));
    expect(UserPool).toMatchObject({
      Id: id,
      Arn: `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${id}`,
      MfaConfiguration: 'OFF',
      DeletionProtection: 'ACTIVE',
      Domain: `domain-of-${id.slice(-9).toLowerCase()}`,
      CreationDate: cognito.clock.now,
    });
    await expect(
      client().send(new DescribeUserPoolCommand({ UserPoolId: 'us-east-1_none' })),
    ).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('describes a client as it was made and changed, and keeps its secret', async () => {
    const { id, secret } = await cognito.appClient(UserPoolId, {
      GenerateSecret: true,
      ClientName: 'changed',
    });
    const named = { UserPoolId, ClientId: id };
    await client().send(
      new UpdateUserPoolClientCommand({ ...named, CallbackURLs: ['https://bank.example/auth'] }),
    );
    const { UserPoolClient } = await client().send(new DescribeUserPoolClientCommand(named));
    expect(UserPoolClient).toMatchObject({
      ClientName: 'changed',
      ClientId: id,
      ClientSecret: secret,
      CallbackURLs: ['https://bank.example/auth'],
    });
    expect(UserPoolClient?.ExplicitAuthFlows).toBeUndefined();
    const missing = client().send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId: 'none' }));
    await expect(missing).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('keeps domains, identity providers and resource servers, each once', async () => {
    const provider = {
      UserPoolId,
      ProviderName: 'Directory',
      ProviderType: 'OIDC' as const,
      ProviderDetails: { client_id: 'bank' },
    };
    const server = {
      UserPoolId,
      Identifier: 'bank',
      Name: 'Bank',
      Scopes: [{ ScopeName: 'read', ScopeDescription: 'r' }],
    };
    const domain = { UserPoolId, Domain: 'ledgerbank' };
    for (const create of [
      () => client().send(new CreateIdentityProviderCommand(provider)),
      () => client().send(new CreateResourceServerCommand(server)),
      () => client().send(new CreateUserPoolDomainCommand(domain)),
    ]) {
      await create();
      await expect(create()).rejects.toThrow('already exists');
    }
    const named = await client().send(
      new DescribeIdentityProviderCommand({ UserPoolId, ProviderName: 'Directory' }),
    );
    expect(named.IdentityProvider).toMatchObject(provider);
    const resource = await client().send(
      new DescribeResourceServerCommand({ UserPoolId, Identifier: 'bank' }),
    );
    expect(resource.ResourceServer).toMatchObject(server);
    const described = await client().send(new DescribeUserPoolDomainCommand({ Domain: 'ledgerbank' }));
    expect(described.DomainDescription).toMatchObject({ UserPoolId, Status: 'ACTIVE' });
    for (const missing of [
      client().send(new DescribeIdentityProviderCommand({ UserPoolId, ProviderName: 'None' })),
      client().send(new DescribeResourceServerCommand({ UserPoolId, Identifier: 'none' })),
      client().send(new DescribeUserPoolDomainCommand({ Domain: 'none' })),
    ]) {
      await expect(missing).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    }
  });

  it('puts users into groups and takes them out', async () => {
    await cognito.user(UserPoolId, 'grouped');
    const member = { UserPoolId, Username: 'grouped' };
    await client().send(new CreateGroupCommand({ UserPoolId, GroupName: 'staff', Description: 'Staff' }));
    await client().send(new AdminAddUserToGroupCommand({ ...member, GroupName: 'staff' }));
    await client().send(new AdminAddUserToGroupCommand({ ...member, GroupName: 'staff' }));
    const { Groups } = await client().send(new AdminListGroupsForUserCommand(member));
    expect(Groups).toEqual([{ UserPoolId, GroupName: 'staff', Description: 'Staff' }]);
    await client().send(new AdminRemoveUserFromGroupCommand({ ...member, GroupName: 'staff' }));
    expect((await client().send(new AdminListGroupsForUserCommand(member))).Groups).toEqual([]);
    const again = client().send(new CreateGroupCommand({ UserPoolId, GroupName: 'staff' }));
    await expect(again).rejects.toMatchObject({ name: 'GroupExistsException' });
    const none = client().send(new AdminAddUserToGroupCommand({ ...member, GroupName: 'none' }));
    await expect(none).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('knows users by their email in a pool that says so', async () => {
    const byEmail = await cognito.pool({ UsernameAttributes: ['email'] });
    await cognito.user(byEmail, 'Frank@example.com');
    const found = await client().send(
      new AdminGetUserCommand({ UserPoolId: byEmail, Username: 'frank@EXAMPLE.com' }),
    );
    expect(found.Username).toMatch(/^[0-9a-f-]{36}$/);
    expect(found.UserAttributes).toEqual(
      expect.arrayContaining([
        { Name: 'sub', Value: found.Username },
        { Name: 'email', Value: 'Frank@example.com' },
      ]),
    );
    expect(found.UserStatus).toBe('CONFIRMED');
    await expect(cognito.user(byEmail, 'frank@example.com')).rejects.toMatchObject({
      name: 'UsernameExistsException',
    });
    await expect(cognito.user(byEmail, 'frank')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('changes attributes but never the subject, and forgets a user who is deleted', async () => {
    await cognito.user(UserPoolId, 'grace');
    const named = { UserPoolId, Username: 'grace' };
    const update = (Name: string): Promise<unknown> =>
      client().send(
        new AdminUpdateUserAttributesCommand({ ...named, UserAttributes: [{ Name, Value: 'new' }] }),
      );
    await update('custom:customer');
    const { UserAttributes } = await client().send(new AdminGetUserCommand(named));
    expect(UserAttributes).toContainEqual({ Name: 'custom:customer', Value: 'new' });
    await expect(update('sub')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await client().send(new AdminDeleteUserCommand(named));
    await expect(client().send(new AdminGetUserCommand(named))).rejects.toMatchObject({
      name: 'UserNotFoundException',
    });
  });

  it('lists users page by page and by attribute', async () => {
    const id = await cognito.pool();
    for (const name of ['ann', 'ben', 'cat']) await cognito.user(id, name, `${name}@example.com`);
    const list = async (input: object): Promise<(string | undefined)[]> => {
      const { Users = [] } = await client().send(new ListUsersCommand({ UserPoolId: id, ...input }));
      return Users.map(({ Username }) => Username);
    };
    const first = await client().send(new ListUsersCommand({ UserPoolId: id, Limit: 2 }));
    expect(first.Users).toHaveLength(2);
    expect(await list({ Limit: 2, PaginationToken: first.PaginationToken })).toEqual(['cat']);
    expect(await list({ Filter: 'email = "ben@example.com"' })).toEqual(['ben']);
    expect(await list({ Filter: 'username ^= "c"' })).toEqual(['cat']);
    expect(await list({ Filter: 'cognito:user_status = "CONFIRMED"' })).toHaveLength(3);
    await expect(list({ Filter: 'nonsense' })).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('makes up a temporary password that meets the policy and sends it', async () => {
    await client().send(
      new AdminCreateUserCommand({
        UserPoolId,
        Username: 'invited',
        UserAttributes: [{ Name: 'email', Value: 'invited@example.com' }],
      }),
    );
    const [, sent = ''] = /temporary password is (.+)\.$/.exec(cognito.mailbox.at(-1)?.text ?? '') ?? [];
    expect(() => {
      checkPolicy(policy, sent);
    }).not.toThrow();
    expect(generatePassword({ ...policy, MinimumLength: 20 })).toHaveLength(20);
  });

  it.each([
    ['Short-1a', 'Password not long enough'],
    ['lowercase-only-1', 'uppercase'],
    ['UPPERCASE-ONLY-1', 'lowercase'],
    ['No-number-here', 'numeric'],
    ['NoSymbol12345', 'symbol'],
    [`Aa-1${'x'.repeat(260)}`, 'Password too long'],
  ])('refuses the password %s', async (Password, reason) => {
    await cognito.user(UserPoolId, 'policed').catch(() => undefined);
    const set = new AdminSetUserPasswordCommand({
      UserPoolId,
      Username: 'policed',
      Password,
      Permanent: true,
    });
    await expect(client().send(set)).rejects.toMatchObject({
      name: 'InvalidPasswordException',
      message: expect.stringContaining(reason),
    });
  });
});
