import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../../local/testing/bank.ts';
import { makeOneOfEach, pathTo, type OneOfEach } from '../../../local/testing/one-of-each.ts';
import type { Route } from '../../contract/route.ts';
import { routeList, routes } from '../../contract/routes.ts';
import { allows, roles, type Role } from '../../domain/permissions.ts';
import { apiHandler } from '../../http/chain.ts';

const bank = useBank();
const callers = new Map<Role, Caller>();
const drafts = new Map<Role, string>();
let things: OneOfEach;

const as = (role: Role): Caller => {
  const caller = callers.get(role);
  if (!caller) throw new Error(`Nobody is signed in as ${role}`);
  return caller;
};

beforeAll(async () => {
  for (const role of roles) callers.set(role, await bank().signIn(role === 'customer' ? 'alice' : role));
  const makers = { alice: as('customer'), teller: as('teller'), accountant: as('accountant') };
  things = await makeOneOfEach(bank(), makers);
  for (const role of roles) {
    const { body } = await as(role).post('/api/v1/drafts', { form: 'report', fields: {} });
    drafts.set(role, (body as { id: string }).id);
  }
});

/** Nothing of these is left for whoever comes after them. */
const last = ['signOut', 'endOtherSignIns'];
const guarded = routeList
  .filter(({ permission }) => permission !== 'public')
  .sort((a, b) => last.indexOf(a.operationId) - last.indexOf(b.operationId));
const reads = guarded.filter(({ method }) => method === 'GET');
const writes = guarded.filter(({ method }) => method === 'POST');

/** A draft is its author’s; whoever is staff has the bank’s own directory as a way in. */
function pathAs(role: Role, route: Route): string {
  const own = {
    draftId: drafts.get(role) ?? '',
    ...(role === 'customer' ? {} : { way: 'directory' }),
  };
  return pathTo(route, { ...things, params: { ...things.params, ...own } });
}

/** How the API took it: a refusal in its two kinds, or an answer. */
function outcome({ status, body }: Answer): string {
  const { code } = (body ?? {}) as { code?: string };
  if (status === 401 || code === 'forbidden') return `${status} ${code ?? ''}`;
  return status >= 500 || status === 429 ? `failed with ${status}` : 'answered';
}

/** Everybody sits at a computer of their own: what may come from one address is another test. */
const at = (role: string): { sourceIp: string } => ({
  sourceIp: `203.0.113.${['nobody', ...roles].indexOf(role) + 1}`,
});

type Table = Record<string, string>;

async function tableOf(routes: readonly Route[], ask: (route: Route) => Promise<string>): Promise<Table> {
  const table: Table = {};
  for (const route of routes) table[route.operationId] = await ask(route);
  return table;
}
const declared = (routes: readonly Route[], role: Role, answered: (route: Route) => string): Table =>
  Object.fromEntries(
    routes.map((route) => [
      route.operationId,
      allows([role], route.permission) ? answered(route) : '403 forbidden',
    ]),
  );

describe('every role at every route of the contract (security test 20)', () => {
  it('20: nobody at all is asked to sign in, at every one', async () => {
    const nobody = await tableOf(guarded, async (route) => {
      const path = pathTo(route, things);
      const { anonymous } = bank();
      return outcome(
        await (route.method === 'GET' ? anonymous.get(path) : anonymous.post(path, {}, at('nobody'))),
      );
    });
    expect(nobody).toEqual(
      Object.fromEntries(guarded.map(({ operationId }) => [operationId, '401 session-required'])),
    );
  });

  it.each(roles)('20: %s reads what the table says, and is shown it', async (role) => {
    const table = await tableOf(reads, async (route) => {
      const answer = await as(role).get(pathAs(role, route));
      return outcome(answer) === 'answered' ? String(answer.status) : outcome(answer);
    });
    expect(table).toEqual(declared(reads, role, ({ status }) => String(status)));
  });

  it.each(roles)('20: %s writes where the table says, and nowhere else', async (role) => {
    const table = await tableOf(writes, async (route) =>
      outcome(await as(role).post(pathAs(role, route), route.body ? {} : undefined, at(role))),
    );
    expect(table).toEqual(declared(writes, role, () => 'answered'));
  });

  it.each([undefined, 'every:thing'])('20: a route whose permission is %s stops the start', (permission) => {
    const listAccounts = jest.replaceProperty(routes, 'listAccounts', {
      ...routes.listAccounts,
      permission,
    } as never);
    const everybody = { allowed: true, remaining: 1, resetSeconds: 1 };
    const limiter = { hit: () => Promise.resolve(everybody), forgive: () => Promise.resolve() };
    const operation = (): Promise<never> => Promise.reject(new Error('never asked'));
    expect(() => apiHandler([], { listAccounts: operation }, limiter)).toThrow('declares no permission');
    listAccounts.restore();
    expect(() => apiHandler([], { listAccounts: operation }, limiter)).not.toThrow();
    expect(() => apiHandler([], { listAccounts: operation })).toThrow('Nobody would count');
  });

  it('20: a public route asks nobody to sign in', async () => {
    const open = routeList.filter(({ permission }) => permission === 'public');
    const table = await tableOf(open, async (route) => {
      const { method } = route;
      const body = route.body ? { body: {} } : {};
      const answer = await bank().page({ method, path: pathTo(route, things), ...body });
      return [401, 403, 429].includes(answer.status) || answer.status >= 500
        ? `${answer.status}`
        : 'answered';
    });
    expect(new Set(Object.values(table))).toEqual(new Set(['answered']));
  });
});
