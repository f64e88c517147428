import { describe, expect, it } from '@jest/globals';
import { evenly } from './sign-up.ts';

/** A clock that only work and pauses move. */
function timed(): { now: () => number; pass: (ms: number) => void } {
  let now = 1_000;
  const pass = (ms: number): void => {
    now += ms;
  };
  return { now: () => now, pass };
}

function run(
  workMs: number,
  outcome: () => Promise<string>,
): { answer: Promise<string>; took: () => number } {
  const clock = timed();
  const pause = (ms: number): Promise<void> => {
    clock.pass(ms);
    return Promise.resolve();
  };
  const answer = evenly({ clock, pause }, () => {
    clock.pass(workMs);
    return outcome();
  });
  return { answer, took: () => clock.now() - 1_000 };
}

describe('an answer that may not tell who exists', () => {
  it.each([0, 1, 150, 399, 400])('comes after 400 ms when the work took %i', async (workMs) => {
    const { answer, took } = run(workMs, () => Promise.resolve('done'));
    expect([await answer, took()]).toEqual(['done', 400]);
  });

  it('comes as late when it is a refusal', async () => {
    const { answer, took } = run(20, () => Promise.reject(new Error('refused')));
    await expect(answer).rejects.toThrow('refused');
    expect(took()).toBe(400);
  });

  it('is not kept back any longer when the work took more', async () => {
    const { answer, took } = run(700, () => Promise.resolve('done'));
    expect([await answer, took()]).toEqual(['done', 700]);
  });
});
