import { beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { useBank, type Caller } from '../../local/testing/bank.ts';
import { booksOf, quietProgress } from '../../local/testing/console-context.ts';
import { systemClock } from '../adapters/clock.ts';
import { dynamoEventLog } from '../adapters/dynamo/event-log.ts';
import { uuidIds } from '../adapters/ids.ts';
import type { ConsoleContext, StageTarget } from './context.ts';
import { runConsole } from './main.ts';

const bank = useBank();
const targets: (StageTarget | undefined)[] = [];
let accountant: Caller;
let administrator: Caller;
let output: string[] = [];
let complaints: string[] = [];

const context: ConsoleContext = {
  openBooks: booksOf(() => bank().database.operator),
  openLog: (target) => {
    targets.push(target);
    return Promise.resolve({
      log: dynamoEventLog('log', systemClock, uuidIds),
      close: () => Promise.resolve(),
    });
  },
  out: (text) => output.push(text),
  progress: quietProgress,
};

beforeAll(async () => {
  accountant = await bank().signIn('accountant');
  administrator = await bank().signIn('administrator');
  await bank().database.operator.query("SELECT bank.roll_business_date('2026-02-02')");
});
beforeEach(() => {
  [output, complaints] = [[], []];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => complaints.push(String(text)) > 0);
});

const close = (...args: readonly string[]): Promise<number> => runConsole(context, ['close', ...args]);

interface Change {
  readonly id: string;
  readonly requestedBy: string;
  readonly decision: string | null;
  readonly decidedBy: string | null;
}
const printed = (): readonly Change[] => JSON.parse(output.pop() ?? '[]') as Change[];

async function askHere(action: string, period: string): Promise<string> {
  expect(await close('request', action, period, '--reason', 'late', '--json')).toBe(0);
  return printed()[0]?.id ?? '';
}

async function askThere(action: string, reason = ''): Promise<string> {
  const wish = reason === '' ? { action } : { action, reason };
  const { body } = await accountant.post('/api/v1/periods/2026-01/changes', wish);
  return (body as Change).id;
}

const decideThere = async (id: string, decision: string): Promise<unknown> =>
  (await administrator.post(`/api/v1/period-changes/${id}/decision`, { decision })).body;

async function stateOfJanuary(): Promise<unknown> {
  const { body } = await accountant.get('/api/v1/periods/2026-01');
  return (body as { period: { state: string } }).period.state;
}

async function events(): Promise<object[]> {
  const auditor = await bank().signIn('auditor');
  return ((await auditor.get('/api/v1/audit-events?kind=period')).body as { items: object[] }).items;
}

describe('A period is closed by the console and somebody who has signed in', () => {
  it('when the console asks, and they decide over the API', async () => {
    const id = await askHere('soft-close', '2026-01');
    expect(await stateOfJanuary()).toBe('OPEN');
    expect(await decideThere(id, 'approved')).toMatchObject({
      ...{ requestedBy: 'console', decision: 'approved', decidedBy: 'administrator' },
    });
    expect(await stateOfJanuary()).toBe('SOFT_CLOSED');
  });

  it('when they ask, and the console decides', async () => {
    const id = await askThere('reopen', 'An invoice came late');
    expect(await close('list', '--json')).toBe(0);
    expect(printed()).toMatchObject([{ id, requestedBy: 'accountant', decision: null }]);
    expect(await close('decide', id, '--note', 'Seen', '--json')).toBe(0);
    expect(printed()).toMatchObject([{ id, decision: 'approved', decidedBy: 'console' }]);
    expect(await stateOfJanuary()).toBe('OPEN');
    expect(await close('list')).toBe(0);
    expect(output).toEqual(['Nothing awaits a decision.']);
  });

  it('or stays as it is when the console rejects it', async () => {
    expect(await close('decide', await askThere('soft-close'), '--reject')).toBe(0);
    expect(output.join('')).toContain('soft-close 2026-01, asked for by accountant: rejected by console');
    expect(await stateOfJanuary()).toBe('OPEN');
  });

  it('each with a line in the security log, as over the API', async () => {
    const own = (await events()).filter((event) => 'subject' in event && event.subject === 'console');
    expect(own).toMatchObject([
      { operation: 'decidePeriodChange', code: 'rejected' },
      { operation: 'decidePeriodChange', code: 'begun' },
      { operation: 'decidePeriodChange', code: 'approved' },
      { operation: 'decidePeriodChange', code: 'begun' },
      { operation: 'requestPeriodChange', code: 'requested' },
      { operation: 'requestPeriodChange', code: 'begun' },
    ]);
  });

  it('and not at all where the security log can’t be written', async () => {
    const id = await askThere('soft-close');
    const mute: ConsoleContext = {
      ...context,
      openLog: () =>
        Promise.resolve({
          log: { append: () => Promise.reject(new Error('not authorized to perform dynamodb:PutItem')) },
          close: () => Promise.resolve(),
        }),
    };
    await expect(runConsole(mute, ['close', 'decide', id])).rejects.toThrow('dynamodb:PutItem');
    await expect(runConsole(mute, ['close', 'request', 'soft-close', '2026-01'])).rejects.toThrow();
    expect(await stateOfJanuary()).toBe('OPEN');
    expect(await close('list', '--json')).toBe(0);
    expect(printed()).toMatchObject([{ id, decision: null }]);
    await decideThere(id, 'rejected');
  });

  it('in the log of the stage that was named', async () => {
    targets.length = 0;
    await decideThere(await askHere('soft-close', '2026-01'), 'rejected');
    expect(await close('request', 'soft-close', '2026-01', '--profile', 'ops', '--stage', 'prod')).toBe(0);
    expect(targets).toEqual([undefined, { profile: 'ops', stage: 'prod' }]);
  });

  it('without one where no bank ever ran', async () => {
    const before = (await events()).length;
    expect(
      await runConsole({ ...context, openLog: () => Promise.resolve(undefined) }, [
        'close',
        'request',
        'soft-close',
        '2026-01',
      ]),
    ).toBe(0);
    expect(await events()).toHaveLength(before);
  });
});

describe('One person is never two', () => {
  it('for the console decides on nothing that the console asked for', async () => {
    const id = await askHere('soft-close', '2026-01');
    for (const decision of [[], ['--reject']]) {
      expect(await close('decide', id, ...decision)).toBe(1);
      expect(complaints.pop()).toBe(
        'console asked for this change; another person decides on it. (second-person-required)\n',
      );
    }
    expect(await stateOfJanuary()).toBe('OPEN');
  });

  it('for nobody gives a name at the console', async () => {
    expect(await close('request', 'soft-close', '2026-01', '--by', 'arno')).toBe(2);
    expect(await close('decide', await askThere('soft-close'), '--by', 'ada')).toBe(2);
    expect(await stateOfJanuary()).toBe('OPEN');
  });

  it.each([
    ['request', 'soft-close', '1994-01'],
    ['decide', 'pch_00000000-0000-4000-8000-000000000000'],
  ])('for books that no site serves have nobody else: %s is refused', async (...args) => {
    expect(await close(...args, '--books', 'berka')).toBe(1);
    expect(complaints.join('')).toContain('No site serves the books "berka", so nobody can sign in');
  });

  it.each([
    ['a month of a year', 'soft-close', '2026'],
    ['a year that is a month', 'close-year', '2026-12'],
    ['what nobody does to a period', 'dance', '2026-12'],
  ])('and %s is called wrongly', async (_what, action, period) => {
    expect(await close('request', action, period)).toBe(2);
  });
});
