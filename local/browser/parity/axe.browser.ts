import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { allows, type Permission, roles } from '../../../functions/domain/permissions.ts';
import { screens, type ScreenId } from '../../../web/views/screens.ts';
import { switchBooks } from '../testing/books-switch.ts';
import { useBrowser } from '../testing/use-browser.ts';
import { type SiteName, siteNames, useRunningBank } from '../testing/use-running-bank.ts';
import { useWindows } from '../testing/use-windows.ts';
import { visit } from '../testing/visitor.ts';
import { audit, themes, widths } from './audit.ts';
import { casesOf, type Things } from './cases.ts';
import { complaintsOf } from './complaints.ts';
import { sendBadForm, viewerOf } from './refusal.ts';
import type { BadForm } from './screen-cases.ts';
import { makeThings } from './things.ts';

const browser = useBrowser();
const bank = useRunningBank();
// The server-rendered site forbids scripts to its pages; what audits them comes from outside.
const windowOf = useWindows({ browser, bank }, { scripts: true });
let things: Things;
let audited = 0;

beforeAll(async () => {
  things = await makeThings(bank());
}, 180_000);
afterAll(() => {
  process.stdout.write(
    `axe: ${audited} pages audited, in ${themes.length} themes at ${widths.join(' and ')} pixels\n`,
  );
});

/** The first of those who may see it. */
function whoMay(permission: Permission): string {
  if (permission === 'public') return 'nobody';
  const role = roles.find((each) => allows([each], permission)) ?? 'nobody';
  return role === 'customer' ? 'alice' : role;
}

async function heardWindowOf(viewer: string, site: SiteName): Promise<Page> {
  const page = await windowOf(viewer, site);
  complaintsOf(page);
  return page;
}

type Open = (site: SiteName) => Promise<Page>;

const at =
  (viewer: string, path: string): Open =>
  async (site) => {
    const page = await heardWindowOf(viewer, site);
    await visit(page, bank().origin(site) + path);
    return page;
  };

const refusing =
  (form: BadForm): Open =>
  async (site) => {
    const page = await heardWindowOf(viewerOf(form), site);
    await sendBadForm(page, bank().origin(site), form);
    return page;
  };

async function faultsOf(open: Open, site: SiteName): Promise<string[]> {
  const page = await open(site);
  audited += 1;
  return [...(await audit(page)), ...complaintsOf(page)];
}

/** All faults of all pages at once; both sites side by side, as each has a process of its own in the browser. */
async function expectNoFault(pages: readonly Open[]): Promise<void> {
  const faults: string[] = [];
  for (const open of pages) {
    const found = await Promise.all(siteNames.map((site) => faultsOf(open, site)));
    faults.push(...found.flat());
  }
  expect(faults).toEqual([]);
}

const screenIds = Object.keys(screens) as ScreenId[];

describe.each(screenIds)('the screen %s', (id) => {
  afterAll(() => {
    process.stdout.write(`axe: ${id}, ${audited} pages so far\n`);
  });

  it('can be used by everybody in every state', async () => {
    const viewer = whoMay(screens[id].permission);
    const { states, badForms = [] } = casesOf(things)[id];
    const paths = Object.values(states);
    await expectNoFault([...paths.map((path) => at(viewer, path)), ...badForms.map(refusing)]);
  }, 240_000);
});

describe('a page', () => {
  it('can be used by everybody when it asks to sign in, is refused, is nowhere or has nothing to show', async () => {
    await expectNoFault([
      at('nobody', screens.accounts.path),
      at('alice', screens.reports.path),
      at('alice', '/no/such/page'),
      at('carla', screens.accounts.path),
      at('carla', screens.transfer.path),
    ]);
  });
});

describe('the audit', () => {
  it('finds what only shows in one theme or at one width, and hears the browser complain', async () => {
    const page = await browser().newPage();
    complaintsOf(page);
    await page.setContent(`<html lang="en"><title>Wrong</title><main><h1>Wrong</h1>
      <style>
        p { color: #222; background: #fff; width: 400px }
        @media (prefers-color-scheme: dark) { p { background: #000 } }
      </style><p>Text</p></main><script>missing()</script></html>`);
    const faults = await audit(page);
    expect(faults).toEqual([
      expect.stringMatching(/dark 1280: color-contrast at p/),
      expect.stringMatching(/light 320: the page is 4\d\d pixels wide/),
      expect.stringMatching(/dark 320: color-contrast at p/),
      expect.stringMatching(/dark 320: the page is 4\d\d pixels wide/),
    ]);
    expect(complaintsOf(page)).toEqual([expect.stringContaining('missing is not defined')]);
    await page.close();
  });
});

describe('while the books are out of reach', () => {
  beforeAll(() => switchBooks(bank().config, false));
  afterAll(() => switchBooks(bank().config, true));

  it('the last known figures and the explanation can be used by everybody', async () => {
    await expectNoFault([at('alice', screens.accounts.path), at('accountant', screens.trialBalance.path)]);
  });
});
