import { BankError } from '../domain/errors.ts';
import { csrfTokenOf, sameText } from './session-token.ts';
import { headerOf, type BankEvent, type Check } from './state.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A write with a cookie must come from our own page: by fetch metadata (or, without it, the origin), and by
 * the session's token. `same-site` is refused too: sibling hosts are not this site. Signing in needs no token,
 * there is no session yet, but must come from our page as well.
 */
export function csrf(bankOrigin: string, signingKey: () => Promise<string>): Check {
  return {
    before: async ({ event }) => {
      if (safe.has(event.requestContext.http.method) || event.bank.credential === 'bearer') return;
      if (!isSameOrigin(event, bankOrigin))
        throw new BankError('csrf-refused', 'Send this from the bank’s own pages.');
      const { sessionToken, session } = event.bank;
      if (!session || sessionToken === undefined) return;
      const given = headerOf(event, 'x-csrf') ?? '';
      if (!sameText(given, csrfTokenOf(sessionToken, await signingKey()))) {
        throw new BankError('csrf-refused', 'Send the csrfToken of your session as the X-CSRF header.');
      }
    },
  };
}

function isSameOrigin(event: BankEvent, bankOrigin: string): boolean {
  const site = headerOf(event, 'sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = headerOf(event, 'origin');
  // No browser: curl and programs send neither, and carry no ambient cookie that could be abused.
  return origin === undefined || origin === bankOrigin;
}
