import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminSetUserPasswordCommand,
  CreateGroupCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../functions/adapters/clock.ts';
import { uuidIds } from '../../functions/adapters/ids.ts';
import { postgresPersonalData } from '../../functions/adapters/postgres/personal-data.ts';
import { booksByPool } from '../../functions/adapters/postgres/proxy.ts';
import { roles } from '../../functions/domain/permissions.ts';
import type { ReportKey } from '../../functions/domain/report.ts';
import type { ReportJob } from '../../functions/domain/report-job.ts';
import type { ReportJobs } from '../../functions/services/ports/reports.ts';
import type { PersonalData } from '../../functions/services/ports/personal-data.ts';
import { endDaysUntil } from '../testing/deposits.ts';
import { password, useCognito } from '../aws/cognito/testing/use-cognito.ts';
import { useTestDatabase } from '../testing/database.ts';
import { seedDemo } from './demo.ts';
import { people } from './people.ts';

const database = useTestDatabase();
const cognito = useCognito();
let poolId: string;
let clientId: string;
/** The job of each report; none of these runs meets another. */
const jobs = new Map<string, ReportJob>();
const keyOf = ({ kind, period }: ReportKey): string => `${kind}/${period}`;

const reportJobs: ReportJobs = {
  find: (key) => Promise.resolve(jobs.get(keyOf(key))),
  ofKind: (kind) => Promise.resolve([...jobs.values()].filter((job) => job.kind === kind)),
  open: () => Promise.reject(new Error('Reports of the demo bank are made, not asked for')),
  begin: (job) => {
    const isUnmade = jobs.get(keyOf(job))?.status !== 'ready';
    if (isUnmade) jobs.set(keyOf(job), job);
    return Promise.resolve(isUnmade);
  },
  update: (job, change) => {
    jobs.set(keyOf(job), { ...job, ...change });
    return Promise.resolve();
  },
};

/** Keys that nobody wraps: what lies sealed is opened again here. */
const keys = {
  fresh: () => {
    const key = randomBytes(32);
    return Promise.resolve({ key, wrapped: key.toString('base64') });
  },
  unwrap: (_purpose: string, wrapped: string) => Promise.resolve(Buffer.from(wrapped, 'base64')),
};
const personal = (): PersonalData =>
  postgresPersonalData(booksByPool(database().owner), { keys, ids: uuidIds, clock: systemClock });

const seed = (): ReturnType<typeof seedDemo> =>
  seedDemo({
    pool: database().owner,
    cognito: cognito.client(),
    userPoolId: poolId,
    reportJobs,
    personal: personal(),
    password,
    log: () => undefined,
  });

async function groupsOf(Username: string): Promise<(string | undefined)[]> {
  const groups = new AdminListGroupsForUserCommand({ UserPoolId: poolId, Username });
  return ((await cognito.client().send(groups)).Groups ?? []).map(({ GroupName }) => GroupName);
}

/** What starts leave behind that were killed at each step of making somebody. */
beforeAll(async () => {
  poolId = await cognito.pool();
  clientId = (await cognito.appClient(poolId)).id;
  const client = cognito.client();
  for (const GroupName of roles) await client.send(new CreateGroupCommand({ UserPoolId: poolId, GroupName }));
  for (const Username of ['alice', 'bob'])
    await client.send(
      new AdminCreateUserCommand({ UserPoolId: poolId, Username, MessageAction: 'SUPPRESS' }),
    );
  await client.send(
    new AdminSetUserPasswordCommand({
      UserPoolId: poolId,
      Username: 'bob',
      Password: password,
      Permanent: true,
    }),
  );
  await seed();
}, 120_000);

