import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../../local/testing/bank.ts';
import { userPassword } from '../../../local/testing/bank-parts.ts';
import { wholeBooks } from '../../../local/testing/books.ts';
import { aliceHas, problem, transferBody } from '../../../local/testing/front-door.ts';

const bank = useBank();
let alice: Caller;
let body: object;
let before: unknown;

beforeAll(async () => {
  alice = await bank().signIn('alice');
  body = transferBody(await aliceHas(bank(), 10_000n), await aliceHas(bank(), 0n), 100n);
  before = await wholeBooks(bank().database.owner);
});
afterEach(async () => {
  expect(await wholeBooks(bank().database.owner)).toEqual(before);
});

const refused = { status: 403, code: 'csrf-refused' };
/** A transfer with the cookie of Alice, and these headers instead of what her page would send. */
const pay = (headers: Record<string, string | undefined>, sent: unknown = body): Promise<Answer> =>
  alice.post('/api/v1/transfers', sent, { headers });

describe('a write with a cookie (security tests 11 to 13)', () => {
  it('11: needs the token of its session', async () => {
    const other = await bank().signIn('alice');
    for (const token of [undefined, '', 'guessed', other.csrfToken, `${alice.csrfToken}x`])
      expect(problem(await pay({ 'x-csrf': token, 'sec-fetch-site': 'same-origin' }))).toEqual(refused);
  });

  it.each(['cross-site', 'same-site', 'none', 'same-origin, cross-site'])(
    '12: from a page that is %s is refused, with the right cookie and token',
    async (site) => {
      const token = alice.csrfToken;
      expect(problem(await pay({ 'x-csrf': token, 'sec-fetch-site': site }))).toEqual(refused);
    },
  );

  it('12: without fetch metadata the origin decides, and a sibling of ours is another', async () => {
    for (const origin of ['https://classic.bank.example', 'http://bank.localhost:8081', 'null', ''])
      expect(problem(await pay({ 'x-csrf': alice.csrfToken, origin }))).toEqual(refused);
  });

  it('12: of a sign-in comes from our page too, or somebody could be signed in as somebody else', async () => {
    const credentials = { userName: 'bob', password: userPassword };
    const headers = { 'sec-fetch-site': 'cross-site' };
    const answer = await bank().send({ method: 'POST', path: '/auth/password', body: credentials, headers });
    expect([problem(answer), answer.cookies]).toEqual([refused, []]);
  });

  it.each([
    'text/plain',
    'text/plain; charset=utf-8',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'application/json, text/plain',
    '',
  ])('13: of a type that a foreign form could send is refused: %j', async (type) => {
    const headers = { 'content-type': type, 'sec-fetch-site': 'same-origin' };
    expect(problem(await pay(headers, JSON.stringify(body)))).toEqual({
      status: 415,
      code: 'unsupported-media-type',
    });
  });

  it('13: can’t be made a GET, nor named in a header', async () => {
    const asRead = await alice.get('/api/v1/transfers', { body, headers: { 'x-csrf': alice.csrfToken } });
    expect(problem(asRead)).toEqual({ status: 400, code: 'validation-failed' });
    const headers = { 'x-http-method-override': 'POST', 'x-csrf': alice.csrfToken };
    expect(problem(await alice.get('/api/v1/transfers?_method=POST', { body, headers })).status).toBe(400);
  });
});
