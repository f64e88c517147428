import type { AttributeType, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Pool } from 'pg';
import { linkIdentity, openCustomer } from '../../functions/adapters/postgres/opening.ts';
import { booksByPool } from '../../functions/adapters/postgres/proxy.ts';
import type { ReportJobs } from '../../functions/services/ports/reports.ts';
import type { PersonalData } from '../../functions/services/ports/personal-data.ts';
import { seedBooks } from './books.ts';
import { uncertified } from './life/house/deposit-interest.ts';
import { seedOrders } from './orders.ts';
import { people, type Person } from './people.ts';
import { seedPersonal, seedTaxIds } from './personal.ts';
import { seedReports } from './reports.ts';

export interface SeedContext {
  /** Connected to database `bank` as its owner. */
  readonly pool: Pool;
  readonly cognito: CognitoIdentityProviderClient;
  readonly userPoolId: string;
  readonly reportJobs: ReportJobs;
  readonly personal: PersonalData;
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
  await seedBooks(context.pool, context.log);
  // From where the seed ends on the books withhold by themselves.
  await context.pool.query(
    "SELECT bank.set_backup_withholding(id, true, 'demo') FROM books.customer WHERE number = $1 AND NOT backup_withholding",
    [uncertified],
  );
  await seedOrders(context.pool);
  // Reports are planned by statistics, which nobody has taken yet of what was written a moment ago.
  await context.pool.query('ANALYZE');
  const subjects = new Map<string, string>();
  for (const person of people) {
    const subject = await ensureUser(context, person);
    subjects.set(person.userName, subject);
    await linkPerson(context, person, subject);
  }
  await seedTaxIds(context.personal, context.pool);
  const [accountant, administrator] = [subjects.get('accountant'), subjects.get('administrator')];
  if (accountant === undefined || administrator === undefined)
    throw new Error('Reports are filed by the accountant and the administrator of the demo bank');
  await seedReports(context.pool, context.reportJobs, { accountant, administrator });
  return people.map(({ role, userName }) => ({ role, userName, password: context.password }));
}

/** A customer's sign-in stands for the customer in the books, of whom the bank knows who they are. */
async function linkPerson(
  { pool, userPoolId, personal }: SeedContext,
  person: Person,
  subject: string,
): Promise<void> {
  const { customerNumber, displayName, userName } = person;
  if (customerNumber === undefined) return;
  const books = booksByPool(pool);
  const customer = await openCustomer(books, { number: customerNumber, name: displayName });
  const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${userPoolId}`;
  await linkIdentity(books, { issuer, subject }, customer);
  await seedPersonal(personal, userName, customer);
}

interface PoolUser {
  readonly subject: string;
  readonly confirmed: boolean;
}

/** Answers the user's subject. Completes a user whom an earlier start, cut short, left without password or role. */
async function ensureUser(context: SeedContext, person: Person): Promise<string> {
  const { cognito, userPoolId: UserPoolId, password: Password } = context;
  const user = { UserPoolId, Username: person.userName };
  const { subject, confirmed } =
    (await findUser(context, person.userName)) ?? (await createUser(context, person));
  if (!confirmed) {
    await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password, Permanent: true }));
  }
  await cognito.send(new AdminAddUserToGroupCommand({ ...user, GroupName: person.role }));
  return subject;
}

async function findUser(
  { cognito, userPoolId }: SeedContext,
  Username: string,
): Promise<PoolUser | undefined> {
  try {
    const user = await cognito.send(new AdminGetUserCommand({ UserPoolId: userPoolId, Username }));
    return { subject: subjectIn(user.UserAttributes, Username), confirmed: user.UserStatus === 'CONFIRMED' };
  } catch (error) {
    if (error instanceof UserNotFoundException) return undefined;
    throw error;
  }
}

async function createUser({ cognito, userPoolId }: SeedContext, person: Person): Promise<PoolUser> {
  const attributes = [
    { Name: 'name', Value: person.displayName },
    { Name: 'email', Value: `${person.userName}@bank.example` },
    { Name: 'email_verified', Value: 'true' },
  ];
  const user = { UserPoolId: userPoolId, Username: person.userName, UserAttributes: attributes };
  const created = await cognito.send(new AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }));
  return { subject: subjectIn(created.User?.Attributes, person.userName), confirmed: false };
}

function subjectIn(attributes: readonly AttributeType[] | undefined, userName: string): string {
  const subject = attributes?.find(({ Name }) => Name === 'sub')?.Value;
  if (subject === undefined) throw new Error(`The user pool gave ${userName} no subject`);
  return subject;
}
