import { describe, expect, it, jest } from '@jest/globals';
import { keepPageAtItsLinks } from './in-page-links.ts';

interface Click {
  readonly href?: string;
  readonly ctrlKey?: boolean;
}

/** As much of a document as a click needs; the browser's own is in the browser tests. */
function aPage(): { click: (click: Click) => { prevented: boolean; focused: boolean }; stop: () => void } {
  const field = { focus: jest.fn(), scrollIntoView: jest.fn() };
  const listeners = new Set<(event: MouseEvent) => void>();
  const stop = keepPageAtItsLinks({
    getElementById: (id: string) => (id === 'amount' ? field : null),
    addEventListener: (_name: string, listener: (event: MouseEvent) => void) => listeners.add(listener),
    removeEventListener: (_name: string, listener: (event: MouseEvent) => void) => listeners.delete(listener),
  } as unknown as Document);
  return {
    stop,
    click: ({ href, ctrlKey = false }) => {
      const preventDefault = jest.fn();
      const link = href === undefined ? null : { getAttribute: () => href };
      const target = { closest: () => link };
      for (const listener of listeners) {
        listener({ target, ctrlKey, preventDefault } as unknown as MouseEvent);
      }
      const outcome = {
        prevented: preventDefault.mock.calls.length > 0,
        focused: field.focus.mock.calls.length > 0,
      };
      field.focus.mockClear();
      return outcome;
    },
  };
}

describe('a link within the page', () => {
  it('moves the focus to its field, and is no step to another place', () => {
    expect(aPage().click({ href: '#amount' })).toEqual({ prevented: true, focused: true });
  });

  it.each([
    ['to nothing on the page', { href: '#gone' }],
    ['that is to open another window', { href: '#amount', ctrlKey: true }],
    ['that is none', {}],
  ])('%s stays the browser’s business', (_name, click) => {
    expect(aPage().click(click)).toEqual({ prevented: false, focused: false });
  });

  it('is the browser’s again once that is over', () => {
    const { click, stop } = aPage();
    stop();
    expect(click({ href: '#amount' })).toEqual({ prevented: false, focused: false });
  });
});
