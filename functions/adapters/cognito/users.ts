import {
  AdminAddUserToGroupCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminUserGlobalSignOutCommand,
  ListUserPoolsCommand,
  ListUsersCommand,
  ListUsersInGroupCommand,
  type AttributeType,
  type CognitoIdentityProviderClient,
  type UserPoolDescriptionType,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { UserRights } from '../../domain/approval.ts';
import { isRole, roles, type Role } from '../../domain/permissions.ts';
import type { BankUser, UserDirectory } from '../../services/ports/users.ts';
import { cognito } from './pool-client.ts';

const mostListed = 60;
/** Cognito lists users thirty times a second and no more; a page of the audit log may name fifty people. */
const lookupsAtOnce = 5;

/** The users of the pool. Roles are groups, one for each. */
export function cognitoUsers(userPoolId: string, client = cognito): UserDirectory {
  const pool = { client, userPoolId };
  // The id of a pool begins with its region.
  const issuer = `https://cognito-idp.${userPoolId.split('_')[0] ?? ''}.amazonaws.com/${userPoolId}`;
  return {
    async users(beginsWith) {
      // A quotation mark would end the value of the filter.
      const filter =
        beginsWith === '' ? {} : { Filter: `username ^= "${beginsWith.replaceAll(/["\\]/g, '')}"` };
      const named = { UserPoolId: userPoolId, ...filter, Limit: mostListed };
      const found = await client.send(new ListUsersCommand(named));
      const members = await membersOf(pool);
      return (found.Users ?? [])
        .map((user) => bankUser({ ...user, rolesHeld: rolesIn(members, user.Username ?? ''), issuer }))
        .toSorted((a, b) => a.userName.localeCompare(b.userName));
    },
    async user(userName) {
      const named = { UserPoolId: userPoolId, Username: userName };
      try {
        const { UserAttributes, ...user } = await client.send(new AdminGetUserCommand(named));
        const rolesHeld = await rolesOf(pool, userName);
        return bankUser({
          ...user,
          ...(UserAttributes && { Attributes: UserAttributes }),
          rolesHeld,
          issuer,
        });
      } catch (error) {
        if (error instanceof Error && error.name === 'UserNotFoundException') return undefined;
        throw error;
      }
    },
    async userNames(subjects) {
      const found: [string, string][] = [];
      const wanted = [...subjects];
      for (let from = 0; from < wanted.length; from += lookupsAtOnce) {
        const some = wanted.slice(from, from + lookupsAtOnce);
        found.push(...(await Promise.all(some.map((subject) => userNameOf(pool, subject)))).flat());
      }
      return new Map(found);
    },
    setRights: (rights) => setRights(pool, rights),
  };
}

/** The id of the pool of that name; undefined where the account has none. */
export async function findUserPool(
  client: CognitoIdentityProviderClient,
  name: string,
): Promise<string | undefined> {
  let NextToken: string | undefined;
  do {
    const page: { UserPools?: UserPoolDescriptionType[]; NextToken?: string } = await client.send(
      new ListUserPoolsCommand({ MaxResults: mostListed, NextToken }),
    );
    const found = page.UserPools?.find(({ Name }) => Name === name)?.Id;
    if (found !== undefined) return found;
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return undefined;
}

interface InPool {
  readonly client: CognitoIdentityProviderClient;
  readonly userPoolId: string;
}

async function userNameOf(
  { client, userPoolId: UserPoolId }: InPool,
  subject: string,
): Promise<[string, string][]> {
  // A quotation mark would end the value of the filter.
  const Filter = `sub = "${subject.replaceAll(/["\\]/g, '')}"`;
  const { Users = [] } = await client.send(new ListUsersCommand({ UserPoolId, Filter, Limit: 1 }));
  return Users.map(({ Username = '' }) => [subject, Username]);
}

type Members = ReadonlyMap<Role, ReadonlySet<string>>;

/** One call a role, however many users there are. */
async function membersOf({ client, userPoolId: UserPoolId }: InPool): Promise<Members> {
  const sets = await Promise.all(
    roles.map(async (role): Promise<[Role, ReadonlySet<string>]> => {
      const names = new Set<string>();
      let NextToken: string | undefined;
      do {
        const page: { Users?: UserType[] | undefined; NextToken?: string | undefined } = await client.send(
          new ListUsersInGroupCommand({ UserPoolId, GroupName: role, NextToken }),
        );
        for (const { Username = '' } of page.Users ?? []) names.add(Username);
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
      return [role, names];
    }),
  );
  return new Map(sets);
}

const rolesIn = (members: Members, userName: string): Role[] =>
  roles.filter((role) => members.get(role)?.has(userName) === true);

async function rolesOf({ client, userPoolId: UserPoolId }: InPool, Username: string): Promise<Role[]> {
  const { Groups = [] } = await client.send(new AdminListGroupsForUserCommand({ UserPoolId, Username }));
  return Groups.map(({ GroupName = '' }) => GroupName).filter(isRole);
}

interface Found {
  readonly Username?: string | undefined;
  readonly Attributes?: AttributeType[] | undefined;
  readonly Enabled?: boolean | undefined;
  readonly UserCreateDate?: Date | undefined;
  readonly rolesHeld: readonly Role[];
  readonly issuer: string;
}

function bankUser({
  Username = '',
  Attributes = [],
  Enabled,
  UserCreateDate,
  rolesHeld,
  issuer,
}: Found): BankUser {
  const attribute = (name: string): string | undefined => Attributes.find(({ Name }) => Name === name)?.Value;
  return {
    userName: Username,
    displayName: attribute('name') ?? Username,
    issuer,
    subject: attribute('sub') ?? '',
    isOfDirectory: attribute('custom:groups') !== undefined,
    roles: rolesHeld,
    enabled: Enabled === true,
    createdAt: UserCreateDate?.getTime() ?? 0,
  };
}

/** What is taken away goes first, so that a failure on the way leaves somebody with less. */
async function setRights(pool: InPool, { userName, roles: wanted, enabled }: UserRights): Promise<void> {
  const { client } = pool;
  const user = { UserPoolId: pool.userPoolId, Username: userName };
  const held = await rolesOf(pool, userName);
  if (!enabled) await client.send(new AdminDisableUserCommand(user));
  for (const role of held.filter((each) => !wanted.includes(each)))
    await client.send(new AdminRemoveUserFromGroupCommand({ ...user, GroupName: role }));
  // Tokens that were issued before still name the old roles; with this none can be renewed.
  await client.send(new AdminUserGlobalSignOutCommand(user));
  for (const role of wanted.filter((each) => !held.includes(each)))
    await client.send(new AdminAddUserToGroupCommand({ ...user, GroupName: role }));
  if (enabled) await client.send(new AdminEnableUserCommand(user));
}
