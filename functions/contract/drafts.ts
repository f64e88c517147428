import * as z from 'zod';
import { draftForms } from '../domain/draft.ts';
import { route } from './route.ts';
import { idOf, instant, plainText } from './schemas.ts';

export { draftForms };

const fields = z
  .record(z.string().regex(/^[a-zA-Z]{1,30}$/, 'Name a field with letters.'), plainText(200))
  .refine((given) => Object.keys(given).length <= 12, 'Give at most 12 fields.');

export const draftView = z.strictObject({
  id: idOf('draft'),
  form: z.enum(draftForms),
  /** Text as it was typed, by field name; nothing of it has been checked. */
  fields: z.record(z.string(), z.string()),
  expiresAt: instant,
});
export type DraftView = z.output<typeof draftView>;

export const saveDraft = route({
  operationId: 'saveDraft',
  summary: 'Set aside what was typed into a form, for half an hour and for me alone',
  method: 'POST',
  path: '/api/v1/drafts',
  service: 'api',
  permission: 'session:own',
  idempotent: false,
  body: z.strictObject({ form: z.enum(draftForms), fields }),
  status: 201,
  response: draftView,
  errors: [],
});

export const getDraft = route({
  operationId: 'getDraft',
  summary: 'What I set aside',
  method: 'GET',
  path: '/api/v1/drafts/{draftId}',
  service: 'api',
  permission: 'session:own',
  idempotent: false,
  params: z.strictObject({ draftId: idOf('draft') }),
  status: 200,
  response: draftView,
  errors: ['not-found'],
});
