import * as z from 'zod';
import { sites, signInWays } from '../domain/session.ts';
import { route } from './route.ts';
import { idOf, instant } from './schemas.ts';

/** One sign-in with its sessions on either site. */
export const signInView = z.strictObject({
  id: idOf('signIn'),
  way: z.enum(signInWays),
  device: z.string(),
  sites: z.array(z.enum(sites)),
  signedInAt: instant,
  lastSeenAt: instant,
  /** The one that asks. */
  isThis: z.boolean(),
});
export type SignInView = z.output<typeof signInView>;

const items = z.strictObject({ items: z.array(signInView) });
const ended = z.strictObject({ ended: z.number().int() });

export const listSignIns = route({
  operationId: 'listSignIns',
  summary: 'Where I am signed in, latest first',
  method: 'GET',
  path: '/auth/sign-ins',
  service: 'auth',
  permission: 'session:own',
  idempotent: false,
  status: 200,
  response: items,
  errors: [],
});

export const endSignIn = route({
  operationId: 'endSignIn',
  summary: 'End one of my sign-ins, on both sites',
  method: 'POST',
  path: '/auth/sign-ins/{signInId}/end',
  service: 'auth',
  permission: 'session:own',
  idempotent: false,
  params: z.strictObject({ signInId: idOf('signIn') }),
  status: 200,
  response: ended,
  errors: ['not-found'],
});

export const endOtherSignIns = route({
  operationId: 'endOtherSignIns',
  summary: 'End all my sign-ins but this one',
  method: 'POST',
  path: '/auth/sign-ins/end-others',
  service: 'auth',
  permission: 'session:own',
  idempotent: false,
  status: 200,
  response: ended,
  errors: [],
});

export const handOff = route({
  operationId: 'handOff',
  summary:
    'Go on at the other site without signing in again: an address that is good once, for thirty seconds',
  method: 'POST',
  path: '/auth/hand-off',
  service: 'auth',
  permission: 'session:own',
  idempotent: false,
  body: z.strictObject({ place: z.string().max(2000).default('/') }),
  status: 200,
  response: z.strictObject({ url: z.url() }),
  errors: [],
});

export const acceptHandOff = route({
  operationId: 'acceptHandOff',
  summary: 'Come over from the other site',
  method: 'GET',
  path: '/auth/hand-off',
  service: 'auth',
  permission: 'public',
  idempotent: false,
  query: z.strictObject({ code: z.string().min(1).max(200) }),
  status: 303,
  errors: ['sign-in-outdated'],
});

const customer = z.strictObject({ customerId: idOf('customer') });

export const listCustomerSignIns = route({
  operationId: 'listCustomerSignIns',
  summary: 'Where a customer is signed in, and whether they may sign in at all',
  method: 'GET',
  path: '/api/v1/customers/{customerId}/sign-ins',
  service: 'api',
  permission: 'sign-in:manage',
  idempotent: false,
  params: customer,
  status: 200,
  response: items.extend({ isBlocked: z.boolean() }),
  errors: ['not-found'],
});

export const manageCustomerSignIns = route({
  operationId: 'manageCustomerSignIns',
  summary: 'End every sign-in of a customer, shut them out, or let them in again',
  method: 'POST',
  path: '/api/v1/customers/{customerId}/sign-ins',
  service: 'api',
  permission: 'sign-in:manage',
  idempotent: false,
  params: customer,
  body: z.strictObject({ action: z.enum(['end', 'block', 'unblock']) }),
  status: 200,
  response: ended,
  errors: ['not-found'],
});
