import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../../local/testing/bank.ts';
import { aliceHas, problem, transferBody } from '../../../local/testing/front-door.ts';
import { publicId } from '../../domain/ids.ts';

const bank = useBank();
let alice: Caller;
let teller: Caller;

beforeAll(async () => {
  alice = await bank().signIn('alice');
  teller = await bank().signIn('teller');
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** What stands on every answer, whatever it is. */
const always = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

/** Somebody has changed what lies sealed, so it can’t be opened: a fault of ours. */
async function askForBrokenSeal(): Promise<Answer> {
  const place = `/api/v1/customers/${publicId('customer', bank().cast.alice.customerId)}/personal-data`;
  await teller.post(place, { field: 'phone', value: '212 555 0100' });
  await bank().database.owner.query(`
    INSERT INTO ops.personal_value (customer_id, field, version, data_key_id, ciphertext, masked, recorded_by)
    SELECT customer_id, 'address', 99, data_key_id, ciphertext, 'moved', 'thief' FROM ops.personal_value LIMIT 1`);
  return teller.post(`${place}/address/unmasking`, { reason: 'Test' });
}

async function oneOfEachStatus(): Promise<Answer[]> {
  const [from, to] = [await aliceHas(bank(), 1000n), await aliceHas(bank(), 0n)];
  const plain = { headers: { 'content-type': 'text/plain' } };
  return [
    await alice.get('/api/v1/accounts'),
    await alice.post('/api/v1/transfers', transferBody(from, to, 1n)),
    await alice.post('/api/v1/transfers', '{'),
    await bank().anonymous.get('/api/v1/accounts'),
    await alice.get('/api/v1/trial-balance'),
    await alice.get('/api/v1/nothing'),
    await alice.post('/api/v1/transfers', `"${'x'.repeat(300_000)}"`),
    await alice.post('/api/v1/transfers', '{}', plain),
    await alice.post('/api/v1/transfers', transferBody(from, to, 999_999n)),
    await askForBrokenSeal(),
  ];
}

describe('answers (security tests 27 and 30)', () => {
  let answers: Answer[] = [];
  beforeAll(async () => {
    answers = await oneOfEachStatus();
  });

  it('27: carry their headers whatever became of the request', () => {
    expect(answers.map(({ status }) => status)).toEqual([200, 201, 400, 401, 403, 404, 413, 415, 422, 500]);
    for (const { status, headers } of answers)
      expect([status, headers]).toEqual([status, expect.objectContaining(always)]);
  });

  it('30: let no other origin read them, however it asks', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    for (const method of ['GET', 'OPTIONS', 'POST']) {
      const answer = await alice.get('/api/v1/accounts', { headers });
      const preflight = await bank().send({ method, path: '/api/v1/accounts', headers });
      for (const each of [answer, preflight])
        expect(Object.keys(each.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it.each(['OPTIONS', 'TRACE', 'CONNECT', 'PUT', 'PATCH', 'DELETE'])('30: there is no %s', async (method) => {
    const cookies = [alice.cookie ?? ''];
    const headers = { 'x-csrf': alice.csrfToken, 'sec-fetch-site': 'same-origin' };
    const answer = await bank().send({ method, path: '/api/v1/accounts', cookies, headers });
    expect(problem(answer)).toEqual({ status: 404, code: 'not-found' });
  });

  it.each(['/api/v2/accounts', '/api/v0/accounts', '/api/accounts', '/api/v1', '/api/v1/', '/graphql'])(
    '30: there is nothing at %s',
    async (path) => {
      expect(problem(await alice.get(path))).toEqual({ status: 404, code: 'not-found' });
    },
  );

  it('30: say nothing of what runs inside, not even a failure of it', () => {
    for (const { status, headers, body } of answers) {
      expect([status, headers['server'], headers['x-powered-by']]).toEqual([status, undefined, undefined]);
      expect(JSON.stringify(body)).not.toMatch(/\bat .*\.ts|node_modules|SELECT |ops\.|AES|Error:/);
    }
  });
});

describe('the log (security test 29)', () => {
  const printed: string[] = [];
  const listen = (): void => {
    printed.length = 0;
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  };
  const attacks = [
    'a\r\n{"status":200,"subject":"administrator"}',
    '\u001b[2J\u001b[31mred',
    '"},{"forged":true',
    '\u2028\u2029\u0085\u0000',
    '%0d%0aforged: yes',
  ];

  it.each(attacks)('29: %j in everything a caller can say stays one record', async (attack) => {
    listen();
    const path = `/api/v1/accounts/${encodeURIComponent(attack)}`;
    const headers = {
      ...{ 'user-agent': attack, referer: attack, traceparent: attack, 'x-forwarded-for': attack },
      ...{ 'x-viewer-agent': attack, 'idempotency-key': attack, origin: attack, 'x-csrf': attack },
    };
    const cookies = [`__Host-bank_sid=${attack}`];
    await bank().send({ path, headers, cookies });
    await bank().send({ method: 'POST', path: '/api/v1/transfers', headers, body: { [attack]: attack } });
    await bank().send({ method: attack, path: '/api/v1/transfers', headers });
    await alice.post('/api/v1/transfers', { reference: attack });
    await alice.post('/auth/password', { userName: attack, password: attack });
    expect(printed.length).toBe(5);
    for (const record of printed) {
      expect(record.match(/\n/g)?.length).toBe(1);
      expect(record.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      expect(JSON.parse(record)).not.toHaveProperty('forged');
    }
    const kept = JSON.stringify(await bank().parts.readLog());
    expect(kept).not.toContain('forged');
  });
});
