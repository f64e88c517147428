import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminUpdateUserAttributesCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { acc, aliceHas, balanceOf, bobHas, usd } from '../../local/testing/front-door.ts';

const bank = useBank();
let accountant: Caller;
let administrator: Caller;

beforeAll(async () => {
  accountant = await bank().signIn('accountant');
  administrator = await bank().signIn('administrator');
});

afterEach(() => {
  jest.restoreAllMocks();
});

interface Approval {
  readonly id: string;
}

const decide = (id: string, decision: string, by: Caller): Promise<Answer> =>
  by.post(`/api/v1/approvals/${id}/decision`, { decision });

describe('The rights of a user', () => {
  const wish = (more: object = {}): object => ({
    reason: 'Moves to accounting',
    userName: 'bob',
    roles: ['customer', 'teller'],
    enabled: true,
    ...more,
  });
  const askFor = (more: object = {}): Promise<Answer> =>
    administrator.post('/api/v1/approvals/user-rights', wish(more));
  const userOf = async (name: string): Promise<unknown> =>
    (await administrator.get(`/api/v1/users/${name}`)).body;

  it('are what they were until another person approves', async () => {
    const answer = await askFor();
    expect(answer.body).toMatchObject({
      effect: [
        { what: 'Roles', before: 'customer', after: 'customer, teller' },
        { what: 'Access', before: 'may sign in', after: 'may sign in' },
      ],
    });
    const { id } = answer.body as Approval;
    const before = await bank().signIn('bob');
    expect(await userOf('bob')).toMatchObject({ roles: ['customer'], enabled: true });
    expect((await decide(id, 'approved', administrator)).status).toBe(403);
    expect(await decide(id, 'approved', accountant)).toMatchObject({ body: { carriedOut: true } });
    expect(await userOf('bob')).toMatchObject({ roles: ['customer', 'teller'] });
    // What was open had the old roles in it.
    expect((await before.get('/api/v1/session')).status).toBe(401);
    const { body } = await (await bank().signIn('bob')).get('/api/v1/session');
    expect(body).toMatchObject({ roles: ['customer', 'teller'] });
  });

  it('let a customer who works at the counter serve others there, and never themselves', async () => {
    const bob = await bank().signIn('bob');
    const [own, other] = [await bobHas(bank(), 10_000n), await aliceHas(bank(), 100n)];
    const cash = (account: string): object => ({ accountId: acc(account), amount: usd(5_000) });
    for (const path of ['cash-deposits', 'cash-withdrawals'])
      expect(await bob.post(`/api/v1/${path}`, cash(own))).toMatchObject({
        status: 403,
        body: { code: 'second-person-required' },
      });
    const check = { ...cash(own), kind: 'other' };
    expect(await bob.post('/api/v1/check-deposits', check)).toMatchObject({ status: 403 });
    expect(await balanceOf(bank(), own)).toBe(10_000n);
    expect((await bob.post('/api/v1/cash-deposits', cash(other))).status).toBe(201);
    expect(await balanceOf(bank(), other)).toBe(5_100n);
  });

  it('leave a trace in the audit log, from who asked to who decided', async () => {
    const { id } = (await askFor({ userName: 'carla', roles: ['customer', 'auditor'] })).body as Approval;
    await decide(id, 'rejected', accountant);
    const { body } = await administrator.get('/api/v1/audit-events?kind=approval');
    const about = { approval: id, kind: 'user-rights' };
    const [decided, asked] = (body as { items: unknown[] }).items;
    expect(decided).toMatchObject({ about, code: 'rejected', userName: 'accountant' });
    expect(asked).toMatchObject({ about, operation: 'requestUserChange', userName: 'administrator' });
  });

  it('are never approved by the one who would have them', async () => {
    const { id } = (await askFor({ userName: 'accountant', roles: ['accountant', 'administrator'] }))
      .body as Approval;
    expect(await decide(id, 'approved', accountant)).toMatchObject({
      status: 403,
      body: { code: 'second-person-required' },
    });
    expect(await userOf('accountant')).toMatchObject({ roles: ['accountant'] });
    await decide(id, 'withdrawn', administrator);
  });

  it('let nobody sign in who was shut out, until they are let in again', async () => {
    const out = (await askFor({ userName: 'carla', roles: ['customer'], enabled: false })).body as Approval;
    await decide(out.id, 'approved', accountant);
    await expect(bank().signIn('carla')).rejects.toThrow('refused');
    const back = (await askFor({ userName: 'carla', roles: ['customer'] })).body as Approval;
    await decide(back.id, 'approved', accountant);
    expect((await bank().signIn('carla')).cookie).toBeDefined();
  });

  it('are not asked for where they are what they would be', async () => {
    expect(await askFor({ userName: 'carla', roles: ['customer'] })).toMatchObject({
      status: 409,
      body: { code: 'rights-unchanged', detail: expect.stringContaining('customer; may sign in') },
    });
  });

  const pool = new CognitoIdentityProviderClient({});
  const named = (Username: string): { UserPoolId: string; Username: string } => ({
    UserPoolId: bank().parts.pool.poolId,
    Username,
  });
  const hire = (name: string): Promise<unknown> =>
    pool.send(new AdminCreateUserCommand({ ...named(name), MessageAction: 'SUPPRESS' }));
  const replace = async (name: string): Promise<void> => {
    await pool.send(new AdminDeleteUserCommand(named(name)));
    await hire(name);
  };

  it('are given to the person they were asked for, not to the next one of that name', async () => {
    await hire('nora');
    const { id } = (await askFor({ userName: 'nora', roles: ['teller'] })).body as Approval;
    await replace('nora');
    expect((await accountant.get(`/api/v1/approvals/${id}`)).body).toMatchObject({
      now: null,
      refusal: expect.stringContaining('another person'),
    });
    expect(await decide(id, 'approved', accountant)).toMatchObject({ body: { code: 'approval-closed' } });
    expect(await userOf('nora')).toMatchObject({ roles: [] });
    // It waits still: whoever asked for it takes it back.
    expect(await decide(id, 'withdrawn', administrator)).toMatchObject({ body: { state: 'withdrawn' } });
  });

  it('are given to nobody else where carrying them out broke off and is asked for again', async () => {
    await hire('otto');
    const { id } = (await askFor({ userName: 'otto', roles: ['teller'] })).body as Approval;
    const answerOf = pool.send.bind(pool) as (command: unknown) => Promise<unknown>;
    const failing = (command: unknown): Promise<unknown> =>
      command instanceof AdminAddUserToGroupCommand
        ? Promise.reject(new Error('The pool is away.'))
        : answerOf(command);
    jest.spyOn(CognitoIdentityProviderClient.prototype, 'send').mockImplementation(failing as never);
    expect((await decide(id, 'approved', accountant)).status).toBe(500);
    jest.restoreAllMocks();
    await replace('otto');
    expect(await decide(id, 'approved', accountant)).toMatchObject({ body: { code: 'approval-closed' } });
    expect(await userOf('otto')).toMatchObject({ roles: [] });
  });

  it('stay the directory’s where it has taken the person over meanwhile', async () => {
    await hire('pia');
    const { id } = (await askFor({ userName: 'pia', roles: ['teller'] })).body as Approval;
    const groups = [{ Name: 'custom:groups', Value: 'tellers' }];
    await pool.send(new AdminUpdateUserAttributesCommand({ ...named('pia'), UserAttributes: groups }));
    expect(await decide(id, 'approved', accountant)).toMatchObject({ body: { code: 'rights-of-directory' } });
    expect(await userOf('pia')).toMatchObject({ roles: [] });
  });

  it('are asked for by an administrator alone, and only of users there are', async () => {
    expect(await askFor({ userName: 'nobody' })).toMatchObject({
      status: 404,
      body: { code: 'user-not-found' },
    });
    expect((await accountant.post('/api/v1/approvals/user-rights', wish())).status).toBe(403);
  });

  it('are listed by user name, for administrators and auditors', async () => {
    const auditor = await bank().signIn('auditor');
    const { body } = await auditor.get('/api/v1/users?beginsWith=a');
    const names = (body as { items: { userName: string; roles: string[] }[] }).items;
    expect(names.map(({ userName }) => userName)).toEqual([
      'accountant',
      'administrator',
      'alice',
      'auditor',
    ]);
    expect(names[0]?.roles).toEqual(['accountant']);
    expect((await accountant.get('/api/v1/users')).status).toBe(403);
  });
});
