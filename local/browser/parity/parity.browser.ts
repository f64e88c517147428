import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allows, isRole } from '../../../functions/domain/permissions.ts';
import { screens, type ScreenId } from '../../../web/views/screens.ts';
import { difference } from '../compare.ts';
import { switchBooks } from '../testing/books-switch.ts';
import { useBrowser } from '../testing/use-browser.ts';
import { type SiteName, useRunningBank } from '../testing/use-running-bank.ts';
import { useWindows } from '../testing/use-windows.ts';
import { visit } from '../testing/visitor.ts';
import { casesOf, type Things } from './cases.ts';
import { linesOf, readPage, unusedAllowances, type Reading } from './reading.ts';
import type { BadForm } from './screen-cases.ts';
import { sendBadForm, viewerOf } from './refusal.ts';
import { makeThings } from './things.ts';

const browser = useBrowser();
const bank = useRunningBank();
const windowOf = useWindows({ browser, bank });
let things: Things;
let compared = 0;

/** Everybody a page may meet; Carla is the customer who has nothing yet. */
const viewers = ['nobody', 'alice', 'carla', 'teller', 'accountant', 'auditor', 'administrator'] as const;
beforeAll(async () => {
  things = await makeThings(bank());
}, 180_000);
afterAll(() => {
  process.stdout.write(`parity: ${compared} pairs of pages compared\n`);
});

async function readingAt(viewer: string, site: SiteName, path: string): Promise<Reading> {
  const page = await windowOf(viewer, site);
  const answered = await visit(page, bank().origin(site) + path);
  const reading = await readPage(page);
  // What the page says of its status must be what the server said.
  if (site === 'classic') expect(String(answered)).toBe(reading.status);
  return reading;
}

interface Pair {
  readonly classic: Reading;
  readonly single: Reading;
}

const toldApart = ({ classic, single }: Pair): string | undefined =>
  difference(
    { name: 'server-rendered', lines: linesOf(classic) },
    { name: 'single-page', lines: linesOf(single) },
  );

function expectSame(classic: Reading, single: Reading): void {
  compared += 1;
  expect(toldApart({ classic, single })).toBeUndefined();
}

/** Pages that need no session. */
const openToAll: readonly ScreenId[] = [
  ...(['products', 'product'] as const),
  ...(['signUp', 'confirmSignUp', 'forgottenPassword', 'newPassword'] as const),
];

/** What a typical page answers; what is Alice's is not there for Carla. */
function statusesFor(viewer: string, id: ScreenId): readonly string[] {
  if (openToAll.includes(id)) return ['200'];
  if (viewer === 'nobody') return id === 'signIn' ? ['200'] : ['401'];
  const role = viewer === 'alice' || viewer === 'carla' ? 'customer' : viewer;
  if (!isRole(role) || !allows([role], screens[id].permission)) return ['403'];
  return viewer === 'carla' ? ['200', '404'] : ['200'];
}

/** Both sites side by side, as each has a process of its own in the browser. */
async function compareAt(viewer: string, path: string): Promise<Reading> {
  let pair = await pairAt(viewer, path);
  for (let tries = 0; tries < mostTries && moving.has(path) && toldApart(pair) !== undefined; tries += 1)
    pair = await pairAt(viewer, path);
  expectSame(pair.classic, pair.single);
  return pair.classic;
}

/** Pages whose figures move by themselves: both sites are read again until it is at the same figures. */
const moving = new Set<string>([screens.queues.path]);
const mostTries = 30;

async function pairAt(viewer: string, path: string): Promise<Pair> {
  const [classic, single] = await Promise.all([
    readingAt(viewer, 'classic', path),
    readingAt(viewer, 'bank', path),
  ]);
  return { classic, single };
}

/** Who may not see a screen is told so whatever the address says of its state, and whether or not the books answer. */
const isTurnedAway = (viewer: string, id: ScreenId): boolean =>
  statusesFor(viewer, id).every((status) => status === '401' || status === '403');

/** The list of sign-ins marks the one that looks, which is another one on each site. */
const screenIds = (Object.keys(screens) as ScreenId[]).filter((id) => id !== 'sessions');

describe.each(screenIds)('the screen %s', (id) => {
  afterAll(() => {
    process.stdout.write(`parity: ${id}, ${compared} pairs so far\n`);
  });

  it.each(viewers)(
    'is the same on both sites for %s in every state',
    async (viewer) => {
      const { typical, ...others } = casesOf(things)[id].states;
      // Two equal pages prove nothing where both are the wrong one.
      expect(statusesFor(viewer, id)).toContain((await compareAt(viewer, typical)).status);
      if (isTurnedAway(viewer, id)) return;
      for (const path of Object.values(others)) await compareAt(viewer, path);
      // The report of a year is the longest page of all.
    },
    120_000,
  );

  it('refuses the same forms in the same words', async () => {
    for (const form of casesOf(things)[id].badForms ?? []) {
      const [classic, single] = await Promise.all([refusal(form, 'classic'), refusal(form, 'bank')]);
      expectSame(classic, single);
    }
  });
});

async function refusal(form: BadForm, site: SiteName): Promise<Reading> {
  const page = await windowOf(viewerOf(form), site);
  await sendBadForm(page, bank().origin(site), form);
  const reading = await readPage(page);
  expect(reading.status).toBe('422');
  return reading;
}

describe('a page that is nowhere', () => {
  it.each(viewers)('is nowhere on both sites for %s', async (viewer) => {
    await compareAt(viewer, '/no/such/page');
  });
});

describe('the way through a page by keyboard', () => {
  it.each(['/accounts', '/transfers/new'])('is the same at %s', async (path) => {
    const [classic, single] = [await stopsOn('classic', path), await stopsOn('bank', path)];
    expect(single).toEqual(classic);
    expect(classic.length).toBeGreaterThan(5);
  });
});

/** What Tab reaches, in its order, by text. */
async function stopsOn(site: SiteName, path: string): Promise<string[]> {
  const page = await windowOf('alice', site);
  await visit(page, bank().origin(site) + path);
  const stops: string[] = [];
  for (let i = 0; i < 40; i += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const at = document.activeElement;
      return at === null || at === document.body ? '' : `${at.tagName} ${at.id} ${at.textContent}`;
    });
    if (stop === '' || stop === stops[0]) break;
    stops.push(stop);
  }
  return stops;
}

describe('while the books are out of reach', () => {
  beforeAll(async () => {
    // Everybody is signed in by now; sessions do not live in the books.
    for (const viewer of viewers)
      for (const site of ['bank', 'classic'] as const) await windowOf(viewer, site);
    await switchBooks(bank().config, false);
  }, 60_000);
  afterAll(() => switchBooks(bank().config, true));

  it.each(screenIds)('the screen %s says the same on both sites', async (id) => {
    const admitted = viewers.filter((viewer) => !isTurnedAway(viewer, id));
    for (const viewer of admitted) await compareAt(viewer, casesOf(things)[id].states.typical);
  });

  it('every allowed difference has occurred', () => {
    expect(unusedAllowances()).toEqual([]);
  });
});
