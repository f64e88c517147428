import * as z from 'zod';
import { permissions, roles } from '../domain/permissions.ts';
import { route } from './route.ts';
import { idOf, instant } from './schemas.ts';

export const sessionView = z.strictObject({
  userName: z.string(),
  displayName: z.string(),
  roles: z.array(z.enum(roles)),
  permissions: z.array(z.enum(permissions)),
  customerId: idOf('customer').nullable(),
  signedInAt: instant,
  expiresAt: instant,
  /** Send it back as `X-CSRF` with every write; null for bearer tokens, which need none. */
  csrfToken: z.string().nullable(),
});
export type SessionView = z.output<typeof sessionView>;

/** The password was right; a code of the authenticator is needed too. */
const challenge = z.strictObject({ challenge: z.literal('totp') });

export const signIn = route({
  operationId: 'signIn',
  summary: 'Sign in with user name and password, or with the first half of two',
  method: 'POST',
  path: '/auth/password',
  service: 'auth',
  permission: 'public',
  idempotent: false,
  body: z.strictObject({
    userName: z.string().min(1, 'Give your user name.').max(128),
    password: z.string().min(1, 'Give your password.').max(256),
  }),
  status: 200,
  response: z.union([sessionView, challenge]),
  errors: ['credentials-refused', 'sign-in-blocked', 'staff-by-directory', 'rate-limited'],
});

export const signOut = route({
  operationId: 'signOut',
  summary: 'End this sign-in on both sites; without a live one, only the cookie is cleared',
  method: 'POST',
  path: '/auth/sign-out',
  service: 'auth',
  permission: 'public',
  idempotent: false,
  status: 200,
  /** Where the browser signs out of the provider too, and comes back; null where it need not. */
  response: z.strictObject({ leaveAt: z.url().nullable() }),
  errors: [],
});

export const getSession = route({
  operationId: 'getSession',
  summary: 'Who is signed in, and what they may do',
  method: 'GET',
  path: '/api/v1/session',
  service: 'api',
  permission: 'session:own',
  idempotent: false,
  status: 200,
  response: sessionView,
  errors: [],
});
