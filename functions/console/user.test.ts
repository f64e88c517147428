import { beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { useBank, type Caller } from '../../local/testing/bank.ts';
import { booksOf, quietProgress, usersOf } from '../../local/testing/console-context.ts';
import type { ConsoleContext, StageTarget } from './context.ts';
import { runConsole } from './main.ts';

const bank = useBank();
const targets: (StageTarget | undefined)[] = [];
let output: string[] = [];
let complaints: string[] = [];

const context: ConsoleContext = {
  openBooks: booksOf(() => bank().database.operator),
  openUsers: (target) => {
    targets.push(target);
    return usersOf(bank().parts.environment['USER_POOL_ID']);
  },
  out: (text) => output.push(text),
  progress: quietProgress,
};

let auditor: Caller;
beforeAll(async () => {
  auditor = await bank().signIn('auditor');
});
beforeEach(() => {
  [output, complaints] = [[], []];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => complaints.push(String(text)) > 0);
});

const run = (...args: readonly string[]): Promise<number> => runConsole(context, ['user', ...args]);
const printed = (): unknown => JSON.parse(output.pop() ?? '');

describe('On the console the users', () => {
  it('are listed as the page of users lists them', async () => {
    expect(await run('list', '--json')).toBe(0);
    const { body } = await auditor.get('/api/v1/users');
    const known = (body as { items: { userName: string; roles: string[]; enabled: boolean }[] }).items;
    expect(
      (printed() as typeof known).map(({ userName, roles, enabled }) => ({ userName, roles, enabled })),
    ).toEqual(known.map(({ userName, roles, enabled }) => ({ userName, roles, enabled })));
    expect(await run('list', '--begins-with', 'tel')).toBe(0);
    expect(output.pop()).toMatch(/^teller +teller +may sign in +\S.*$/);
    expect(await run('list', '--begins-with', 'nobody')).toBe(0);
    expect(output.pop()).toBe('Nobody’s user name begins like that.');
  });

  it('are shown with where they are signed in', async () => {
    await bank().signIn('teller');
    expect(await run('show', 'teller', '--json')).toBe(0);
    expect(printed()).toMatchObject({
      ...{ userName: 'teller', roles: ['teller'], enabled: true, isBlocked: false },
      signIns: [{ way: 'password' }],
    });
    expect(await run('show', 'teller')).toBe(0);
    expect(output.pop()).toMatch(/\n {2}signed in by password at \S+Z, last seen \S+Z$/);
  });

  it('lose what they have open, which the security log keeps, and may sign in again', async () => {
    const carla = await bank().signIn('carla');
    await bank().signIn('carla');
    expect(await run('end-sessions', 'carla', '--json')).toBe(0);
    expect(printed()).toEqual({ userName: 'carla', ended: 2 });
    const { body } = await auditor.get('/api/v1/audit-events?kind=sign-in-change');
    expect((body as { items: unknown[] }).items[0]).toMatchObject({
      ...{ operation: 'sign-ins-end', subject: 'console' },
      about: { person: bank().parts.subjects.get('carla') },
    });
    await run('show', 'carla', '--json');
    expect(printed()).toMatchObject({ signIns: [] });
    expect((await carla.get('/api/v1/session')).status).toBe(401);
    expect((await (await bank().signIn('carla')).get('/api/v1/session')).status).toBe(200);
    expect(await run('end-sessions', 'alice')).toBe(0);
    expect(output.pop()).toBe('0 sign-ins of alice ended.');
  });

  it.each(['show', 'end-sessions'])('are not there for %s under a name nobody has', async (command) => {
    expect(await run(command, 'nobody')).toBe(1);
    expect(complaints.join('')).toBe('There is no user nobody. (user-not-found)\n');
  });
});

describe('The rights of a user', () => {
  it.each([
    ['grant', 'teller', 'administrator'],
    ['revoke', 'teller', 'teller'],
  ])('are not changed by %s: one person at a terminal is not two', async (...args) => {
    const before = await auditor.get('/api/v1/users/teller');
    expect(await run(...args)).toBe(2);
    expect((await auditor.get('/api/v1/users/teller')).body).toEqual(before.body);
  });
});

describe('The users of another place', () => {
  it('are those of the profile and the stage that are named, or none', async () => {
    targets.length = 0;
    await run('list', '--profile', 'operator', '--stage', 'prod');
    expect(targets).toEqual([{ profile: 'operator', stage: 'prod' }]);
    expect(await run('list', '--stage', 'prod')).toBe(2);
    const nowhere: ConsoleContext = { ...context, openUsers: () => Promise.resolve(undefined) };
    expect(await runConsole(nowhere, ['user', 'list'])).toBe(1);
    expect(complaints.join('')).toContain('Start the bank (npm start), or check --profile and --stage.');
  });
});
