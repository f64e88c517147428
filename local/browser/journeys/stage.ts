import type { Browser, Page } from 'playwright-core';
import type { HttpSession } from '../../http-session.ts';
import type { RunningBank, SiteName } from '../testing/use-running-bank.ts';
import { leaveAtTheEnd } from './leave-at-the-end.ts';
import { openWindow, signIn, visit } from '../testing/visitor.ts';
import { watchStatus } from './steps.ts';

/** Where a journey happens: one of the sites of a running bank, and the windows people have open. */
export interface Stage {
  readonly site: SiteName;
  readonly otherSite: SiteName;
  readonly bank: () => RunningBank;
  readonly browser: () => Browser;
  /** The window of somebody who is signed in, on this site unless another is named; it is used again. */
  readonly windowOf: (userName: string, site?: SiteName) => Promise<Page>;
  /** A window of its own, in which nobody is signed in. */
  readonly newWindow: () => Promise<Page>;
  /** The same, with somebody signed in; for journeys that end the session. */
  readonly newWindowOf: (userName: string) => Promise<Page>;
  /** Opens a page of the site in that window; answers the status. */
  readonly open: (page: Page, path: string) => Promise<number>;
  /** Somebody at the API. */
  readonly api: (userName: string) => Promise<HttpSession>;
  /** Every sign-in of theirs has ended: who asks for their window or for them at the API gets a new one. */
  readonly forget: (userName: string) => void;
}

/** What the stages on both sites share. */
export interface Backstage {
  readonly bank: () => RunningBank;
  readonly browser: () => Browser;
  readonly windows: Map<string, Promise<Page>>;
  readonly sessions: Map<string, Promise<HttpSession>>;
}

export function stageOn(site: SiteName, { bank, browser, windows, sessions }: Backstage): Stage {
  const newWindow = async (on = site): Promise<Page> => {
    const context = await openWindow(browser(), on);
    // What takes longer is stuck.
    context.setDefaultTimeout(15_000);
    watchStatus(context);
    leaveAtTheEnd(context, bank().origin('bank'));
    return context.newPage();
  };
  const newWindowOf = async (userName: string, on = site): Promise<Page> => {
    const page = await newWindow(on);
    await signIn(page, bank(), userName, on);
    return page;
  };
  return {
    site,
    otherSite: site === 'bank' ? 'classic' : 'bank',
    bank,
    browser,
    windowOf: (userName, on = site) => kept(windows, `${userName} ${on}`, () => newWindowOf(userName, on)),
    newWindow: () => newWindow(),
    newWindowOf: (userName) => newWindowOf(userName),
    open: (page, path) => visit(page, bank().origin(site) + path),
    api: (userName) => kept(sessions, userName, () => bank().enter(userName)),
    forget: (userName) => {
      sessions.delete(userName);
      for (const on of ['bank', 'classic']) windows.delete(`${userName} ${on}`);
    },
  };
}

function kept<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}
