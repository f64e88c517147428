import * as z from 'zod';
import { action } from '../../json-actions.ts';
import type { JsonActions } from '../../json-actions.ts';
import { AwsError } from '../../service.ts';
import { poolOf, userOf } from '../directory.ts';
import { describeUser } from '../users.ts';
import { notFound } from '../errors.ts';
import type { Pool } from '../model.ts';
import type { Cognito } from '../options.ts';

const inPool = z.object({ UserPoolId: z.string() });
const createRequest = inPool.extend({
  GroupName: z.string().min(1),
  Description: z.string().optional(),
  Precedence: z.number().int().min(0).optional(),
  RoleArn: z.string().optional(),
});
const user = inPool.extend({ Username: z.string() });
const membership = user.extend({ GroupName: z.string() });

/** Groups, and who is in them. */
export function groupActions(cognito: Cognito): JsonActions {
  const { state } = cognito;
  return {
    CreateGroup: action(createRequest, async ({ UserPoolId, ...group }) => {
      const { groups } = poolOf(cognito, UserPoolId);
      if (groups.some(({ GroupName }) => GroupName === group.GroupName)) {
        throw new AwsError('GroupExistsException', 'A group with the name already exists.');
      }
      groups.push(group);
      await state.save();
      return { Group: { UserPoolId, ...group } };
    }),
    AdminAddUserToGroup: action(membership, async ({ UserPoolId, Username, GroupName }) => {
      const pool = poolOf(cognito, UserPoolId);
      const member = userOf(pool, Username);
      requireGroup(pool, GroupName);
      if (!member.groups.includes(GroupName)) member.groups.push(GroupName);
      await state.save();
      return {};
    }),
    AdminRemoveUserFromGroup: action(membership, async ({ UserPoolId, Username, GroupName }) => {
      const pool = poolOf(cognito, UserPoolId);
      const member = userOf(pool, Username);
      requireGroup(pool, GroupName);
      member.groups = member.groups.filter((each) => each !== GroupName);
      await state.save();
      return {};
    }),
    ListUsersInGroup: action(inPool.extend({ GroupName: z.string() }), ({ UserPoolId, GroupName }) => {
      const pool = poolOf(cognito, UserPoolId);
      requireGroup(pool, GroupName);
      const members = pool.users.filter(({ groups }) => groups.includes(GroupName));
      return { Users: members.map((member) => describeUser(member, 'Attributes')) };
    }),
    AdminListGroupsForUser: action(user, ({ UserPoolId, Username }) => {
      const pool = poolOf(cognito, UserPoolId);
      const { groups } = userOf(pool, Username);
      const Groups = pool.groups.filter(({ GroupName }) => groups.includes(GroupName));
      return { Groups: Groups.map((group) => ({ UserPoolId, ...group })) };
    }),
  };
}

function requireGroup({ groups }: Pool, name: string): void {
  if (!groups.some(({ GroupName }) => GroupName === name)) throw notFound(`Group ${name}`);
}