describe('Seeding after starts that were killed half-way', () => {
  it('lets everybody sign in, in their role', async () => {
    for (const { userName, role } of people) {
      await expect(cognito.tokens(clientId, userName)).resolves.toHaveProperty('AccessToken');
      expect(await groupsOf(userName)).toEqual([role]);
    }
  });

  it('links every customer to the sign-in, also when it runs again', async () => {
    await seed();
    const { rows } = await database().owner.query<{ subject: string; name: string }>(
      'SELECT i.subject, c.name FROM bank.customer_identity i JOIN bank.customer c ON c.id = i.customer_id',
    );
    const linked = new Map(rows.map(({ name, subject }) => [name, subject]));
    const customers = people.filter(({ customerNumber }) => customerNumber !== undefined);
    expect(linked.size).toBe(customers.length);
    for (const { userName: Username, displayName } of customers) {
      const { UserAttributes = [] } = await cognito
        .client()
        .send(new AdminGetUserCommand({ UserPoolId: poolId, Username }));
      expect(linked.get(displayName)).toBe(UserAttributes.find(({ Name }) => Name === 'sub')?.Value);
    }
  });

  it('knows who its customers are, once, and shows it masked', async () => {
    await seed();
    const { rows } = await database().owner.query<{ customer: string; name: string; values: string }>(
      `SELECT c.id AS customer, c.name, count(*) AS values FROM ops.personal_value v
       JOIN bank.customer c ON c.id = v.customer_id GROUP BY 1, 2 ORDER BY 2`,
    );
    expect(rows.map(({ name, values }) => [name, values])).toEqual([
      ['Alice Archer', '5'],
      ['Bob Baker', '5'],
      ['Carla Cook', '5'],
    ]);
    const alice = rows[0]?.customer ?? '';
    const masked = await personal().masked(alice);
    expect(masked.map((value) => value.masked)).toContain('••• 4320');
    expect(await personal().findBy('phone', '2175550101')).toEqual([alice]);
  });

  it('stores the reports of the closed quarters once, with their jobs, and files those of last year', async () => {
    const stored = async (): Promise<Record<string, string>[]> =>
      (
        await database().owner.query<Record<string, string>>(
          `SELECT period, status, sha256, finished_at FROM ops.report_run WHERE kind = 'quarter' ORDER BY period`,
        )
      ).rows;
    const before = await stored();
    expect(before).toMatchObject(
      ['2025Q1', '2025Q2', '2025Q3', '2025Q4', '2026Q1', '2026Q2'].map((period) => ({
        period,
        status: period < '2026' ? 'FILED' : 'DRAFT',
      })),
    );
    expect([...jobs.values()].map(({ status }) => status)).toEqual(
      [...before, 'and a year'].map(() => 'ready'),
    );
    await seed();
    expect(await stored()).toEqual(before);
  });

  it('sets up standing orders once; as days pass they are paid, but for Bob’s last, of which he is told', async () => {
    const { app } = database();
    const orders = async (): Promise<unknown[]> =>
      (
        await app.query<object>(
          'SELECT reference, status, number FROM bank.standing_order ORDER BY reference',
        )
      ).rows;
    await seed();
    expect(await orders()).toEqual([
      { reference: 'Rent', status: 'active', number: 0 },
      { reference: 'Saving', status: 'active', number: 0 },
    ]);
    await endDaysUntil(app, '2027-01-04');
    await seed();
    expect(await orders()).toEqual([
      { reference: 'Rent', status: 'finished', number: 12 },
      { reference: 'Saving', status: 'active', number: 3 },
    ]);
    const { rows } = await app.query(
      `SELECT c.name, n.kind, n.params ->> 'dueOn' AS due FROM bank.notice n JOIN bank.customer c ON c.id = n.customer_id
       WHERE n.kind LIKE 'standing-order-%' ORDER BY n.sequence`,
    );
    expect(rows).toEqual([
      { name: 'Bob Baker', kind: 'standing-order-failed', due: '2026-12-25' },
      { name: 'Bob Baker', kind: 'standing-order-finished', due: '2026-12-25' },
    ]);
  }, 300_000);
});
