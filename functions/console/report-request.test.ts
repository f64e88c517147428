import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SQSClient } from '@aws-sdk/client-sqs';
import { useBank } from '../../local/testing/bank.ts';
import { queuesOf, booksOf } from '../../local/testing/console-context.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';
import { startReportWorker, type ReportWorkerProcess } from '../../local/testing/report-worker.ts';
import type { ConsoleContext } from './context.ts';
import { runConsole } from './main.ts';

const bank = useBank();
let sqs: SQSClient;
let worker: ReportWorkerProcess;
let output: string[] = [];
let complaints: string[] = [];
let steps: string[] = [];

const context: ConsoleContext = {
  openBooks: booksOf(() => bank().database.operator),
  openQueues: (target) => queuesOf(sqs, target),
  out: (text) => output.push(text),
  progress: (title, total) => {
    let done = 0;
    return {
      advance: (count, note) => {
        done += count;
        steps.push(`${title} ${done}/${total} ${note}`);
      },
      finish: () => steps.push('finished'),
    };
  },
};

beforeAll(async () => {
  await post(bank().database.app, aCashDeposit(bank().cast.bob.accountId, 250_000_000n));
  sqs = new SQSClient({});
  worker = await startReportWorker({ environment: bank().parts.environment, visibilitySeconds: 5 });
});
afterAll(async () => {
  await worker.close();
  sqs.destroy();
});
beforeEach(() => {
  [output, complaints, steps] = [[], [], []];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => complaints.push(String(text)) > 0);
});

const report = (...args: readonly string[]): Promise<number> => runConsole(context, ['report', ...args]);
const inAccount = ['--profile', 'operator', '--stage', 'local'] as const;
const tunnel = ['--through', '127.0.0.1:15432'] as const;

interface Printed {
  readonly period: string;
  readonly run: number;
  readonly status: string;
  readonly sha256: string | null;
  readonly state: string | null;
  readonly problem: { readonly code: string } | null;
  readonly rules: readonly { readonly outcome: string }[] | null;
}
const printed = (): Printed => JSON.parse(output[0] ?? '') as Printed;

async function stored(period: string): Promise<readonly unknown[]> {
  const { rows } = await bank().database.owner.query<object>(
    'SELECT version, sha256, status AS state FROM ops.report_run WHERE period = $1',
    [period],
  );
  return rows;
}

describe('A report that is asked for on the console', () => {
  it('shows each step until it is ready, and prints the job alone, with its hash', async () => {
    expect(await report('request', 'quarter', '2026q1', '--wait', '--json')).toBe(0);
    expect(output).toHaveLength(1);
    const { sha256, rules } = printed();
    expect(printed()).toMatchObject({
      ...{ kind: 'quarter', period: '2026Q1', run: 1, status: 'ready', requestedBy: 'console' },
      ...{ progress: { done: 5, of: 5, step: null }, problem: null, version: 1, state: 'DRAFT' },
    });
    expect(await stored('2026Q1')).toEqual([{ version: 1, sha256, state: 'DRAFT' }]);
    expect(rules?.length).toBe(55);
    expect(steps.at(-2)).toBe('quarter 2026Q1 5/5 ready');
    expect(steps.at(-1)).toBe('finished');
    const accountant = await bank().signIn('accountant');
    const { body } = await accountant.get('/api/v1/reports/quarter/2026Q1');
    expect(body).toMatchObject({ report: { status: 'ready', sha256, requestedBy: 'console' } });
  });

  it('is told to people with what the validity rules say', async () => {
    expect(await report('request', 'quarter', '2026Q1', '--wait')).toBe(0);
    expect(output[0]).toMatch(
      /^quarter 2026Q1, run 2: ready, version 1 \(draft\)\n {2}sha256 [0-9a-f]{64}\n/,
    );
    expect(output[0]).toMatch(/of 55 validity rules \d+ pass/);
  });

  it('is left to the worker unless it is waited for', async () => {
    await worker.kill();
    expect(await report('request', 'month', '2026-01', '--json')).toBe(0);
    expect(printed()).toMatchObject({ status: 'queued', run: 1, sha256: null, rules: null });
    expect(await report('request', 'month', '2026-01', '--wait')).toBe(0);
    expect(output[1]).toMatch(/^month 2026-01, run 1: ready/);
  });

  it('is refused at once where its period has not begun', async () => {
    expect(await report('request', 'day', '2026-01-16', '--wait')).toBe(1);
    expect(complaints.join('')).toContain('The books stand at 2026-01-15; 2026-01-16 begins on 2026-01-16.');
    expect(output).toEqual([]);
  });
});

