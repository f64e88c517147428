import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Caller } from '../../../local/testing/bank.ts';
import { wholeBooks } from '../../../local/testing/books.ts';
import { acc, aliceHas, bobHas, openDesk, problem, type Desk } from '../../../local/testing/front-door.ts';
import { routeList } from '../../contract/routes.ts';
import { idPrefixes } from '../../domain/ids.ts';
import { allows } from '../../domain/permissions.ts';

const bank = useBank();
let desk: Desk;
let administrator: Caller;
let account = '';

beforeAll(async () => {
  desk = await openDesk(bank());
  administrator = await bank().signIn('administrator');
  account = await aliceHas(bank(), 1_000n);
  await bobHas(bank(), 5n);
});

const payloads = [
  "' OR '1'='1",
  "') OR true --",
  "'; DROP TABLE books.entry; --",
  "x' UNION SELECT * FROM bank.account --",
  '%',
  '_____',
  '\\',
  '$1',
  ':text',
  '${1}',
  '{"$ne": null}',
];

describe('Regression 25: the value of a filter runs as SQL', () => {
  it.each(payloads)('%s is text that is looked for, and found nowhere', async (payload) => {
    const before = await wholeBooks(bank().database.owner);
    const q = encodeURIComponent(payload);
    const own = await desk.alice.get(`/api/v1/accounts/${acc(account)}/transactions?q=${q}`);
    expect([own.status, own.body]).toEqual([200, expect.objectContaining({ items: [] })]);
    const found = await desk.teller.get(`/api/v1/customers?q=${q}`);
    expect(payload.length < 2 ? problem(found).status : found.body).toEqual(
      payload.length < 2 ? 400 : { items: [] },
    );
    expect(await wholeBooks(bank().database.owner)).toEqual(before);
  });

  it.each(['from', 'to', 'min', 'max', 'direction', 'limit', 'cursor'])(
    'the filter %s takes nothing but what it is for',
    async (filter) => {
      const query = `${filter}=${encodeURIComponent("1' OR '1'='1")}`;
      const { status } = await desk.alice.get(`/api/v1/accounts/${acc(account)}/transactions?${query}`);
      expect(status).toBe(400);
    },
  );

  it('and what is stored is what was sent', async () => {
    for (const [index, reference] of payloads.entries()) {
      const body = { accountId: acc(account), amount: { minor: '1', currency: 'USD' }, reference };
      expect((await desk.teller.post('/api/v1/cash-deposits', body)).status).toBe(201);
      const q = encodeURIComponent(reference);
      const { body: list } = await desk.alice.get(`/api/v1/accounts/${acc(account)}/transactions?q=${q}`);
      const { items } = list as { items: { reference: string }[] };
      expect([index, items.map((each) => each.reference)]).toContainEqual(
        expect.arrayContaining([reference]),
      );
      expect(items.every((each) => each.reference.includes(reference))).toBe(true);
    }
  });
});

describe('Regression 26: a filter nobody knows is silently dropped', () => {
  const none = '00000000-0000-4000-8000-000000000000';
  const readings = routeList.filter(({ method, service }) => method === 'GET' && service === 'api');
  const samples: Readonly<Record<string, string>> = {
    ...{ kind: 'day', period: '2026-01-15', number: '1' },
    ...{ date: '2026-01-15', month: '2026-01', version: '1', format: 'csv', code: 'RCON2170' },
    ...{ year: '2025', queue: 'report', statement: 'balanceSheet', line: '0' },
  };
  /** The path with ids of the right form; nothing is looked up before the query is judged. */
  const pathOf = ({ path }: (typeof readings)[number]): string =>
    path.replace(/\{(\w+)\}/g, (_all, name: string) => {
      const prefix = Object.entries(idPrefixes).find(([kind]) => `${kind}Id` === name)?.[1];
      return samples[name] ?? `${prefix ?? ''}_${none}`;
    });

  it.each(readings.map((route) => [route.operationId, route] as const))(
    '%s refuses fields and operators it does not know',
    async (_id, route) => {
      const roles = ['customer', 'teller', 'accountant', 'administrator'] as const;
      const who = [desk.alice, desk.teller, desk.accountant, administrator].find((_each, index) =>
        allows([roles[index] ?? 'auditor'], route.permission),
      );
      for (const query of ['no-such-filter=1', 'amount%5Bgte%5D=1', 'min__gt=1', 'status.ne=open']) {
        const answer = await who?.get(`${pathOf(route)}?${query}`);
        expect([query, answer && problem(answer)]).toEqual([
          query,
          { status: 400, code: 'validation-failed' },
        ]);
      }
    },
  );
});
