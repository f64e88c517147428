import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { SignJWT, decodeJwt, decodeProtectedHeader, exportJWK } from 'jose';
import { useBank, type Answer } from '../../../local/testing/bank.ts';
import { problem } from '../../../local/testing/front-door.ts';
import { createTestPool } from '../../../local/testing/pool.ts';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';

const bank = useBank();
afterEach(() => {
  jest.restoreAllMocks();
});

const invalid = { status: 401, code: 'token-invalid' };
const withToken = (token: string, path = '/api/v1/accounts'): Promise<Answer> =>
  bank().send({ path, headers: { authorization: `Bearer ${token}` } });

async function programToken(scope?: string, more: Record<string, string> = {}): Promise<Response> {
  const { programs } = bank().parts.pool;
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    ...(scope === undefined ? {} : { scope }),
    ...more,
  });
  const basic = Buffer.from(`${programs.id}:${programs.secret}`).toString('base64');
  return fetch(`${bank().parts.front.endpoint}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body,
  });
}
const accessOf = async (answer: Response): Promise<string> =>
  ((await answer.json()) as { access_token: string }).access_token;

describe('programs with client credentials', () => {
  it('may what their scopes say, and nothing else', async () => {
    const token = await accessOf(await programToken('bank/books.read'));
    expect((await withToken(token, '/api/v1/trial-balance')).status).toBe(200);
    const post = (path: string): Promise<Answer> =>
      bank().send({
        method: 'POST',
        path,
        body: {},
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': 'program-1' },
      });
    const refused = await post('/api/v1/journals');
    expect(problem(refused)).toEqual({ status: 403, code: 'forbidden' });
    expect((refused.body as { detail: string }).detail).toContain('scopes');
    expect(problem(await post('/api/v1/transfers')).status).toBe(403);
    expect(problem(await withToken(token)).status).toBe(403);
    const session = await withToken(token, '/api/v1/session');
    expect(session.body).toMatchObject({ roles: [], customerId: null });
    const wider = await accessOf(await programToken('bank/journals.write'));
    const posting = await bank().send({
      method: 'POST',
      path: '/api/v1/journals',
      body: {},
      headers: { authorization: `Bearer ${wider}`, 'idempotency-key': 'program-2' },
    });
    expect(problem(posting)).toEqual({ status: 400, code: 'validation-failed' });
  });

  it('get no scope they were not given, and no token without their secret', async () => {
    const refusals = [
      await programToken('bank/everything'),
      await programToken('openid'),
      await programToken(undefined, { grant_type: 'password' }),
    ];
    const errors = await Promise.all(
      refusals.map(async (answer) => [answer.status, (await answer.json()) as unknown]),
    );
    expect(errors).toEqual([
      [400, { error: 'invalid_scope' }],
      [400, { error: 'invalid_scope' }],
      [400, { error: 'unsupported_grant_type' }],
    ]);
    const { programs, bff } = bank().parts.pool;
    for (const [id, secret] of [
      [programs.id, 'guessed'],
      [programs.id, bff.secret],
      ['nobody', 'x'],
    ] as const) {
      const answer = await fetch(`${bank().parts.front.endpoint}/oauth2/token`, {
        method: 'POST',
        body: new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret }),
      });
      expect(answer.status).toBe(401);
    }
  });
});

describe('refresh tokens', () => {
  it('give nothing where no sign-in is behind them', async () => {
    const { bff } = bank().parts.pool;
    const answer = await fetch(`${bank().parts.front.endpoint}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: bff.id,
        client_secret: bff.secret,
        refresh_token: 'made-up',
      }),
    });
    expect([answer.status, await answer.json()]).toEqual([400, { error: 'invalid_grant' }]);
  });
});

describe('bearer tokens (security tests 16 to 18)', () => {
  let token = '';
  beforeAll(async () => {
    token = (await bank().parts.pool.tokensOf('alice')).AccessToken;
  });

  const unsigned = (header: object): string => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${part(header)}.${part(decodeJwt(token))}`;
  };

  it('16: no algorithm but the pool’s own, no key that the token brings, and nothing is fetched', async () => {
    expect((await withToken(token)).status).toBe(200);
    const { pool, front } = bank().parts;
    const keys = (await (await fetch(`${front.endpoint}/${pool.poolId}/.well-known/jwks.json`)).json()) as {
      keys: [Record<string, string>];
    };
    const { kid } = decodeProtectedHeader(token);
    const hs256 = unsigned({ alg: 'HS256', kid });
    const [publicKey] = keys.keys;
    const mac = createHmac('sha256', JSON.stringify(publicKey)).update(hs256).digest('base64url');
    const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const signed = (alg: string, header: object): Promise<string> =>
      new SignJWT(decodeJwt(token))
        .setProtectedHeader({ alg, kid: kid ?? '', ...header })
        .sign(alg === 'ES256' ? own.privateKey : rsa.privateKey);
    const forged = [
      `${unsigned({ alg: 'none', kid })}.`,
      `${unsigned({ alg: 'none' })}.${token.split('.')[2] ?? ''}`,
      `${hs256}.${mac}`,
      await signed('ES256', {}),
      await signed('RS256', {}),
      await signed('RS256', { kid: 'unknown' }),
      await signed('RS256', { jku: 'http://127.0.0.1:1/keys.json' }),
      await signed('RS256', { jwk: await exportJWK(rsa.publicKey) }),
      await signed('RS256', { x5u: 'http://127.0.0.1:1/certificate' }),
    ];
    const fetched = jest.spyOn(globalThis, 'fetch');
    for (const each of forged) expect(problem(await withToken(each))).toEqual(invalid);
    const places = fetched.mock.calls.map(([place]) => (place instanceof URL ? place.pathname : place));
    // An unknown key id makes the verifier look at the pool's own keys again, and nowhere else.
    for (const place of places) expect(place).toBe(`/${pool.poolId}/.well-known/jwks.json`);
  });

  it('17: no other token of the pool, of another client or of another pool', async () => {
    const { IdToken, RefreshToken } = await bank().parts.pool.tokensOf('alice');
    const client = new CognitoIdentityProviderClient({});
    const other = await createTestPool(client, bank().parts.front.endpoint);
    const elsewhere = await other.tokensOf('alice');
    await other.providers.close();
    for (const each of [IdToken, RefreshToken, elsewhere.AccessToken, elsewhere.IdToken])
      expect(problem(await withToken(each))).toEqual(invalid);
  });

  it('18: not a second longer than it lives; a clock a minute behind does no harm', async () => {
    const { exp = 0, iat = 0 } = decodeJwt(token);
    const at = async (seconds: number): Promise<number> => {
      jest.spyOn(Date, 'now').mockReturnValue(seconds * 1000);
      return (await withToken(token)).status;
    };
    expect([await at(iat - 60), await at(exp - 1), await at(exp + 1), await at(exp + 60)]).toEqual([
      200, 200, 401, 401,
    ]);
  });
});
