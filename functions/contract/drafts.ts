import * as z from 'zod';
import { draftForms, type DraftForm } from '../domain/draft.ts';
import { route } from './route.ts';
import { idOf, instant } from './schemas.ts';

export { draftForms };

/** Text as it was typed. A draft is only set aside, and the form checks it later; half a character can't be kept. */
const typed = z
  .string()
  .max(500, 'Use at most 500 characters.')
  .regex(/^\P{Cs}*$/u, 'Remove what is only half a character.')
  .optional();

/** The fields of all forms; which are those of one is said below. */
const fields = z.strictObject({
  from: typed,
  to: typed,
  account: typed,
  kind: typed,
  checkKind: typed,
  amount: typed,
  reference: typed,
  frequency: typed,
  startsOn: typed,
  holidays: typed,
  ends: typed,
  endsOn: typed,
  endsAfter: typed,
  reportKind: typed,
  period: typed,
  /** The key under which the form is sent, so that it is the same after somebody signed in again. */
  idempotencyKey: typed,
});

const fieldsOfForm: Readonly<Record<DraftForm, readonly (keyof z.output<typeof fields>)[]>> = {
  transfer: ['from', 'to', 'amount', 'reference'],
  standingOrder: [
    'from',
    'to',
    'amount',
    'reference',
    'frequency',
    'startsOn',
    'holidays',
    'ends',
    'endsOn',
    'endsAfter',
  ],
  cash: ['account', 'kind', 'checkKind', 'amount', 'reference', 'idempotencyKey'],
  report: ['reportKind', 'period'],
};

const draftBody = z.strictObject({ form: z.enum(draftForms), fields }).check(({ value, issues }) => {
  const allowed: readonly string[] = fieldsOfForm[value.form];
  const keys = Object.keys(value.fields).filter((name) => !allowed.includes(name));
  if (keys.length > 0)
    issues.push({ code: 'unrecognized_keys', path: ['fields'], keys, input: value.fields });
});

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
  body: draftBody,
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
