import { sessionEnd, type Session } from '../../domain/session.ts';
import type { SessionView } from '../../contract/session.ts';
import { answerTotp, signIn, type SignInPorts } from '../../services/sign-in.ts';
import type { HostedSignIn } from '../../services/ports/sign-in.ts';
import { signOut } from '../../services/sign-out.ts';
import { principalOf, type Operations } from '../operation.ts';
import {
  clearCookie,
  csrfTokenOf,
  newSessionToken,
  sessionIdOf,
  setCookie,
  transactionCookie,
} from '../session-token.ts';
import { sessionView } from './present.ts';
import { arrivalOf, cookieOf, noteIdOf } from './session-state.ts';

export interface AuthOperationPorts extends SignInPorts {
  readonly hosted: HostedSignIn;
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

const totpSeconds = 180;

export function authOperations(ports: AuthOperationPorts): Operations<'signIn' | 'answerTotp' | 'signOut'> {
  return {
    async signIn({ body, state }) {
      const [token, transaction] = [newSessionToken(), newSessionToken()];
      const arrival = arrivalOf(state, token);
      const session = await signIn(ports, body, { arrival, noteId: sessionIdOf(transaction) });
      if (!session) {
        const cookies = [setCookie(transaction, totpSeconds, transactionCookie)];
        return { body: { challenge: 'totp' }, cookies };
      }
      return { body: await viewOf(session, token, ports.signingKey), cookies: [cookieOf(session, token)] };
    },
    async answerTotp({ body, state }) {
      const token = newSessionToken();
      const arrival = arrivalOf(state, token);
      const session = await answerTotp(ports, body.code, { arrival, noteId: noteIdOf(state) });
      const cookies = [cookieOf(session, token), clearCookie(transactionCookie)];
      return { body: await viewOf(session, token, ports.signingKey), cookies };
    },
    async signOut({ state: { session, traceId } }) {
      if (session) await signOut(ports, session, traceId);
      const isOutside = session !== undefined && session.way !== 'password';
      const leaveAt = isOutside ? ports.hosted.leaveUrl(session.site) : null;
      return { body: { leaveAt }, cookies: [clearCookie()] };
    },
  };
}

/** Who is signed in, whether by cookie or by token. */
export function sessionOperations(ports: {
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
