import { sessionEnd, type Session } from '../../domain/session.ts';
import type { SessionView } from '../../contract/session.ts';
import { signIn, type SignInPorts } from '../../services/sign-in.ts';
import type { EventLog, SessionStore } from '../../services/ports.ts';
import { principalOf, type Operations } from '../operation.ts';
import { clearCookie, csrfTokenOf, newSessionToken, sessionIdOf, setCookie } from '../session-token.ts';
import type { RequestState } from '../state.ts';
import { sessionView } from './present.ts';

export interface AuthOperationPorts extends SignInPorts {
  readonly log: EventLog;
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

function logItem(
  kind: 'sign-in' | 'sign-out',
  state: RequestState,
  subject: string,
): Parameters<EventLog['append']>[0] {
  return { kind, traceId: state.traceId, operation: state.operationId, status: 200, code: 'ok', subject };
}

export function authOperations(ports: AuthOperationPorts): Operations<'signIn' | 'signOut'> {
  return {
    async signIn({ body, state }) {
      const token = newSessionToken();
      const session = await signIn(ports, {
        ...body,
        newSessionId: sessionIdOf(token),
        oldSessionId: state.sessionToken === undefined ? undefined : sessionIdOf(state.sessionToken),
      });
      await ports.log.append(logItem('sign-in', state, session.principal.subject));
      const maxAge = Math.floor((session.absoluteEnd - session.createdAt) / 1000);
      return { body: await viewOf(session, token, ports.signingKey), cookies: [setCookie(token, maxAge)] };
    },
    async signOut({ state }) {
      const { session } = state;
      if (session) {
        await ports.sessions.end(session.id);
        await ports.log.append(logItem('sign-out', state, session.principal.subject));
      }
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
