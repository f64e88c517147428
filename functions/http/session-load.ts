import { BankError } from '../domain/errors.ts';
import { readSession } from '../services/read-session.ts';
import type { Clock } from '../services/ports.ts';
import type { SessionStore } from '../services/ports/sessions.ts';
import { sessionIdOf, signUpCookie, tokenFromCookies, transactionCookie } from './session-token.ts';
import { headerOf, type BankEvent, type Check } from './state.ts';

/** A page that refreshes itself says so; a write is always somebody's doing. */
function isBackground(event: BankEvent): boolean {
  return event.requestContext.http.method === 'GET' && headerOf(event, 'x-background') === 'true';
}

/** The cookie's session, if it is alive. Whether one is needed, the route decides later. */
export function sessionLoad(sessions: SessionStore, clock: Clock): Check {
  return {
    before: async ({ event }) => {
      const transaction = tokenFromCookies(event.cookies, transactionCookie);
      if (transaction !== undefined) event.bank.transactionToken = transaction;
      const signUp = tokenFromCookies(event.cookies, signUpCookie);
      if (signUp !== undefined) event.bank.signUpToken = signUp;
      const token = tokenFromCookies(event.cookies);
      if (token === undefined) return;
      if (headerOf(event, 'authorization') !== undefined) {
        throw new BankError('two-credentials', 'Send a session cookie or a bearer token, not both.');
      }
      event.bank.sessionToken = token;
      const read = await readSession({ sessions, clock }, sessionIdOf(token), !isBackground(event));
      if ('ending' in read) {
        event.bank.sessionEnded = read.ending;
        return;
      }
      event.bank.credential = 'cookie';
      event.bank.session = read.session;
      event.bank.principal = read.session.principal;
    },
  };
}
