import {
  confirmSignUp,
  forgetPassword,
  resetPassword,
  signUp,
  type SignUpPorts,
} from '../../services/sign-up.ts';
import type { Operations } from '../operation.ts';

/** What people do about their sign-in before they can sign in. All of it says the same of anybody. */
export function signUpOperations(
  ports: SignUpPorts,
): Operations<'signUp' | 'confirmSignUp' | 'forgetPassword' | 'resetPassword'> {
  return {
    async signUp({ body }) {
      await signUp(ports, body);
      return { body: undefined };
    },
    async confirmSignUp({ body }) {
      await confirmSignUp(ports, body.userName, body.code);
      return { body: undefined };
    },
    async forgetPassword({ body }) {
      await forgetPassword(ports, body.userName);
      return { body: undefined };
    },
    async resetPassword({ body, state }) {
      await resetPassword(ports, body, state.traceId);
      return { body: undefined };
    },
  };
}
