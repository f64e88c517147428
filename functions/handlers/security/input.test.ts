import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type * as z from 'zod';
import { useBank, type Answer, type Caller } from '../../../local/testing/bank.ts';
import { brokenRules, wholeBooks } from '../../../local/testing/books.ts';
import { acc, aliceHas, balanceOf, problem, transferBody, usd } from '../../../local/testing/front-door.ts';
import { makeOneOfEach, pathTo, type OneOfEach } from '../../../local/testing/one-of-each.ts';
import type { Route } from '../../contract/route.ts';
import { routeList } from '../../contract/routes.ts';
import { allows, roles } from '../../domain/permissions.ts';

const bank = useBank();
const callers = new Map<string, Caller>();
let things: OneOfEach;

beforeAll(async () => {
  for (const name of ['alice', 'teller', 'accountant', 'administrator'])
    callers.set(name, await bank().signIn(name));
  const makers = { alice: as('alice'), teller: as('teller'), accountant: as('accountant') };
  things = await makeOneOfEach(bank(), makers);
});

const as = (name: string): Caller => callers.get(name) ?? bank().anonymous;
const writes = routeList.filter((route) => route.body !== undefined);
let senders = 0;

/** Sends as somebody who may, from an address that nobody has counted. */
function send(route: Route, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const role = roles.find((each) => each !== 'auditor' && allows([each], route.permission)) ?? 'customer';
  const caller = route.permission === 'public' ? bank().anonymous : as(role === 'customer' ? 'alice' : role);
  senders += 1;
  const sourceIp = `198.18.${Math.floor(senders / 250)}.${senders % 250}`;
  return caller.post(pathTo(route, things), body, { headers, sourceIp });
}

interface Told {
  readonly code?: string;
  readonly errors?: readonly { pointer: string; code: string }[];
}
const unknownFields = ({ body }: Answer): string[] =>
  ((body as Told).errors ?? []).filter(({ code }) => code === 'unknown-field').map(({ pointer }) => pointer);

describe('fields that nobody asked for (security test 21)', () => {
  const planted = ['role', 'roles', 'ownerId', 'customerId', 'balance', 'status', 'permission', 'isAdmin'];

  it.each(writes)('21: $operationId names each of them, and does nothing', async (route) => {
    const before = await wholeBooks(bank().database.owner);
    const extra = planted.filter((name) => !(name in (route.body?.shape ?? {})));
    const answer = await send(route, Object.fromEntries(extra.map((name) => [name, 'administrator'])));
    expect(problem(answer)).toEqual({ status: 400, code: 'validation-failed' });
    expect(unknownFields(answer).sort()).toEqual(extra.map((name) => `/${name}`).sort());
    expect(await wholeBooks(bank().database.owner)).toEqual(before);
  });

  it('21: also where they lie deeper, and the prototype of an object stays what it is', async () => {
    const good = transferBody(await aliceHas(bank(), 1000n), await aliceHas(bank(), 0n), 10n);
    const pay = (body: unknown): Promise<Answer> => as('alice').post('/api/v1/transfers', body);
    const deeper = await pay({ ...good, amount: { ...usd(10), sign: '-' } });
    expect(unknownFields(deeper)).toEqual(['/amount/sign']);
    const text = JSON.stringify(good).slice(0, -1);
    for (const field of ['"__proto__":{"status":"posted"}', '"constructor":{"prototype":{"isAdmin":true}}']) {
      const answer = await pay(`${text},${field}}`);
      expect([field, problem(answer)]).toEqual([field, { status: 400, code: 'validation-failed' }]);
    }
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
    expect(({} as Record<string, unknown>)['status']).toBeUndefined();
  });
});

