import * as z from 'zod';
import { personalFields } from '../domain/personal-data.ts';
import { customerView } from './counter.ts';
import { route } from './route.ts';
import { idOf, instant, plainText } from './schemas.ts';

const params = z.strictObject({ customerId: idOf('customer') });
const field = z.enum(personalFields);

export const maskedValueView = z.strictObject({
  field,
  masked: z.string(),
  recordedBy: z.string(),
  recordedAt: instant,
});
export type MaskedValueView = z.output<typeof maskedValueView>;

export const listPersonalData = route({
  operationId: 'listPersonalData',
  summary: 'What is known of a customer in person, masked',
  method: 'GET',
  path: '/api/v1/customers/{customerId}/personal-data',
  service: 'api',
  permission: 'customer:read',
  idempotent: false,
  params,
  status: 200,
  response: z.strictObject({ items: z.array(maskedValueView) }),
  errors: ['not-found'],
});

export const storePersonalData = route({
  operationId: 'storePersonalData',
  summary: 'Keep something that identifies a customer, encrypted; what was kept before stays behind it',
  method: 'POST',
  path: '/api/v1/customers/{customerId}/personal-data',
  service: 'api',
  permission: 'personal:write',
  idempotent: false,
  params,
  body: z.strictObject({ field, value: z.string().min(1, 'Enter a value.').max(400) }),
  status: 200,
  response: z.strictObject({ items: z.array(maskedValueView) }),
  errors: ['customer-not-found'],
});

export const unmaskPersonalData = route({
  operationId: 'unmaskPersonalData',
  summary: 'Read something in clear; who did and why is kept in the security log',
  method: 'POST',
  path: '/api/v1/customers/{customerId}/personal-data/{field}/unmasking',
  service: 'api',
  permission: 'personal:unmask',
  idempotent: false,
  params: z.strictObject({ customerId: idOf('customer'), field }),
  body: z.strictObject({
    reason: plainText(200).refine((text) => text !== '', 'Say why you need to see it.'),
  }),
  status: 200,
  response: z.strictObject({ field, value: z.string() }),
  errors: ['not-found'],
});

/** A body, because addresses are kept in histories and logs. */
export const findByPersonalData = route({
  operationId: 'findByPersonalData',
  summary: 'Find a customer by all of a tax number, e-mail address or phone number; kept in the security log',
  method: 'POST',
  path: '/api/v1/personal-data/searches',
  service: 'api',
  permission: 'personal:unmask',
  idempotent: false,
  body: z.strictObject({ value: z.string().min(1, 'Enter a value.').max(400) }),
  status: 200,
  response: z.strictObject({ items: z.array(customerView) }),
  errors: ['rate-limited'],
});
