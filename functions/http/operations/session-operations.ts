import { sessionEnd, type Session } from '../../domain/session.ts';
import type { SessionView } from '../../contract/session.ts';
import { signIn, type SignInPorts } from '../../services/sign-in.ts';
import { signOut } from '../../services/sign-out.ts';
import type { Arrival } from '../../services/establish-session.ts';
import type { SessionStore } from '../../services/ports/sessions.ts';
import { principalOf, type Operations } from '../operation.ts';
import { clearCookie, csrfTokenOf, newSessionToken, sessionIdOf, setCookie } from '../session-token.ts';
import type { RequestState } from '../state.ts';
import { sessionView } from './present.ts';

export interface AuthOperationPorts extends SignInPorts {
  readonly signingKey: () => Promise<string>;
}

async function viewOf(
  session: Session,
  token: string,
  signingKey: () => Promise<string>,
): Promise<SessionView> {
  return sessionView(session.principal, {
    signedInAt: session.createdAt,
    expiresAt: sessionEnd(session),
    csrfToken: csrfTokenOf(token, await signingKey()),
  });
}

/** The browser that signs in; it gets the token as its cookie. */
export function arrivalOf({ sessionToken, viewer, traceId }: RequestState, token: string): Arrival {
  return {
    newSessionId: sessionIdOf(token),
    oldSessionId: sessionToken === undefined ? undefined : sessionIdOf(sessionToken),
    site: viewer?.site ?? 'bank',
    device: viewer?.device ?? 'A browser',
    traceId,
  };
}

export function authOperations(ports: AuthOperationPorts): Operations<'signIn' | 'signOut'> {
  return {
    async signIn({ body, state }) {
      const token = newSessionToken();
      const session = await signIn(ports, body, arrivalOf(state, token));
      const maxAge = Math.floor((session.absoluteEnd - session.createdAt) / 1000);
      return { body: await viewOf(session, token, ports.signingKey), cookies: [setCookie(token, maxAge)] };
    },
    async signOut({ state }) {
      if (state.session) await signOut(ports, state.session, state.traceId);
      return { body: undefined, cookies: [clearCookie()] };
    },
  };
}

/** Who is signed in, whether by cookie or by token. */
export function sessionOperations(ports: {
  readonly sessions: SessionStore;
  readonly signingKey: () => Promise<string>;
}): Operations<'getSession'> {
  return {
    async getSession({ state }) {
      const { session, sessionToken } = state;
      if (session && sessionToken !== undefined)
        return { body: await viewOf(session, sessionToken, ports.signingKey) };
      const times = { signedInAt: state.startedAt, expiresAt: state.startedAt, csrfToken: null };
      return { body: sessionView(principalOf(state), times) };
    },
  };
}
