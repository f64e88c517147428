import { randomUUID } from 'node:crypto';
import * as z from 'zod';
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

/** The pool, and the present in epoch milliseconds. */
interface Place {
  readonly pool: Pool;
  readonly at: number;
}

/** A new user without password, not yet in the pool. */
export function newUser({ pool, at }: Place, name: string, given: Readonly<Record<string, string>>): User {
  const sub = randomUUID();
  const attributes: Record<string, string> = { sub, ...aliasOf(pool, name), ...given };
  return {
    // A pool whose users sign in by an attribute gives them names of its own.
    username: pool.settings.UsernameAttributes === undefined ? name : sub,
    attributes,
    status: 'FORCE_CHANGE_PASSWORD',
    enabled: true,
    groups: [],
    identities: [],
    createdAt: at,
    changedAt: at,
  };
}

/** Throws UsernameExistsException where the name or an attribute that stands for it is taken. */
export function addUser(pool: Pool, user: User): void {
  const { UsernameAttributes = [], AliasAttributes = [] } = pool.settings;
  const aliases = [...UsernameAttributes, ...AliasAttributes].flatMap(
    (alias) => user.attributes[alias] ?? [],
  );
  if ([user.username, ...aliases].some((name) => findUser(pool, name))) {
    throw new AwsError('UsernameExistsException', 'User account already exists');
  }
  pool.users.push(user);
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
  { pool, user, at }: Place & { readonly user: User },
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
    [attributesName]: [...listed(user.attributes), ...identityAttribute(user)],
    UserCreateDate: seconds(user.createdAt),
    UserLastModifiedDate: seconds(user.changedAt),
    Enabled: user.enabled,
    UserStatus: user.status,
    ...(user.totp?.isOn === true && { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] }),
  };
}

/** Linked accounts, as an attribute that holds JSON. */
function identityAttribute({ identities, status }: User): AttributeList {
  if (identities.length === 0) return [];
  const primary = status === 'EXTERNAL_PROVIDER';
  const told = identities.map(({ providerName, userId, linkedAt }) => ({
    userId,
    providerName,
    primary,
    dateCreated: linkedAt,
  }));
  return [{ Name: 'identities', Value: JSON.stringify(told) }];
}

export function listed(attributes: Readonly<Record<string, string>>): AttributeList {
  return Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
}