describe('the whole balance, and amounts that are none (security test 25)', () => {
  it('25: fifty transfers of all there is at once are one transfer', async () => {
    const [from, to] = [await aliceHas(bank(), 123_456n), await aliceHas(bank(), 0n)];
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        as('alice').post('/api/v1/transfers', transferBody(from, to, 123_456n)),
      ),
    );
    const taken = answers.map((answer) => (answer.status === 201 ? 'posted' : problem(answer).code)).sort();
    expect(taken).toEqual([...Array<string>(49).fill('insufficient-funds'), 'posted']);
    expect([await balanceOf(bank(), from), await balanceOf(bank(), to)]).toEqual([0n, 123_456n]);
    expect(await brokenRules(bank().database.owner)).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['a negative one', '-1'],
    ['zero', '0'],
    ['negative zero', '-0'],
    ['a number', 100],
    ['beyond every number', '1e400'],
    ['a comma', '1,5'],
    ['a point', '1.5'],
    ['digits of another script', '١٢٣'],
    ['full-width digits', '１００'],
    ['hexadecimal', '0x10'],
    ['a plus', '+5'],
    ['a space', ' 5'],
    ['a line break', '5\n'],
    ['not a number', 'NaN'],
    ['nothing', ''],
    ['null', null],
    ['a list', ['5']],
  ])('25: an amount that is %s is refused wherever money is moved', async (_what, minor) => {
    const before = await wholeBooks(bank().database.owner);
    const accountId = things.params['accountId'] ?? '';
    const amount = { minor, currency: 'USD' };
    const answers = [
      await as('alice').post('/api/v1/transfers', { fromAccountId: accountId, to: accountId, amount }),
      await as('teller').post('/api/v1/cash-deposits', { accountId, amount }),
      await as('teller').post('/api/v1/cash-withdrawals', { accountId, amount }),
      await as('teller').post('/api/v1/holds', { accountId, amount, description: 'x' }),
    ];
    for (const answer of answers) expect(problem(answer)).toEqual({ status: 400, code: 'validation-failed' });
    expect(await wholeBooks(bank().database.owner)).toEqual(before);
  });

  it('25: the smallest of numbers that JSON can’t hold are no amounts either', async () => {
    const accountId = acc(await aliceHas(bank(), 100n));
    for (const minor of ['1e400', '-0', '1e-400'])
      expect(
        problem(
          await as('alice').post(
            '/api/v1/transfers',
            `{"fromAccountId":"${accountId}","to":"${accountId}","amount":{"minor":${minor},"currency":"USD"}}`,
          ),
        ),
      ).toEqual({ status: 400, code: 'validation-failed' });
  });
});

describe('addresses in what a caller sends (security test 28)', () => {
  let canary: Server;
  let visits = 0;
  let trap: readonly string[] = [];

  beforeAll(async () => {
    canary = createServer((_request, response) => {
      visits += 1;
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
    });
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
    const { port } = canary.address() as AddressInfo;
    trap = [`http://127.0.0.1:${port}/`, `http://localhost:${port}/`, `http://[::ffff:127.0.0.1]:${port}/`];
  });
  afterAll(() => {
    canary.close();
  });

  /** A body whose every field is the address, as deep as the schema goes. */
  const filled = (schema: z.ZodObject, text: string): object =>
    Object.fromEntries(Object.keys(schema.shape).map((name) => [name, text]));

  it('28: lead nobody anywhere: the bank fetches no address that it is given', async () => {
    await fetch(trap[0] ?? '', { redirect: 'manual' });
    expect(visits).toBe(1);
    for (const text of trap) {
      for (const route of writes) {
        const headers = { referer: text, 'x-forwarded-host': text, 'x-original-url': text };
        const answer = await send(route, filled(route.body as z.ZodObject, text), headers);
        expect([route.operationId, answer.status < 500]).toEqual([route.operationId, true]);
      }
      const place = encodeURIComponent(text);
      await bank().send({ path: `/auth/directory/start?returnTo=${place}` });
      await bank().send({ path: `/auth/directory/callback?code=${place}&state=${place}&iss=${place}` });
    }
    expect(visits).toBe(1);
  });
});
