import * as z from 'zod';
import { route } from './route.ts';
import { sessionView } from './session.ts';

/** Ways in that lead to a provider and back. */
export const outsideWay = z.enum(['directory', 'amazon']);
const params = z.strictObject({ way: outsideWay });

export const startSignIn = route({
  operationId: 'startSignIn',
  summary: 'Leave for a provider to sign in there; afterwards the browser comes back to a path of the site',
  method: 'GET',
  path: '/auth/{way}/start',
  service: 'auth',
  permission: 'public',
  idempotent: false,
  params,
  query: z.strictObject({ returnTo: z.string().max(2000).default('/') }),
  status: 303,
  errors: [],
});

export const finishSignIn = route({
  operationId: 'finishSignIn',
  summary: 'Come back from a provider, in the browser that left',
  method: 'GET',
  path: '/auth/{way}/callback',
  service: 'auth',
  permission: 'public',
  idempotent: false,
  params,
  query: z.strictObject({
    state: z.string().min(1).max(500),
    code: z.string().min(1).max(2000).optional(),
    error: z.string().max(200).optional(),
    error_description: z.string().max(2000).optional(),
  }),
  status: 303,
  errors: ['sign-in-outdated'],
});

export const answerTotp = route({
  operationId: 'answerTotp',
  summary: 'The second half of a sign-in: a code of the authenticator, in the browser that gave the password',
  method: 'POST',
  path: '/auth/totp',
  service: 'auth',
  permission: 'public',
  idempotent: false,
  body: z.strictObject({ code: z.string().regex(/^\d{6}$/, 'Give the six digits of the code.') }),
  status: 200,
  response: sessionView,
  errors: ['code-refused', 'sign-in-outdated', 'sign-in-blocked', 'staff-by-directory', 'rate-limited'],
});
