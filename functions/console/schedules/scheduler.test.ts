import { describe, expect, it, jest } from '@jest/globals';
import { parseSchedule } from './expression.ts';
import { type Schedule, Scheduler } from './scheduler.ts';

const start = new Date('2026-03-01T00:00:00Z');

function schedule(name: string, expression: string, fired: string[]): Schedule {
  return {
    name,
    recurrence: parseSchedule(expression, 'UTC', start),
    fire: (at) => {
      fired.push(`${name} ${at.toISOString().slice(0, 16)}`);
      return name === 'broken' ? Promise.reject(new Error('no such queue')) : Promise.resolve();
    },
  };
}

describe('a scheduler', () => {
  it('fires what is due in order of time, each appointed time once', async () => {
    const fired: string[] = [];
    const scheduler = new Scheduler(
      [schedule('night', 'cron(0 1 * * ? *)', fired), schedule('month', 'cron(0 2 1 * ? *)', fired)],
      start,
    );
    await scheduler.advanceTo(new Date('2026-03-02T12:00:00Z'));
    await scheduler.advanceTo(new Date('2026-03-02T12:00:00Z'));
    await scheduler.advanceTo(new Date('2026-03-01T12:00:00Z'));
    expect(fired).toEqual(['night 2026-03-01T01:00', 'month 2026-03-01T02:00', 'night 2026-03-02T01:00']);
  });

  it('fires a rate that fell behind only once', async () => {
    const fired: string[] = [];
    const scheduler = new Scheduler([schedule('outbox', 'rate(1 minute)', fired)], start);
    await scheduler.advanceTo(new Date('2026-03-01T08:00:30Z'));
    expect(fired).toEqual(['outbox 2026-03-01T08:00']);
  });

  it('tries everything before it reports what failed', async () => {
    const fired: string[] = [];
    const scheduler = new Scheduler(
      [schedule('broken', 'cron(0 1 * * ? *)', fired), schedule('night', 'cron(0 1 * * ? *)', fired)],
      start,
    );
    await expect(scheduler.advanceTo(new Date('2026-03-01T02:00:00Z'))).rejects.toThrow('no such queue');
    expect(fired).toHaveLength(2);
  });

  it('fires nothing of the time it is told to skip', async () => {
    const fired: string[] = [];
    const scheduler = new Scheduler([schedule('night', 'cron(0 1 * * ? *)', fired)], start);
    scheduler.skipTo(new Date('2026-04-01T00:00:00Z'));
    await scheduler.advanceTo(new Date('2026-04-01T12:00:00Z'));
    expect(fired).toEqual(['night 2026-04-01T01:00']);
  });

  it('runs a schedule by name at any time', async () => {
    const fired: string[] = [];
    const scheduler = new Scheduler([schedule('night', 'cron(0 1 * * ? *)', fired)], start);
    await scheduler.runNow('night', new Date('2026-12-24T18:00:00Z'));
    expect(fired).toEqual(['night 2026-12-24T18:00']);
    await expect(scheduler.runNow('day', start)).rejects.toThrow(
      'There is no schedule day; there are night.',
    );
  });

  it('follows a clock until it is closed, and outlives a failure', async () => {
    const fired: string[] = [];
    const problems: string[] = [];
    let now = start;
    const clock = (): Date => (now = new Date(now.getTime() + 3_600_000));
    const scheduler = new Scheduler([schedule('broken', 'rate(1 hour)', fired)], start);
    jest.useFakeTimers();
    scheduler.follow(clock, (problem) => problems.push(problem));
    await jest.advanceTimersByTimeAsync(2500);
    jest.useRealTimers();
    await scheduler.close();
    expect(fired).toEqual(['broken 2026-03-01T01:00', 'broken 2026-03-01T02:00']);
    expect(problems).toEqual(Array(2).fill('Schedule: AggregateError: Error: no such queue'));
  });
});
