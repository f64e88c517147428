import type { RouteObject } from 'react-router';
import type { Port } from '../../client/port.ts';
import { confirmSignUpForm, forgottenPasswordForm, newPasswordForm, signUpForm } from './forms.ts';
import { publicFormRoute } from './public-form.tsx';

type Handlers = Pick<RouteObject, 'loader' | 'action' | 'element'>;
type SigningUpId = 'signUp' | 'confirmSignUp' | 'forgottenPassword' | 'newPassword';

/** Pages for those who can't sign in yet. */
export function signingUpRoute(port: Port, id: SigningUpId): Handlers {
  if (id === 'signUp') return publicFormRoute(port, signUpForm);
  if (id === 'confirmSignUp') return publicFormRoute(port, confirmSignUpForm);
  return id === 'forgottenPassword'
    ? publicFormRoute(port, forgottenPasswordForm)
    : publicFormRoute(port, newPasswordForm);
}
