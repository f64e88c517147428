import * as z from 'zod';
import { outsideWay } from './outside-sign-in.ts';
import { route } from './route.ts';

const sixDigits = z.string().regex(/^\d{6}$/, 'Give the six digits of the code.');
const password = z.string().min(1, 'Give your password.').max(256);
const wayParams = z.strictObject({ way: outsideWay });

export const signInWaysView = z.strictObject({
  userName: z.string(),
  hasPassword: z.boolean(),
  /** Whether an authenticator is asked for at the sign-in. */
  hasTotp: z.boolean(),
  /** Providers through which this person may come, and whether an account there is linked. */
  outside: z.array(z.strictObject({ way: outsideWay, isLinked: z.boolean() })),
});
export type SignInWaysView = z.output<typeof signInWaysView>;

export const getSignInWays = route({
  operationId: 'getSignInWays',
  summary: 'The ways in which I can sign in',
  method: 'GET',
  path: '/auth/ways',
  service: 'auth',
  permission: 'session:own',
  idempotent: false,
  status: 200,
  response: signInWaysView,
  errors: [],
});

export const linkAccount = route({
  operationId: 'linkAccount',
  summary: 'Leave for a provider to make an account there a way in of mine; needs a fresh proof of who I am',
  method: 'POST',
  path: '/auth/{way}/link',
  service: 'auth',
  permission: 'session:own',
  idempotent: false,
  params: wayParams,
  status: 200,
  response: z.strictObject({ url: z.url() }),
  errors: ['step-up-required'],
});

export const unlinkAccount = route({
  operationId: 'unlinkAccount',
  summary: 'Take a way in of mine away; needs a fresh proof of who I am',
  method: 'POST',
  path: '/auth/{way}/unlink',
  service: 'auth',
  permission: 'session:own',
  idempotent: false,
  params: wayParams,
  status: 204,
  errors: ['step-up-required', 'last-way-in', 'not-found'],
});

export const stepUp = route({
  operationId: 'stepUp',
  summary:
    'Show again that it is me: the next thing that needs a fresh proof may be done, within five minutes',
  method: 'POST',
  path: '/auth/step-up',
  service: 'auth',
  permission: 'session:own',
  idempotent: false,
  body: z.strictObject({ password, code: sixDigits.optional() }),
  status: 204,
  errors: ['credentials-refused', 'code-refused', 'rate-limited'],
});

export const enrolTotp = route({
  operationId: 'enrolTotp',
  summary: 'Begin to set up an authenticator: the secret it must know',
  method: 'POST',
  path: '/auth/totp/enrolment',
  service: 'auth',
  permission: 'session:own',
  idempotent: false,
  body: z.strictObject({ password }),
  status: 200,
  response: z.strictObject({
    secret: z.string(),
    /** The same as an address that an authenticator opens or reads from a picture. */
    address: z.string(),
  }),
  errors: ['credentials-refused', 'totp-in-use', 'rate-limited'],
});

export const confirmTotp = route({
  operationId: 'confirmTotp',
  summary: 'Switch the authenticator on, by a code that it shows',
  method: 'POST',
  path: '/auth/totp/confirm',
  service: 'auth',
  permission: 'session:own',
  idempotent: false,
  body: z.strictObject({ code: sixDigits }),
  status: 204,
  errors: ['code-refused', 'sign-in-outdated', 'rate-limited'],
});

export const removeTotp = route({
  operationId: 'removeTotp',
  summary: 'Sign in without an authenticator from now on; needs a fresh proof of who I am',
  method: 'POST',
  path: '/auth/totp/remove',
  service: 'auth',
  permission: 'session:own',
  idempotent: false,
  status: 204,
  errors: ['step-up-required'],
});
