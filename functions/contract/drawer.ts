import * as z from 'zod';
import { route } from './route.ts';
import { businessDate, countedMoney, idOf, instant, money } from './schemas.ts';

export const drawerView = z.strictObject({
  status: z.enum(['open', 'closed']),
  openedOn: businessDate,
  openedAt: instant,
  /** What was counted at the opening. */
  opening: money,
  /** Null while it is open: what should be in it is told only once it was counted. */
  closing: z
    .strictObject({
      closedOn: businessDate,
      closedAt: instant,
      counted: money,
      expected: money,
      /** Counted less expected: negative for cash that is missing. */
      difference: money,
      /** Of the difference, where there was one. */
      journalId: idOf('journal').nullable(),
    })
    .nullable(),
});
export type DrawerView = z.output<typeof drawerView>;

const count = z.strictObject({ counted: countedMoney });

export const getDrawer = route({
  operationId: 'getDrawer',
  summary: 'My open drawer, or the one I closed last',
  method: 'GET',
  path: '/api/v1/drawer',
  service: 'api',
  permission: 'cash:post',
  idempotent: false,
  status: 200,
  response: z.strictObject({ items: z.array(drawerView).max(1) }),
  errors: [],
});

export const openDrawer = route({
  operationId: 'openDrawer',
  summary: 'Open my drawer with the cash I have counted',
  method: 'POST',
  path: '/api/v1/drawer/openings',
  service: 'api',
  permission: 'cash:post',
  idempotent: true,
  body: count,
  status: 201,
  response: drawerView,
  errors: ['drawer-refused', 'currency-mismatch'],
});

export const closeDrawer = route({
  operationId: 'closeDrawer',
  summary: 'Close my drawer by counting it; what is over or short is posted',
  method: 'POST',
  path: '/api/v1/drawer/closings',
  service: 'api',
  permission: 'cash:post',
  idempotent: true,
  body: count,
  status: 201,
  response: drawerView,
  errors: ['drawer-refused', 'currency-mismatch'],
});
