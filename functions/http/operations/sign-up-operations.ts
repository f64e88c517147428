import {
  confirmSignUp,
  forgetPassword,
  resetPassword,
  signUp,
  signUpLifeMs,
  type SignUpPorts,
} from '../../services/sign-up.ts';
import type { Operations } from '../operation.ts';
import { clearCookie, newSessionToken, sessionIdOf, setCookie, signUpCookie } from '../session-token.ts';

/** What people do about their sign-in before they can sign in. All of it says the same of anybody. */
export function signUpOperations(
  ports: SignUpPorts,
): Operations<'signUp' | 'confirmSignUp' | 'forgetPassword' | 'resetPassword'> {
  return {
    async signUp({ body }) {
      const token = newSessionToken();
      await signUp(ports, body, sessionIdOf(token));
      return { body: undefined, cookies: [setCookie(token, signUpLifeMs / 1000, signUpCookie)] };
    },
    async confirmSignUp({ body, state: { signUpToken } }) {
      await confirmSignUp(ports, body, signUpToken === undefined ? undefined : sessionIdOf(signUpToken));
      return { body: undefined, cookies: [clearCookie(signUpCookie)] };
    },
    async forgetPassword({ body }) {
      await forgetPassword(ports, body.userName);
      return { body: undefined };
    },
    async resetPassword({ body, state }) {
      const wishId = sessionIdOf(JSON.stringify([body.userName.toLowerCase(), body.code, body.password]));
      await resetPassword(ports, body, { wishId, traceId: state.traceId });
      return { body: undefined };
    },
  };
}