describe('In an account, where the books are not at hand,', () => {
  it('a report is followed by its job', async () => {
    expect(await report('request', 'quarter', '2026Q1', '--wait', '--json', ...inAccount)).toBe(0);
    expect(printed()).toMatchObject({ status: 'ready', version: 1, state: null, rules: null });
    expect(await stored('2026Q1')).toMatchObject([{ sha256: printed().sha256 }]);
  });

  it('unless there is a tunnel: then it is told with its state, and a period has to have begun', async () => {
    expect(await report('request', 'quarter', '2026Q1', '--wait', '--json', ...inAccount, ...tunnel)).toBe(0);
    expect(printed()).toMatchObject({ status: 'ready', state: 'DRAFT' });
    expect(await report('request', 'day', '2026-01-18', ...inAccount, ...tunnel)).toBe(1);
    expect(complaints.join('')).toContain('The books stand at 2026-01-15');
  });

  it('one that the worker refuses ends as failed, with the reason', async () => {
    expect(await report('request', 'day', '2026-01-17', '--wait', '--json', ...inAccount)).toBe(1);
    expect(printed()).toMatchObject({
      status: 'failed',
      attempt: 3,
      problem: { code: 'business-date-refused' },
    });
    expect(complaints.join('')).toMatch(/^The report of 2026-01-17 failed: .+ \(business-date-refused\)\n$/);
  });
});

describe('The list of reports', () => {
  const rows = (): Printed[] => JSON.parse(output[0] ?? '') as Printed[];

  it('tells how far each is and which version there is', async () => {
    await report('request', 'quarter', '2025Q4', '--wait');
    output = [];
    expect(await report('list', '--kind', 'quarter', '--json')).toBe(0);
    expect(rows()).toMatchObject([
      { period: '2026Q1', status: 'ready', version: 1, state: 'DRAFT' },
      { period: '2025Q4', status: 'ready', version: 1, state: 'DRAFT' },
    ]);
    expect(await stored('2025Q4')).toMatchObject([{ sha256: rows()[1]?.sha256 }]);
    output = [];
    expect(await report('list')).toBe(0);
    expect(output[0]).toMatch(/^kind +period +status +version +state +sha256$/m);
    expect(output[0]).toMatch(/^day +2026-01-17 +failed +- +- +-$/m);
    expect(output[0]).toMatch(/^quarter +2026Q1 +ready +1 +draft +[0-9a-f]{64}$/m);
  });

  it('is that of the jobs in an account, with the state where there is a tunnel, and that of the books where no bank runs', async () => {
    expect(await report('list', '--kind', 'quarter', '--json', ...inAccount)).toBe(0);
    expect(rows()).toMatchObject([{ period: '2026Q1', version: 1, state: null }, { period: '2025Q4' }]);
    output = [];
    expect(await report('list', '--kind', 'quarter', '--json', ...inAccount, ...tunnel)).toBe(0);
    expect(rows()).toMatchObject([{ period: '2026Q1', version: 1, state: 'DRAFT' }, { period: '2025Q4' }]);
    const alone: ConsoleContext = { ...context, openQueues: () => Promise.resolve(undefined) };
    output = [];
    expect(await runConsole(alone, ['report', 'list', '--kind', 'quarter', '--json'])).toBe(0);
    expect(rows()).toMatchObject([
      { period: '2026Q1', state: 'DRAFT' },
      { period: '2025Q4', status: 'ready' },
    ]);
    output = [];
    expect(await report('list', '--kind', 'year')).toBe(0);
    expect(output).toEqual(['No report was asked for yet.']);
  });
});

describe('The console refuses', () => {
  it.each([
    ['a kind that is none', ['request', 'week', '2026-01'], 2],
    ['a period of another kind', ['request', 'quarter', '2026-01'], 2],
    ['a profile without a stage', ['request', 'quarter', '2026Q1', '--profile', 'operator'], 2],
    ['other books in an account', ['request', 'quarter', '2026Q1', '--books', 'berka', ...inAccount], 2],
    ['a list of other books in an account', ['list', '--books', 'berka', ...inAccount], 2],
    ['a list of a kind that is none', ['list', '--kind', 'week'], 2],
  ])('%s', async (_what, args, code) => {
    expect(await report(...args)).toBe(code);
    expect(output).toEqual([]);
  });

  it('to ask where no bank runs, and says how to start it', async () => {
    const nowhere: ConsoleContext = { ...context, openQueues: () => Promise.resolve(undefined) };
    expect(await runConsole(nowhere, ['report', 'request', 'quarter', '2026Q1'])).toBe(1);
    expect(complaints.join('')).toContain('No bank runs here. Start it (npm start)');
  });
});
