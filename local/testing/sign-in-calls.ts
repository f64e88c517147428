import { jest } from '@jest/globals';
import type { Answer, TestBank } from './bank.ts';

export interface SignInCalls {
  readonly post: (path: string, body: unknown, cookies?: readonly string[]) => Promise<Answer>;
  /** The cookie of the bank that an answer sets, as a browser sends it back; empty where it sets none. */
  readonly cookieOf: (answer: Answer, name: string) => string;
  /** Moves the clock of the functions on from what it shows now; `jest.restoreAllMocks` sets it right again. */
  readonly later: (milliseconds: number) => void;
}

/** What tests of signing in do again and again, without a session. */
export const signInCalls = (bank: () => TestBank): SignInCalls => ({
  post: (path, body, cookies = []) => bank().send({ method: 'POST', path, body, cookies }),
  cookieOf: ({ cookies }, name) =>
    cookies.find((each) => each.startsWith(`__Host-bank_${name}=`))?.split(';')[0] ?? '',
  later(milliseconds) {
    const now = Date.now();
    jest.restoreAllMocks();
    jest.spyOn(Date, 'now').mockReturnValue(now + milliseconds);
  },
});
