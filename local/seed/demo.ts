import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Pool } from 'pg';
import { seedBooks } from './books.ts';
import { people, type Person } from './people.ts';

export interface SeedContext {
  /** Connected to database `bank` as its owner. */
  readonly pool: Pool;
  readonly cognito: CognitoIdentityProviderClient;
  readonly userPoolId: string;
  /** Password of all demo users; invented at the first start and kept beside the data. */
  readonly password: string;
  readonly log: (line: string) => void;
}

export interface SeededSignIn {
  readonly role: string;
  readonly userName: string;
  readonly password: string;
}

/** Makes the demo bank: once; a second run finds everything in place. */
export async function seedDemo(context: SeedContext): Promise<SeededSignIn[]> {
  const customers = await seedBooks(context.pool);
  for (const person of people) {
    const subject = await ensureUser(context, person);
    const customerId = customers.get(person.userName);
    if (customerId !== undefined) await linkIdentity(context, subject, customerId);
  }
  context.log(`demo bank: ${people.length} people`);
  return people.map(({ role, userName }) => ({ role, userName, password: context.password }));
}

async function linkIdentity(
  { pool, userPoolId }: SeedContext,
  subject: string,
  customerId: string,
): Promise<void> {
  const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${userPoolId}`;
  await pool.query('SELECT bank.link_identity($1, $2, $3)', [issuer, subject, customerId]);
}

/** Answers the user's subject. */
async function ensureUser(context: SeedContext, person: Person): Promise<string> {
  const known = await subjectOf(context, person.userName);
  return known ?? createUser(context, person);
}

async function subjectOf(
  { cognito, userPoolId }: SeedContext,
  Username: string,
): Promise<string | undefined> {
  try {
    const user = await cognito.send(new AdminGetUserCommand({ UserPoolId: userPoolId, Username }));
    return user.UserAttributes?.find(({ Name }) => Name === 'sub')?.Value;
  } catch (error) {
    if (error instanceof UserNotFoundException) return undefined;
    throw error;
  }
}

async function createUser({ cognito, userPoolId, password }: SeedContext, person: Person): Promise<string> {
  const user = { UserPoolId: userPoolId, Username: person.userName };
  const attributes = [
    { Name: 'name', Value: person.displayName },
    { Name: 'email', Value: `${person.userName}@bank.example` },
    { Name: 'email_verified', Value: 'true' },
  ];
  const created = await cognito.send(
    new AdminCreateUserCommand({ ...user, UserAttributes: attributes, MessageAction: 'SUPPRESS' }),
  );
  await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
  await cognito.send(new AdminAddUserToGroupCommand({ ...user, GroupName: person.role }));
  const subject = created.User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value;
  if (subject === undefined) throw new Error(`The user pool gave ${person.userName} no subject`);
  return subject;
}
