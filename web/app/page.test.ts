import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { browserTransport } from './browser-transport.ts';
import { focusOnNewPages } from './focus.ts';
import { keepLive } from './live.ts';

/** As much of a document as these parts touch; the browser's own is in the browser tests. */
function aPage(): {
  document: Document;
  listeners: Map<string, () => void>;
  live: { on: boolean };
  focused: () => number;
  view: { scrollY: number; longest: number };
} {
  const listeners = new Map<string, () => void>();
  const live = { on: false };
  const focus = jest.fn();
  const listen = (name: string, listener: () => void): void => {
    listeners.set(name, listener);
  };
  const forget = (name: string): void => {
    listeners.delete(name);
  };
  const view = { scrollY: 0, longest: 5000 };
  const defaultView = Object.assign(view, {
    addEventListener: listen,
    removeEventListener: forget,
    scrollTo: (_left: number, top: number) => {
      view.scrollY = Math.min(top, view.longest);
    },
    requestAnimationFrame: (draw: () => void) => setTimeout(draw, 16),
  });
  const document = {
    visibilityState: 'visible',
    querySelector: () => (live.on ? {} : null),
    getElementById: () => ({ focus }),
    addEventListener: listen,
    removeEventListener: forget,
    defaultView,
  } as unknown as Document;
  return { document, listeners, live, focused: () => focus.mock.calls.length, view };
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('a page with something under way', () => {
  it('looks again every two seconds, and when its window is come back to', () => {
    const { document, listeners, live } = aPage();
    const revalidate = jest.fn(() => Promise.resolve());
    const state = { navigation: { state: 'idle' }, revalidation: 'idle' };
    const background = { active: false };
    const stop = keepLive({ state, revalidate }, document, background);
    jest.advanceTimersByTime(6000);
    expect(revalidate).not.toHaveBeenCalled();
    live.on = true;
    jest.advanceTimersByTime(4000);
    expect(revalidate).toHaveBeenCalledTimes(2);
    listeners.get('focus')?.();
    expect(revalidate).toHaveBeenCalledTimes(3);
    state.navigation.state = 'loading';
    listeners.get('visibilitychange')?.();
    expect(revalidate).toHaveBeenCalledTimes(3);
    stop();
    expect(listeners.size).toBe(0);
    jest.advanceTimersByTime(6000);
    expect(revalidate).toHaveBeenCalledTimes(3);
  });
});

describe('a new page', () => {
  type Tell = Parameters<Parameters<typeof focusOnNewPages>[0]['subscribe']>[0];

  /** Goes from page to page, as the router tells it. */
  function aWay(document: Document): (pathname: string, key: string, historyAction?: string) => void {
    let tell: Tell = () => undefined;
    let at = { pathname: '/accounts', key: 'first' };
    const router = {
      state: { location: at },
      subscribe: (listener: Tell) => {
        tell = listener;
        return () => undefined;
      },
    };
    focusOnNewPages(router, document);
    return (pathname, key, historyAction = 'PUSH') => {
      tell({ navigation: { state: 'loading' }, location: at, historyAction });
      at = { pathname, key };
      tell({ navigation: { state: 'idle' }, location: at, historyAction });
    };
  }

  it('gets the focus once it is there, and only when it is another one', () => {
    const { document, focused } = aPage();
    const go = aWay(document);
    go('/accounts', 'second');
    expect(focused()).toBe(0);
    go('/reports', 'third');
    go('/reports', 'fourth');
    expect(focused()).toBe(1);
  });

  it('begins at its top, and one that is come back to where it was left, as soon as it is that long', () => {
    const { document, view } = aPage();
    const go = aWay(document);
    view.scrollY = 3000;
    go('/reports', 'second');
    expect(view.scrollY).toBe(0);
    view.longest = 100;
    go('/accounts', 'first', 'POP');
    expect(view.scrollY).toBe(100);
    view.longest = 5000;
    jest.advanceTimersByTime(100);
    expect(view.scrollY).toBe(3000);
  });

  it('waits no longer than a second for what has become shorter', () => {
    const { document, view } = aPage();
    const go = aWay(document);
    view.scrollY = 3000;
    go('/reports', 'second');
    view.longest = 100;
    go('/accounts', 'first', 'POP');
    jest.advanceTimersByTime(2000);
    view.longest = 5000;
    jest.advanceTimersByTime(2000);
    expect(view.scrollY).toBe(100);
  });
});

describe('the way to the API', () => {
  it('carries the cookie of our own origin, keeps nothing and follows nothing', async () => {
    const fetched = jest.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('{}'));
    const background = { active: false };
    const send = browserTransport(background);
    await send('/api/versions', { method: 'POST', headers: { a: 'b' }, body: '{}' });
    await send('/api/versions', { method: 'GET', headers: {} });
    background.active = true;
    await send('/api/versions', { method: 'GET', headers: {} });
    expect(fetched.mock.calls[0]).toEqual([
      '/api/versions',
      {
        method: 'POST',
        headers: { a: 'b' },
        body: '{}',
        credentials: 'same-origin',
        cache: 'no-store',
        redirect: 'error',
      },
    ]);
    expect(fetched.mock.calls[1]?.[1]).not.toHaveProperty('body');
    expect(fetched.mock.calls[1]?.[1]?.headers).toEqual({});
    expect(fetched.mock.calls[2]?.[1]?.headers).toEqual({ 'x-background': 'true' });
    fetched.mockRestore();
  });
});
