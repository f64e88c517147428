import { describe, expect, it } from '@jest/globals';
import { useBank, type Answer } from '../../../local/testing/bank.ts';
import { userPassword } from '../../../local/testing/bank-parts.ts';
import { problem } from '../../../local/testing/front-door.ts';
import { signInBy } from '../../../local/testing/outside-browser.ts';

const bank = useBank({ STAFF_PASSWORDS: 'false' });

const byPassword = (userName: string): Promise<Answer> =>
  bank().send({ method: 'POST', path: '/auth/password', body: { userName, password: userPassword } });

describe('where staff sign in by the directory alone', () => {
  it.each(['teller', 'accountant', 'auditor', 'administrator'])(
    'a right password lets no %s in',
    async (userName) => {
      const answer = await byPassword(userName);
      expect(problem(answer)).toEqual({ status: 403, code: 'staff-by-directory' });
      expect(answer.cookies).toEqual([]);
    },
  );

  it('a wrong password tells nothing of who is staff', async () => {
    const body = { userName: 'teller', password: 'guessed-wrong-1' };
    const answer = await bank().send({ method: 'POST', path: '/auth/password', body });
    expect(problem(answer)).toEqual({ status: 401, code: 'credentials-refused' });
  });

  it('the directory lets them in', async () => {
    const answer = await signInBy(bank(), { way: 'directory', userName: 'tess' });
    expect([answer.status, answer.cookies.some((each) => each.startsWith('__Host-bank_sid='))]).toEqual([
      303,
      true,
    ]);
  });

  it('customers sign in as ever', async () => {
    expect((await byPassword('alice')).status).toBe(200);
  });
});
