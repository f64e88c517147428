import { describe, expect, it } from '@jest/globals';
import { BankError } from './errors.ts';
import { isRefusal, jobAt, problemOfReport, queuedJob, sentAgain, type ReportJob } from './report-job.ts';

const limits = { attempts: 3, attemptMs: 30, silenceMs: 360, queuedMs: 900, resendMs: 60 };
const queued = queuedJob({
  kind: 'quarter',
  period: '2026Q3',
  run: 1,
  requestedBy: 'accountant',
  requestedAt: 0,
});
const running = (attempt: number): ReportJob => ({
  ...queued,
  status: 'running',
  step: 'store',
  done: 3,
  attempt,
  startedAt: 1000,
  updatedAt: 1010,
});
const refused = { code: 'business-date-refused', detail: 'Not yet.' };
const retrying: ReportJob = { ...running(1), status: 'retrying', step: null, problem: refused };

describe('a report job', () => {
  it.each<[string, ReportJob, number, Partial<ReportJob>]>([
    ['waits to be begun', queued, 899, { status: 'queued', problem: null }],
    ['has failed when nobody began it', queued, 900, { status: 'failed', attempt: 0 }],
    ['may wait anew once it was sent again', sentAgain(queued, 500), 1399, { status: 'queued', run: 2 }],
    ['runs while its attempt may last', running(1), 1029, { status: 'running', step: 'store' }],
    ['is tried again when the worker fell silent', running(2), 1030, { status: 'retrying', step: null }],
    ['has failed when the last worker fell silent', running(3), 1030, { status: 'failed', step: null }],
    ['has failed when nobody took it up again', running(1), 1370, { status: 'failed' }],
    ['is tried again after an error', retrying, 1369, { status: 'retrying', problem: refused }],
    ['has failed when no other attempt came', retrying, 1370, { status: 'failed', attempt: 1 }],
    ['stays ready', { ...running(1), status: 'ready' }, 999_999, { status: 'ready' }],
    ['stays failed', { ...retrying, status: 'failed' }, 999_999, { status: 'failed', problem: refused }],
  ])('%s', (_name, job, now, expected) => {
    expect(jobAt(job, now, limits)).toMatchObject(expected);
  });

  it('says of a silent worker that it stopped', () => {
    expect(jobAt(running(1), 1030, limits).problem?.code).toBe('timed-out');
    expect(jobAt(running(1), 1029, limits).problem).toBeNull();
  });

  it('tells what was lost from sight from what used up its attempts, and says what to do', () => {
    const problems = [queued, running(1), retrying].map((job) => jobAt(job, 5000, limits).problem);
    expect(problems.map((problem) => problem?.code)).toEqual(['lost', 'lost', 'lost']);
    for (const problem of problems) expect(problem?.detail).toMatch(/ lost .* Ask for the report again\.$/);
    expect(problems[2]?.detail).toContain(refused.detail);
    expect(jobAt(running(3), 5000, limits).problem?.code).toBe('timed-out');
  });
});

describe('the problem of a report', () => {
  it('is the rule that refused, or that it was our fault and nothing more', () => {
    expect(problemOfReport(new BankError('business-date-refused', 'Not yet.'))).toEqual(refused);
    const problem = problemOfReport(new Error('relation "x" does not exist'));
    expect([problem.code, problem.detail]).toEqual([
      'internal-error',
      expect.not.stringContaining('relation'),
    ]);
  });

  it('will pass when it was an outage, and stay when a rule said no', () => {
    const errors = [new BankError('business-date-refused'), new BankError('books-unavailable'), new Error()];
    expect(errors.map(isRefusal)).toEqual([true, false, false]);
  });
});
