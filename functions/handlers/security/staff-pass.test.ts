import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../../local/testing/bank.ts';
import { passKey } from '../../../local/testing/bank-parts.ts';
import { staffPass } from '../../http/staff-pass.ts';

const bank = useBank();
afterEach(() => {
  jest.restoreAllMocks();
});

const passOf = ({ cookies }: Answer): string | undefined =>
  cookies.find((each) => each.startsWith('__Host-bank_pass='));
const valueOf = (cookie = ''): string => cookie.split(';')[0]?.split('=')[1] ?? '';
/** A call of somebody whose browser holds this pass beside the cookie of the session. */
const session = (caller: Caller, pass?: string): Promise<Answer> => {
  const held = pass === undefined ? [] : [`__Host-bank_pass=${pass}`];
  return caller.get('/api/v1/session', { cookies: [caller.cookie ?? '', ...held] });
};

describe('the pass for the code of staff screens', () => {
  it.each(['teller', 'accountant', 'auditor', 'administrator'])(
    'is given to a session of %s',
    async (name) => {
      const now = 1_790_000_000;
      jest.spyOn(Date, 'now').mockReturnValue(now * 1000);
      const cookie = passOf(await session(await bank().signIn(name)));
      expect(cookie).toBe(
        `__Host-bank_pass=${staffPass(passKey, now + 900)}; Path=/; Max-Age=900; Secure; HttpOnly; SameSite=Lax`,
      );
    },
  );

  it('is given to no customer, to nobody without a session, and not on the other site', async () => {
    expect(passOf(await session(await bank().signIn('alice')))).toBeUndefined();
    expect(passOf(await bank().send({ path: '/api/v1/products' }))).toBeUndefined();
    const teller = await bank().signIn('teller');
    const there = await teller.get('/api/v1/session', { headers: { 'x-bank-site': 'classic' } });
    expect([there.status, passOf(there)]).toEqual([200, undefined]);
  });

  it('is kept until five minutes are over, and then replaced', async () => {
    const teller = await bank().signIn('teller');
    const pass = valueOf(passOf(await session(teller)));
    expect(passOf(await session(teller, pass))).toBeUndefined();
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + 301_000);
    expect(valueOf(passOf(await session(teller, pass)))).not.toBe('');
  });

  const far = Math.floor(Date.now() / 1000) + 800;
  it.each([
    ['not signed by the bank', `${far}.${'0'.repeat(64)}`],
    ['signed with another key', staffPass('another key', far)],
    ['said to last longer than any', staffPass(passKey, far + 86_400)],
    ['the signature of another end', `${far + 1}.${staffPass(passKey, far).split('.')[1] ?? ''}`],
    ['no pass at all', 'x'],
  ])('is replaced where what the browser holds is %s', async (_what, held) => {
    const teller = await bank().signIn('teller');
    const given = valueOf(passOf(await session(teller, held)));
    expect(given).toMatch(/^\d{10}\.[0-9a-f]{64}$/);
    expect(given).not.toBe(held);
    // What it was replaced by is kept.
    expect(passOf(await session(teller, given))).toBeUndefined();
  });

  it('is taken at the sign-out, and from whoever has no such session any more', async () => {
    const teller = await bank().signIn('teller');
    const pass = valueOf(passOf(await session(teller)));
    const cookies = [teller.cookie ?? '', `__Host-bank_pass=${pass}`];
    const left = await teller.post('/auth/sign-out', undefined, { cookies });
    expect(passOf(left)).toContain('__Host-bank_pass=; Path=/; Max-Age=0');
    const asAlice = await bank().signIn('alice');
    expect(passOf(await session(asAlice, pass))).toContain('Max-Age=0');
  });
});
