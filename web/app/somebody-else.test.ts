import { describe, expect, it, jest } from '@jest/globals';
import { startAnew } from './somebody-else.ts';

type Navigation = Parameters<typeof startAnew>[0]['state']['navigation'];

/** What becomes of a page, as much of it as starting anew touches. */
function startedAnew(navigation: Navigation): unknown {
  const [reload, assign] = [jest.fn(), jest.fn()];
  const body = { hidden: false };
  const page = { body, defaultView: { location: { reload, assign } } } as unknown as Document;
  startAnew({ state: { navigation } }, page);
  return { hidden: body.hidden, reloads: reload.mock.calls.length, goesTo: assign.mock.calls.flat() };
}

const location = { pathname: '/transfers/new', search: '?from=1' };

describe('a page whose viewer has become somebody else', () => {
  it('is hidden and loaded anew', () => {
    expect(startedAnew({ state: 'idle' })).toEqual({ hidden: true, reloads: 1, goesTo: [] });
  });

  it('does not send the form of the one before', () => {
    const sending = { hidden: true, reloads: 1, goesTo: [] };
    expect(startedAnew({ state: 'submitting', formMethod: 'POST', location })).toEqual(sending);
    expect(startedAnew({ state: 'loading', formMethod: 'POST', location })).toEqual(sending);
  });

  it('leads on to where a link was going', () => {
    const goesTo = ['/transfers/new?from=1'];
    expect(startedAnew({ state: 'loading', location })).toEqual({ hidden: true, reloads: 0, goesTo });
  });
});
