import { beforeAll, describe, expect, it } from '@jest/globals';
import { createMemoryRouter, isRouteErrorResponse } from 'react-router';
import { allows, roles } from '../../functions/domain/permissions.ts';
import { useBank, type Caller } from '../../local/testing/bank.ts';
import { makeOneOfEach, screenPathTo, type OneOfEach } from '../../local/testing/one-of-each.ts';
import { inProcess } from '../../ssr/testing/site.ts';
import { createClient, type Transport } from '../client/client.ts';
import { routes } from '../views/routes.tsx';
import { screens, type Screen } from '../views/screens.ts';
import { storePort } from './store-port.ts';
import { createStore } from './store.ts';

const bank = useBank();
const callers = new Map<string, Caller>();
let things: OneOfEach;

const as = (name: string): Caller => callers.get(name === 'customer' ? 'alice' : name) ?? bank().anonymous;

beforeAll(async () => {
  for (const name of ['alice', 'bob', 'teller', 'accountant', 'auditor', 'administrator'])
    callers.set(name, await bank().signIn(name));
  const makers = { alice: as('alice'), teller: as('teller'), accountant: as('accountant') };
  things = await makeOneOfEach(bank(), makers);
});

/** A browser of theirs: it sends the cookie by itself. */
function transportOf({ cookie }: Caller): Transport {
  const send = inProcess(bank());
  return (path, { headers, ...init }) =>
    send(path, { ...init, headers: { ...headers, ...(cookie === undefined ? {} : { cookie }) } });
}

const neverElse = (): never => {
  throw new Error('Somebody else is signed in.');
};

/** Opens the page as the single-page site does; the status it shows. */
async function statusOf(caller: Caller, path: string): Promise<number> {
  const port = storePort(createStore(createClient(transportOf(caller))), neverElse);
  const router = createMemoryRouter(routes(port), { initialEntries: [path] });
  await new Promise<void>((resolve) => {
    const settled = (): boolean => router.state.initialized && router.state.navigation.state === 'idle';
    router.subscribe(() => {
      if (settled()) resolve();
    });
    if (settled()) resolve();
  });
  const { errors, loaderData } = router.state;
  router.dispose();
  const [error] = Object.values<unknown>(errors ?? {});
  if (error !== undefined) return isRouteErrorResponse(error) ? error.status : 500;
  return Object.values<unknown>(loaderData).some(asksToSignIn) ? 401 : 200;
}

const asksToSignIn = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'signInFirst' in data;

const table = Object.entries<Screen>(screens).filter(([, { permission }]) => permission !== 'public');

async function statuses(caller: Caller): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const [id, { path }] of table) found[id] = await statusOf(caller, screenPathTo(id, path, things));
  return found;
}

describe('every role at every screen of the single-page site (security tests 19 and 20)', () => {
  it.each(roles)(
    '20: %s is shown what the table of screens says, and turned away from the rest',
    async (role) => {
      const declared = table.map(([id, { permission }]) => [id, allows([role], permission) ? 200 : 403]);
      expect(await statuses(as(role))).toEqual(Object.fromEntries(declared));
    },
  );

  it('20: nobody at all is asked to sign in', async () => {
    const { home, ...others } = await statuses(bank().anonymous);
    expect(home).toBe(401);
    expect(new Set(Object.values(others))).toEqual(new Set([401]));
  });

  it('19: another customer finds nothing at the addresses of Alice’s things', async () => {
    const hers = table.filter(
      ([, { path, permission }]) => path.includes(':') && allows(['customer'], permission),
    );
    for (const [id, { path }] of hers)
      expect([id, await statusOf(as('bob'), screenPathTo(id, path, things))]).toEqual([id, 404]);
  });
});
