import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../../local/testing/bank.ts';
import { wholeBooks } from '../../../local/testing/books.ts';
import { acc, bobHas, usd } from '../../../local/testing/front-door.ts';
import { makeOneOfEach, pathTo, type OneOfEach } from '../../../local/testing/one-of-each.ts';
import type { Route } from '../../contract/route.ts';
import { routeList } from '../../contract/routes.ts';
import { allows } from '../../domain/permissions.ts';

const bank = useBank();
const callers = new Map<string, Caller>();
let things: OneOfEach;
let bobs = '';
let alicesSignIn = '';

const as = (name: string): Caller => callers.get(name) ?? bank().anonymous;

beforeAll(async () => {
  for (const name of ['alice', 'bob', 'teller', 'accountant', 'auditor', 'administrator'])
    callers.set(name, await bank().signIn(name));
  const makers = { alice: as('alice'), teller: as('teller'), accountant: as('accountant') };
  things = await makeOneOfEach(bank(), makers);
  bobs = await bobHas(bank(), 1_000_000n);
  const { body } = await as('alice').get('/auth/sign-ins');
  alicesSignIn = (body as { items: { id: string }[] }).items[0]?.id ?? '';
});

/** Parameters that name something of somebody’s; the others name a day, a product, a way to sign in. */
const owned = ['accountId', 'transferId', 'standingOrderId', 'draftId', 'holdId', 'journalId', 'signInId'];
const namesSomething = ({ path }: Route): boolean => owned.some((name) => path.includes(`{${name}}`));
const routes = routeList.filter(
  (route) => allows(['customer'], route.permission) && route.permission !== 'public' && namesSomething(route),
);

/** Well formed, and of nothing. */
const ofNothing = (path: string): string => path.replace(/_[0-9a-f]{8}-/, '_ffffffff-');

/** Bodies with which the owner would get something done. */
const bodies: Readonly<Record<string, () => object>> = {
  payLoan: () => ({ fromAccountId: acc(bobs), amount: usd(100) }),
  changeStandingOrder: () => ({ change: 'cancel', version: 1 }),
};

const ask = (caller: Caller, { method, operationId, body }: Route, path: string): Promise<Answer> =>
  method === 'GET' ? caller.get(path) : caller.post(path, body ? bodies[operationId]?.() : undefined);

/** Everything an answer says, with the same words for what only repeats the request. */
function told({ status, headers, body }: Answer): unknown {
  const { detail, ...rest } = body as { readonly detail: string };
  const own = {
    instance: 'the path',
    traceId: 'its trace',
    detail: detail.replace(/[0-9a-f-]{36}/, 'the id'),
  };
  const names = Object.entries(headers).filter(([name]) => name !== 'trace-id' && name !== 'ratelimit');
  return { status, headers: Object.fromEntries(names), body: { ...rest, ...own } };
}

const pathIn = (route: Route): string =>
  pathTo(route, { ...things, params: { ...things.params, signInId: alicesSignIn } });

describe('things of another customer (security test 19)', () => {
  it('19: are looked for at every route that a customer may ask for something by its id', () => {
    const asked = routes.map(({ operationId }) => operationId).sort();
    expect(asked).toEqual([
      'changeStandingOrder',
      'endSignIn',
      'getAccount',
      'getBalanceAsOf',
      'getDraft',
      'getHold',
      'getInterest',
      'getJournalProof',
      'getLoan',
      'getStandingOrder',
      'getStatement',
      'getTransfer',
      'listHolds',
      'listStatements',
      'listTransactions',
      'payLoan',
    ]);
  });

  it.each(routes)('19: $operationId answers as if they were not there', async (route) => {
    const before = await wholeBooks(bank().database.owner);
    const path = pathIn(route);
    const [theirs, missing] = [
      await ask(as('bob'), route, path),
      await ask(as('bob'), route, ofNothing(path)),
    ];
    expect(theirs.status).toBe(404);
    expect(told(theirs)).toEqual(told(missing));
    expect(await wholeBooks(bank().database.owner)).toEqual(before);
  });

  it('19: their owner is shown them', async () => {
    for (const route of routes.filter(({ method }) => method === 'GET'))
      expect([route.operationId, (await as('alice').get(pathIn(route))).status]).toEqual([
        route.operationId,
        200,
      ]);
  });

  it('19: money does not leave their accounts', async () => {
    const from = things.params['accountId'] ?? '';
    const pay = (fromAccountId: string): Promise<Answer> =>
      as('bob').post('/api/v1/transfers', { fromAccountId, to: acc(bobs), amount: usd(100) });
    const [theirs, missing] = [await pay(from), await pay(ofNothing(from))];
    expect(theirs.status).toBe(404);
    expect(told(theirs)).toEqual(told(missing));
  });

  it.each(['bob', 'teller', 'accountant', 'auditor', 'administrator'])(
    '19: what Alice has set aside is not there for %s, nor are her sign-ins',
    async (name) => {
      const draft = `/api/v1/drafts/${things.params['draftId'] ?? ''}`;
      const end = `/auth/sign-ins/${alicesSignIn}/end`;
      expect((await as(name).get(draft)).status).toBe(404);
      expect((await as(name).post(end, undefined)).status).toBe(404);
      expect((await as('alice').get('/api/v1/session')).status).toBe(200);
    },
  );
});
