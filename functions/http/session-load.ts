import { BankError } from '../domain/errors.ts';
import { readSession } from '../services/read-session.ts';
import type { Clock, SessionStore } from '../services/ports.ts';
import { sessionIdOf, tokenFromCookies } from './session-token.ts';
import { headerOf, type Check } from './state.ts';

/** The cookie's session, if it is alive. Whether one is needed, the route decides later. */
export function sessionLoad(sessions: SessionStore, clock: Clock): Check {
  return {
    before: async ({ event }) => {
      const token = tokenFromCookies(event.cookies);
      if (token === undefined) return;
      if (headerOf(event, 'authorization') !== undefined) {
        throw new BankError('two-credentials', 'Send a session cookie or a bearer token, not both.');
      }
      event.bank.sessionToken = token;
      const session = await readSession(sessions, clock, sessionIdOf(token));
      if (!session) {
        event.bank.sessionEnded = true;
        return;
      }
      event.bank.credential = 'cookie';
      event.bank.session = session;
      event.bank.principal = session.principal;
    },
  };
}
