import { beforeAll, describe, expect, it } from '@jest/globals';
import { allows, roles } from '../functions/domain/permissions.ts';
import { wholeBooks } from '../local/testing/books.ts';
import { makeOneOfEach, screenPathTo, type OneOfEach } from '../local/testing/one-of-each.ts';
import { screens, type Screen, type ScreenId } from '../web/views/screens.ts';
import { openSite, type PageAnswer, type Visitor } from './testing/site.ts';

const site = openSite();
const visitors = new Map<string, Visitor>();
let things: OneOfEach;

const as = (name: string): Visitor => visitors.get(name === 'customer' ? 'alice' : name) ?? site().visitor();

beforeAll(async () => {
  const { bank } = site();
  const makers = {
    alice: await bank.signIn('alice'),
    teller: await bank.signIn('teller'),
    accountant: await bank.signIn('accountant'),
  };
  things = await makeOneOfEach(bank, makers);
  for (const name of ['alice', 'bob', 'teller', 'accountant', 'auditor', 'administrator']) {
    visitors.set(name, site().visitor());
    await as(name).signIn(name);
  }
});

const table = Object.entries<Screen>(screens).filter(([, { permission }]) => permission !== 'public');
const pathOf = (id: string, { path }: Screen): string => screenPathTo(id, path, things);

/** What each screen answered, by id. */
async function statuses(
  ask: (id: string, screen: Screen) => Promise<PageAnswer>,
): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const [id, screen] of table) found[id] = (await ask(id, screen)).status;
  return found;
}

/** The first page leads on to the one that a role begins with. */
const leadsOn: Partial<Record<ScreenId, number>> = { home: 302 };
const declared = (role: (typeof roles)[number], refused = 403): Record<string, number> =>
  Object.fromEntries(
    table.map(([id, { permission }]) => [
      id,
      allows([role], permission) ? (leadsOn[id as ScreenId] ?? 200) : refused,
    ]),
  );

describe('every role at every screen (security tests 13, 19 and 20)', () => {
  it.each(roles)(
    '20: %s is shown what the table of screens says, and turned away from the rest',
    async (role) => {
      expect(await statuses((id, screen) => as(role).get(pathOf(id, screen)))).toEqual(declared(role));
    },
  );

  it.each(roles)('20: %s can send no form to a screen of others', async (role) => {
    const before = await wholeBooks(site().bank.database.owner);
    const sent = await statuses(async (id, screen) =>
      allows([role], screen.permission) ? { ...nothing, status: 0 } : as(role).post(pathOf(id, screen), {}),
    );
    expect(new Set(Object.values(sent))).toEqual(new Set([0, 403]));
    expect(await wholeBooks(site().bank.database.owner)).toEqual(before);
  });

  it('20: nobody at all is asked to sign in', async () => {
    const asked = await statuses((id, screen) => site().visitor().get(pathOf(id, screen)));
    expect(new Set(Object.values(asked))).toEqual(new Set([401]));
  });

  it('13: looking at every page as everybody leaves the books as they were', async () => {
    const before = await wholeBooks(site().bank.database.owner);
    for (const role of roles) await statuses((id, screen) => as(role).get(pathOf(id, screen)));
    expect(await wholeBooks(site().bank.database.owner)).toEqual(before);
  });

  it('19: another customer finds nothing at the addresses of Alice’s things', async () => {
    const hers = table.filter(
      ([, { path, permission }]) => path.includes(':') && allows(['customer'], permission),
    );
    const found: Record<string, unknown> = {};
    for (const [id, screen] of hers) {
      const path = pathOf(id, screen);
      const [theirs, missing] = [
        await as('bob').get(path),
        await as('bob').get(path.replace(/_[0-9a-f]{8}-/, '_ffffffff-')),
      ];
      found[id] = [theirs.status, theirs.location, wordsOf(theirs) === wordsOf(missing)];
    }
    expect(found).toEqual(Object.fromEntries(hers.map(([id]) => [id, [404, undefined, true]])));
  });
});

const nothing: PageAnswer = { status: 0, headers: {}, html: '', location: undefined };
/** What a page says, without the id and the trace that were asked for. */
const wordsOf = ({ html }: PageAnswer): string =>
  html.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}/g, '…');

describe('forms (security tests 11 and 12)', () => {
  /** The page on which a transfer is sent, with its hidden fields. */
  const check = (): string => `/transfers/check/${things.params['draftId'] ?? ''}`;

  it('11: without the token of the session moves nothing', async () => {
    const alice = as('alice');
    const fields = alice.formOf(await alice.get(check()));
    const before = await wholeBooks(site().bank.database.owner);
    const { _csrf: token, ...rest } = fields;
    expect(token).toMatch(/^[\w-]{43}$/);
    for (const wrong of [rest, { ...rest, _csrf: '' }, { ...rest, _csrf: 'guessed' }])
      expect((await alice.post(check(), wrong)).status).toBe(403);
    expect(await wholeBooks(site().bank.database.owner)).toEqual(before);
  });

  it.each(['cross-site', 'same-site', 'none'])('12: from a page that is %s moves nothing', async (from) => {
    const alice = as('alice');
    const fields = alice.formOf(await alice.get(check()));
    const before = await wholeBooks(site().bank.database.owner);
    const foreign = { 'sec-fetch-site': from, origin: 'http://bank.localhost:8080' };
    expect((await alice.post(check(), fields, foreign)).status).toBe(403);
    expect((await alice.post('/sign-out', { _csrf: fields['_csrf'] ?? '' }, foreign)).status).toBe(403);
    expect(await wholeBooks(site().bank.database.owner)).toEqual(before);
  });

  it('11: with it, from our own page, is the transfer that was checked', async () => {
    const alice = as('alice');
    const before = await wholeBooks(site().bank.database.owner);
    expect((await alice.post(check(), alice.formOf(await alice.get(check())))).status).toBe(303);
    expect(await wholeBooks(site().bank.database.owner)).not.toEqual(before);
  });
});

describe('pages (security test 27)', () => {
  it('27: can’t be framed, run no script and are kept by nobody, whatever their status', async () => {
    const long = { userName: 'x'.repeat(70_000) };
    const pages = [
      await as('alice').get('/accounts'),
      await site().visitor().get('/accounts'),
      await as('alice').get('/counter'),
      await as('alice').get('/no/such/page'),
      await as('alice').send('DELETE', '/accounts'),
      await as('alice').post('/sign-in', long),
    ];
    expect(pages.map(({ status }) => status)).toEqual([200, 401, 403, 404, 405, 413]);
    for (const { status, headers, html } of pages) {
      const policy = headers['content-security-policy'] ?? '';
      for (const part of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"])
        expect([status, policy.includes(part)]).toEqual([status, true]);
      expect(policy).not.toMatch(/script-src|unsafe-inline|unsafe-eval|\*/);
      expect([status, headers['cache-control'], headers['x-content-type-options']]).toEqual([
        status,
        'no-store',
        'nosniff',
      ]);
      expect(html).not.toMatch(/<script|\son\w+=/i);
    }
  });
});
