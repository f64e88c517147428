import type { Answer, TestBank } from './bank.ts';
import { outsidePassword } from './pool.ts';

/** What a browser has kept outside the bank, and how often it was asked for a password there. */
export interface OutsideBrowser {
  readonly jar: Map<string, string>;
  asked: number;
}
export const newOutsideBrowser = (): OutsideBrowser => ({ jar: new Map(), asked: 0 });

export interface OutsideVisit {
  readonly way: 'directory' | 'amazon';
  readonly userName: string;
  readonly returnTo?: string;
  readonly site?: 'bank' | 'classic';
  /** A browser that has been there before; a new one unless given. */
  readonly browser?: OutsideBrowser;
}

/** A browser that has been at a provider and stands before the bank's callback. */
export interface Returning {
  /** Path and query of the callback. */
  readonly callback: string;
  /** Of the bank, as the browser has them. */
  readonly cookies: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

const cookieIn = (answer: Answer): string[] => answer.cookies.map((each) => each.split(';')[0] ?? '');

/** Leaves the bank for a provider, signs in there and comes back as far as the bank's door. */
export async function visitProvider(bank: TestBank, visit: OutsideVisit): Promise<Returning> {
  const { way, returnTo, site = 'bank' } = visit;
  const headers = { 'x-bank-site': site };
  const query = returnTo === undefined ? '' : `?returnTo=${encodeURIComponent(returnTo)}`;
  const started = await bank.send({ path: `/auth/${way}/start${query}`, headers });
  if (started.status !== 303) throw new Error(`The start answered ${started.status}.`);
  const callback = await signInOutside(started.headers['location'] ?? '', visit.userName, visit.browser);
  return { callback, cookies: cookieIn(started), headers };
}

/** Walks from the pool's pages through the provider's and back: path and query of the callback. */
export async function signInOutside(
  start: string,
  userName: string,
  browser = newOutsideBrowser(),
): Promise<string> {
  const { jar } = browser;
  const go = async (url: string, form?: URLSearchParams): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const init = { redirect: 'manual', headers: { cookie } } as const;
    const answer = await fetch(url, form === undefined ? init : { ...init, method: 'POST', body: form });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return answer;
  };
  let url = start;
  for (let step = 0; step < 15; step += 1) {
    const { pathname, search } = new URL(url);
    if (/^\/auth\/\w+\/callback$/.test(pathname)) return pathname + search;
    let answer = await go(url);
    if (answer.status === 200) {
      browser.asked += 1;
      answer = await go(url, new URLSearchParams({ userName, password: outsidePassword }));
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
    url = new URL(location, url).href;
  }
  throw new Error(`The way from ${start} never ends.`);
}

/** The whole way: the answer of the callback. */
export async function signInBy(bank: TestBank, visit: OutsideVisit): Promise<Answer> {
  const { callback, cookies, headers } = await visitProvider(bank, visit);
  return bank.send({ path: callback, cookies, headers });
}
