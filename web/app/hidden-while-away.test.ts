import { describe, expect, it, jest } from '@jest/globals';
import { hideWhileAway } from './hidden-while-away.ts';

type Listener = (event: { persisted: boolean }) => void;

/** As much of a page as leaving it touches; the browser's own is in the browser tests. */
function aPage(): { listeners: Map<string, Listener>; body: { hidden: boolean }; reloads: () => number } & {
  stop: () => void;
} {
  const listeners = new Map<string, Listener>();
  const reload = jest.fn();
  const body = { hidden: false };
  const defaultView = {
    addEventListener: (name: string, listener: Listener) => listeners.set(name, listener),
    removeEventListener: (name: string) => listeners.delete(name),
    location: { reload },
  };
  const stop = hideWhileAway({ body, defaultView } as unknown as Document);
  return { listeners, body, stop, reloads: () => reload.mock.calls.length };
}

describe('a page that is left', () => {
  it('shows nothing, and is loaded anew when the browser brings it back as it was', () => {
    const { listeners, body, reloads, stop } = aPage();
    listeners.get('pageshow')?.({ persisted: false });
    expect([body.hidden, reloads()]).toEqual([false, 0]);
    listeners.get('pagehide')?.({ persisted: true });
    listeners.get('pageshow')?.({ persisted: true });
    expect([body.hidden, reloads()]).toEqual([true, 1]);
    stop();
    expect(listeners.size).toBe(0);
  });
});
