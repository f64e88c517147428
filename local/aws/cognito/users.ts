import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AwsError } from '../service.ts';
import { findUser, seconds } from './directory.ts';
import { invalidParameter } from './errors.ts';
import { passwordPolicyOf } from './model.ts';
import type { Pool, User } from './model.ts';
import { checkPolicy, hashPassword } from './passwords.ts';

export const attributeList = z.array(z.object({ Name: z.string(), Value: z.string().default('') }));
type AttributeList = z.infer<typeof attributeList>;

/** The attributes as a record. Throws InvalidParameterException for `sub`, which nobody may choose. */
export function attributesOf(list: AttributeList): Record<string, string> {
  if (list.some(({ Name }) => Name === 'sub'))
    throw invalidParameter('Cannot modify the non-mutable attribute sub');
  return Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));
}

/** A new user without password. Throws UsernameExistsException where name or alias are taken. */
export function newUser(pool: Pool, name: string, given: Record<string, string>, at: number): User {
  const attributes = { sub: randomUUID(), ...aliasOf(pool, name), ...given };
  const { UsernameAttributes, AliasAttributes = [] } = pool.settings;
  const aliases = [...(UsernameAttributes ?? []), ...AliasAttributes].flatMap(
    (alias) => attributes[alias] ?? [],
  );
  if ([name, ...aliases].some((each) => findUser(pool, each))) {
    throw new AwsError('UsernameExistsException', 'User account already exists');
  }
  return {
    // A pool whose users sign in by an attribute gives them names of its own.
    username: UsernameAttributes === undefined ? name : attributes.sub,
    attributes,
    status: 'FORCE_CHANGE_PASSWORD',
    enabled: true,
    groups: [],
    createdAt: at,
    changedAt: at,
  };
}

function aliasOf({ settings }: Pool, name: string): Record<string, string> {
  const { UsernameAttributes = [] } = settings;
  if (UsernameAttributes.length === 0) return {};
  const attribute = name.includes('@') ? 'email' : 'phone_number';
  if (!UsernameAttributes.includes(attribute)) throw invalidParameter('Username should be an email.');
  return { [attribute]: name };
}

const day = 24 * 60 * 60 * 1000;

/** Sets a password that lasts, or one to be changed at the next sign-in. Throws InvalidPasswordException. */
export async function setPassword(
  { pool, user, at }: { readonly pool: Pool; readonly user: User; readonly at: number },
  password: string,
  permanent: boolean,
): Promise<void> {
  const policy = passwordPolicyOf(pool);
  checkPolicy(policy, password);
  user.password = await hashPassword(password);
  user.status = permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD';
  user.temporaryUntil = permanent ? undefined : at + policy.TemporaryPasswordValidityDays * day;
  user.changedAt = at;
}

/** A user in the words of ListUsers; AdminGetUser calls the attributes something else. */
export function describeUser(user: User, attributesName: 'Attributes' | 'UserAttributes'): object {
  return {
    Username: user.username,
    [attributesName]: listed(user.attributes),
    UserCreateDate: seconds(user.createdAt),
    UserLastModifiedDate: seconds(user.changedAt),
    Enabled: user.enabled,
    UserStatus: user.status,
  };
}

export function listed(attributes: Readonly<Record<string, string>>): AttributeList {
  return Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
}
