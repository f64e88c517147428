import { createHash } from 'node:crypto';
import { idempotencyKey } from '../contract/schemas.ts';
import type { Route } from '../contract/route.ts';
import { BankError } from '../domain/errors.ts';
import { headerOf, type Check } from './state.ts';

/**
 * Money moves only under a key the caller chose; the posting function stores it with the answer. What is only tried
 * moves nothing and needs none.
 */
export function idempotency(route: Route): Check {
  return {
    before: ({ event }) => {
      const { input } = event.bank;
      const { dryRun, previewToken, ...asked } = wayOf(input?.body);
      if (!route.idempotent || dryRun) return;
      const key = headerOf(event, 'idempotency-key');
      if (key === undefined || !idempotencyKey.safeParse(key).success) {
        throw new BankError(
          'idempotency-key-missing',
          'Send an Idempotency-Key header of 8 to 128 visible characters, without a comma.',
        );
      }
      const request = route.params === undefined ? asked : { params: input?.params, body: asked };
      const requestHash = createHash('sha256').update(canonical(request)).digest('hex');
      event.bank.idempotent = { key, requestHash, previewToken };
    },
  };
}

interface Way {
  readonly dryRun: boolean;
  readonly previewToken: string | undefined;
}

/** How a body wants to be treated, apart from what it asks for: a new preview does not make it another request. */
function wayOf(body: unknown): Way & Record<string, unknown> {
  const asked = typeof body === 'object' && body !== null ? { ...body } : {};
  const { dryRun, previewToken, ...rest } = asked as Record<string, unknown>;
  return {
    ...rest,
    dryRun: dryRun === true,
    previewToken: typeof previewToken === 'string' ? previewToken : undefined,
  };
}

/** JSON with sorted keys: the same request in another order of fields is the same request. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
}
