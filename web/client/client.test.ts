import { describe, expect, it } from '@jest/globals';
import { createClient, pathOf, ProblemError, type Transport, type TransportInit } from './client.ts';
import { routes } from '../../functions/contract/routes.ts';

const answering = (status: number, body: unknown, seen: [string, TransportInit][] = []): Transport => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return (path, init) => {
    seen.push([path, init]);
    return Promise.resolve({
      status,
      headers: new Headers({ 'x-cache': 'hit' }),
      text: () => Promise.resolve(text),
    });
  };
};
const accountId = 'acc_00000000-0000-7000-8000-000000000000';

describe('the client', () => {
  it('builds the path from the contract and leaves out what is not asked for', () => {
    const params = { accountId };
    expect(
      pathOf(routes.listTransactions, { params, query: { limit: 10, q: 'a b', from: undefined, to: '' } }),
    ).toBe(`/api/v1/accounts/${accountId}/transactions?limit=10&q=a+b`);
  });

  it('sends JSON with its key and parses the answer by the contract', async () => {
    const seen: [string, TransportInit][] = [];
    const answer = { status: 'ok', checks: { books: 'ok' } };
    const { data, headers } = await createClient(answering(200, answer, seen))('getReadiness', {});
    expect([data, headers.get('x-cache')]).toEqual([answer, 'hit']);
    expect(seen[0]?.[0]).toBe('/api/health/ready');
  });

  it('sends a body with the idempotency key of the caller', async () => {
    const seen: [string, TransportInit][] = [];
    const body = { userName: 'a', password: 'b' };
    await expect(
      createClient(answering(200, { leaveAt: null }, seen))('signOut', {}, { headers: { 'x-csrf': 't' } }),
    ).resolves.toMatchObject({ data: { leaveAt: null } });
    await expect(
      createClient(answering(401, {}, seen))('signIn', { body }, { idempotencyKey: 'k' }),
    ).rejects.toThrow(ProblemError);
    expect(seen[1]?.[1]).toMatchObject({
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'idempotency-key': 'k' },
    });
  });

  it('throws the problem the API tells', async () => {
    const problem = { status: 422, code: 'insufficient-funds', detail: 'Too little', traceId: 'abc' };
    await expect(createClient(answering(422, problem))('listVersions', {})).rejects.toMatchObject({
      status: 422,
      code: 'insufficient-funds',
      traceId: 'abc',
      message: 'Too little',
    });
  });

  it('throws also when something else answered', async () => {
    await expect(createClient(answering(502, '<html>'))('listVersions', {})).rejects.toMatchObject({
      status: 502,
      code: 'unexpected-answer',
    });
  });

  it('refuses an answer that is not of the contract', async () => {
    await expect(createClient(answering(200, { status: 'great' }))('getReadiness', {})).rejects.toThrow();
  });
});
