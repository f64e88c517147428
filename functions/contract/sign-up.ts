import * as z from 'zod';
import { route, type Route } from './route.ts';
import { plainText } from './schemas.ts';

const userName = z.string().min(1, 'Give your user name.').max(128);
const newPassword = z.string().min(12, 'Use at least 12 characters.').max(256);
const code = z.string().regex(/^\d{6}$/, 'Give the six digits of the code.');

const common = {
  method: 'POST',
  service: 'auth',
  permission: 'public',
  idempotent: false,
  status: 204,
} as const satisfies Partial<Route>;

export const signUp = route({
  ...common,
  operationId: 'signUp',
  summary: 'Ask for a sign-in: a code goes to the e-mail address, which becomes the user name',
  path: '/auth/sign-up',
  body: z.strictObject({
    userName: z.email('Give your e-mail address.').max(128),
    displayName: plainText(100),
    password: newPassword,
  }),
  errors: ['password-refused', 'code-not-sent', 'rate-limited'],
});

export const confirmSignUp = route({
  ...common,
  operationId: 'confirmSignUp',
  summary: 'Complete a sign-up by the code that was sent, in the browser that began it',
  path: '/auth/sign-up/confirm',
  body: z.strictObject({ userName, code }),
  errors: ['code-refused', 'rate-limited'],
});

export const forgetPassword = route({
  ...common,
  operationId: 'forgetPassword',
  summary: 'Ask for a code to set a new password; the answer says nothing about who exists',
  path: '/auth/forgotten-password',
  body: z.strictObject({ userName }),
  errors: ['code-not-sent', 'rate-limited'],
});

export const resetPassword = route({
  ...common,
  operationId: 'resetPassword',
  summary:
    'Set a new password by the code that was sent; every sign-in with the old one ends. Who lost the answer asks again',
  path: '/auth/forgotten-password/reset',
  body: z.strictObject({ userName, code, password: newPassword }),
  errors: ['code-refused', 'password-refused', 'rate-limited'],
});
