import * as z from 'zod';
import { roles } from '../domain/permissions.ts';
import { route } from './route.ts';
import { instant } from './schemas.ts';

export const userView = z.strictObject({
  userName: z.string(),
  displayName: z.string(),
  roles: z.array(z.enum(roles)),
  /** Whether the bank’s directory says what their roles are, at every sign-in; then none are listed here. */
  ofDirectory: z.boolean(),
  /** Whether they may sign in. */
  enabled: z.boolean(),
  createdAt: instant,
});
export type UserView = z.output<typeof userView>;

export const listUsers = route({
  operationId: 'listUsers',
  summary: 'People who may sign in, with their roles: sixty at most, by user name',
  method: 'GET',
  path: '/api/v1/users',
  service: 'api',
  permission: 'user:read',
  idempotent: false,
  query: z.strictObject({ beginsWith: z.string().max(128).default('') }),
  status: 200,
  response: z.strictObject({ items: z.array(userView) }),
  errors: [],
});

export const getUser = route({
  operationId: 'getUser',
  summary: 'One person who may sign in',
  method: 'GET',
  path: '/api/v1/users/{userName}',
  service: 'api',
  permission: 'user:read',
  idempotent: false,
  params: z.strictObject({ userName: z.string().min(1).max(128) }),
  status: 200,
  response: userView,
  errors: ['user-not-found'],
});
