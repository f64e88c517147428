import * as z from 'zod';
import { action } from '../../json-actions.ts';
import type { JsonActions } from '../../json-actions.ts';
import { poolOf, userOf } from '../directory.ts';
import { invalidParameter } from '../errors.ts';
import { endGrantsOf } from '../grants.ts';
import { passwordPolicyOf } from '../model.ts';
import type { Pool, User } from '../model.ts';
import type { Cognito, CognitoMessage } from '../options.ts';
import { generatePassword } from '../passwords.ts';
import { addUser, attributeList, attributesOf, describeUser, newUser, setPassword } from '../users.ts';

const named = z.object({ UserPoolId: z.string(), Username: z.string() });
const createRequest = named.extend({
  UserAttributes: attributeList.default([]),
  TemporaryPassword: z.string().optional(),
  MessageAction: z.literal('SUPPRESS').optional(),
});
const passwordRequest = named.extend({ Password: z.string(), Permanent: z.boolean().default(false) });

/** What an administrator does to one user. */
export function userActions(cognito: Cognito): JsonActions {
  const { state, now } = cognito;
  const at = (): number => now().getTime();

  /** An operation on one user, after which the state is saved. */
  const change = (work: (pool: Pool, user: User) => void): JsonActions[string] =>
    action(named, async ({ UserPoolId, Username }) => {
      const pool = poolOf(cognito, UserPoolId);
      const user = userOf(pool, Username);
      work(pool, user);
      user.changedAt = at();
      await state.save();
      return {};
    });

  return {
    AdminCreateUser: action(createRequest, async ({ UserPoolId, Username, ...request }) => {
      const pool = poolOf(cognito, UserPoolId);
      const user = newUser({ pool, at: at() }, Username, attributesOf(request.UserAttributes));
      const invitee = request.MessageAction === undefined ? emailOf(user) : undefined;
      const password = request.TemporaryPassword ?? generatePassword(passwordPolicyOf(pool));
      await setPassword({ pool, user, at: at() }, password, false);
      addUser(pool, user);
      await state.save();
      if (invitee !== undefined) cognito.options.deliver?.(invitation(invitee, user, password));
      return { User: describeUser(user, 'Attributes') };
    }),
    AdminGetUser: action(named, ({ UserPoolId, Username }) =>
      describeUser(userOf(poolOf(cognito, UserPoolId), Username), 'UserAttributes'),
    ),
    AdminSetUserPassword: action(passwordRequest, async ({ UserPoolId, Username, Password, Permanent }) => {
      const pool = poolOf(cognito, UserPoolId);
      await setPassword({ pool, user: userOf(pool, Username), at: at() }, Password, Permanent);
      await state.save();
      return {};
    }),
    AdminUpdateUserAttributes: action(named.extend({ UserAttributes: attributeList }), async (request) => {
      const user = userOf(poolOf(cognito, request.UserPoolId), request.Username);
      Object.assign(user.attributes, attributesOf(request.UserAttributes));
      user.changedAt = at();
      await state.save();
      return {};
    }),
    AdminEnableUser: change((_, user) => {
      user.enabled = true;
    }),
    AdminDisableUser: change((pool, user) => {
      user.enabled = false;
      endGrantsOf(cognito, pool.id, user);
    }),
    AdminDeleteUser: change((pool, user) => {
      pool.users.splice(pool.users.indexOf(user), 1);
      endGrantsOf(cognito, pool.id, user);
    }),
    AdminUserGlobalSignOut: change((pool, user) => {
      endGrantsOf(cognito, pool.id, user);
    }),
  };
}

function emailOf({ attributes }: User): string {
  const { email } = attributes;
  if (email === undefined) throw invalidParameter('User has no email to send the invitation to.');
  return email;
}

function invitation(to: string, { username, attributes }: User, password: string): CognitoMessage {
  const name = username === attributes['sub'] ? to : username;
  const text = `Your username is ${name} and temporary password is ${password}.`;
  return { to, subject: 'Your temporary password', text };
}
