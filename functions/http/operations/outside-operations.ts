import {
  leaveForProvider,
  returnFromProvider,
  type Homecoming,
  type OutsidePorts,
} from '../../services/outside-sign-in.ts';
import type { Operations } from '../operation.ts';
import { clearCookie, newSessionToken, sessionIdOf, setCookie, transactionCookie } from '../session-token.ts';
import { arrivalOf, cookieOf, noteIdOf } from './session-state.ts';

const transactionSeconds = 600;
export const randomOfSignIn = (): { state: string; nonce: string; verifier: string } => ({
  state: newSessionToken(),
  nonce: newSessionToken(),
  verifier: newSessionToken(),
});

/** Signing in at a provider. Browsers walk through these, so every answer is a place to go to. */
export function outsideOperations(ports: OutsidePorts): Operations<'startSignIn' | 'finishSignIn'> {
  return {
    async startSignIn({ params, query, state }) {
      const transaction = newSessionToken();
      const departure = { way: params.way, site: state.viewer?.site ?? 'bank', returnTo: query.returnTo };
      const place = await leaveForProvider(ports, departure, {
        noteId: sessionIdOf(transaction),
        random: randomOfSignIn(),
      });
      const cookies = [setCookie(transaction, transactionSeconds, transactionCookie)];
      return { body: undefined, headers: { location: place }, cookies };
    },
    async finishSignIn({ params, query, state }) {
      const token = newSessionToken();
      const answer = { way: params.way, noteId: noteIdOf(state), state: query.state, code: query.code };
      const home = await returnFromProvider(ports, answer, arrivalOf(state, token));
      const cookies = [clearCookie(transactionCookie)];
      if ('session' in home) cookies.push(cookieOf(home.session, token));
      return { body: undefined, headers: { location: placeOf(home) }, cookies };
    },
  };
}

/** Pages of the sites: both have them at the same paths. */
function placeOf(home: Homecoming): string {
  if ('session' in home) return home.returnTo;
  if ('linked' in home) return `/ways-to-sign-in?linked=${home.linked}`;
  if (home.isLink) return `/ways-to-sign-in?problem=${home.problem}`;
  const returnTo = home.returnTo === '/' ? '' : `&returnTo=${encodeURIComponent(home.returnTo)}`;
  return `/sign-in?problem=${home.problem}${returnTo}`;
}
